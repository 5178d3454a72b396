import { setTimeout as wait } from 'node:timers/promises';
import { fromActivity, isActivity } from '../../../src/channels/bot-framework/from-activity';
import { DEFAULT_RULE } from '../../../src/core/rule';
import { openStore } from '../../../src/storage/open-store';
import { DrivenApplication } from '../driven-application';
import { type Due, type DueRows, openDueRows } from '../due-rows';
import { FakeConnector } from '../fake-connector';
import { seededRandom } from '../manual-clock';
import { plainSeal } from '../plain-seal';
import { HostShops } from './host-shops';
import type { ShopLog, Span } from './visit-log';

const START = Date.UTC(2026, 0, 15, 12);
const HOUR = 3_600_000;
const CHATS = 40;
/** Followers of a product: most have one. */
const FOLLOWERS = [1, 1, 1, 1, 1, 1, 2, 2, 4, 12] as const;
/** Real time without a change after which what goes on can only wait for a lane. */
const STUCK_MS = 250;
/** Real time in which all that is due at one instant must be done. */
const PATIENCE_MS = 60_000;

/** A stay of Ebb with some shops. All instants in milliseconds since its start. */
export interface VisitPlan {
  readonly seed: number;
  readonly products: number;
  readonly folder: string;
  readonly lastsMs: number;
  /** When one of the shops is down. */
  readonly breakdown: Span;
  /** When Ebb itself is. */
  readonly outage: Span;
  readonly settings?: Readonly<Record<string, string>>;
}

/** @returns what the shops wrote down, and the plan by their clock. */
export async function runVisit(
  plan: VisitPlan,
): Promise<{ readonly log: ShopLog; readonly whole: Span; readonly outage: Span }> {
  let now = (): number => START;
  const connector = await FakeConnector.start(() => now());
  const whole = { from: START, to: START + plan.lastsMs };
  const random = seededRandom(plan.seed);
  const breakdown = after(START, plan.breakdown);
  const shops = await HostShops.open({ ...plan, breakdown, span: whole, now: () => now(), random });
  const databaseUrl = `sqlite:${plan.folder}/ebb.db`;
  const settings = {
    ...{ EBB_DATABASE_URL: databaseUrl, EBB_ALLOW_PRIVATE: shops.hosts, EBB_CHECK_EVERY: '6h' },
    ...plan.settings,
  };
  await followAll(databaseUrl, shops.links, connector);
  let application = await DrivenApplication.start(settings, START);
  now = () => application.now;
  const rows = await openDueRows(databaseUrl);
  const outage = after(START, plan.outage);
  try {
    await passUntil(outage.from, { application, rows, shops });
    await application.kill();
    application = await DrivenApplication.start(settings, outage.to);
    await passUntil(whole.to, { application, rows, shops });
    return { log: shops.log, whole, outage };
  } finally {
    await application.kill();
    await rows.close();
    await connector.close();
    await shops.close();
  }
}

function after(start: number, { from, to }: Span): Span {
  return { from: start + from, to: start + to };
}

/** Everybody follows; the first looks are spread over six hours, as though people had come one by one. */
async function followAll(
  databaseUrl: string,
  links: readonly string[],
  connector: FakeConnector,
): Promise<void> {
  const store = await openStore(databaseUrl);
  const chats: { readonly id: number; readonly person: string }[] = [];
  for (let index = 0; index < CHATS; index += 1) {
    const person = `29:person-${index}`;
    const activity = connector.inbound({ conversation: `a:chat-${index}`, person });
    if (!isActivity(activity)) throw new Error('no activity');
    const { id } = await store.conversations.meet(fromActivity(activity, plainSeal)!.where, START, 'spoke');
    chats.push({ id, person });
  }
  for (const [index, url] of links.entries()) {
    const dueAt = Math.round(START + (6 * HOUR * ((index * 7919) % links.length)) / links.length);
    const { id } = await store.products.ensure({ watcher: 'page', key: url, url }, url, dueAt);
    for (let follower = 0; follower < FOLLOWERS[index % FOLLOWERS.length]!; follower += 1) {
      const { id: conversationId, person } = chats[(index + follower) % CHATS]!;
      await store.subscriptions.add({ conversationId, person }, id, DEFAULT_RULE, null, START);
    }
  }
  await store.close();
}

interface Stage {
  readonly application: DrivenApplication;
  readonly rows: DueRows;
  readonly shops: HostShops;
}

/** Time passes from one instant at which something happens to the next. */
async function passUntil(end: number, stage: Stage): Promise<void> {
  const { application, shops } = stage;
  while (application.now < end) {
    const { next } = await rest(stage);
    const wakesAt = application.now + (application.nextWakeMs ?? Infinity);
    const nextAt = Math.min(end, next ?? Infinity, wakesAt, shops.nextAnswerAt);
    await application.advance(Math.max(0, Math.ceil(nextAt) - application.now));
    shops.answer();
  }
}

/** Lets all that is due at this instant be done, but for what waits for a shop's answer or for a lane. */
async function rest({ application, rows, shops }: Stage): Promise<Due> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  let [seen, since] = ['', performance.now()];
  for (;;) {
    await application.advance(0);
    await wait(1);
    const due = await rows.read(application.now);
    if (due.now === 0 && due.claims.length === shops.inFlight + due.waiting) return due;
    const sight = JSON.stringify([due, shops.inFlight, shops.answered]);
    if (sight !== seen) [seen, since] = [sight, performance.now()];
    else if (performance.now() - since > STUCK_MS && application.nextWakeMs !== null) return due;
    if (performance.now() > giveUpAt) throw new Error(`it finds no rest: ${sight}\n${application.log}`);
  }
}
