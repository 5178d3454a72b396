import { setTimeout as wait } from 'node:timers/promises';
import { openStore } from '../../../src/storage/open-store';
import { CONNECTOR_ANSWERS, type ConnectorAnswer } from '../connector-answers';
import { DrivenApplication } from '../driven-application';
import { FakeConnector, type ConnectorPost } from '../fake-connector';
import { type Sale, oweSale, tenantOf } from './owe-sale';
import { TeamsLimits } from './teams-limits';

const SALE_AT = Date.UTC(2026, 0, 15, 12);
const STEP_MS = 500;
const MEASURED_EVERY_MS = 15_000;
/** Real time in which what is due at one instant must be done. */
const PATIENCE_MS = 300_000;

export interface SaleHour {
  readonly sale: Sale;
  readonly url: string;
  readonly processes: number;
  /** So long after the sale the processes start. */
  readonly startsAfterMs?: number;
  readonly linkTo?: (product: number) => string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Refuses a post that keeps to the limits; null: takes it. */
  readonly refuse?: (post: {
    readonly conversation: string;
    readonly attempt: number;
  }) => ConnectorAnswer | null;
  /** Asks the database for one number. */
  readonly count: (sql: string) => Promise<number>;
  /** SQL of what is being done just now: 0 when all processes rest. */
  readonly inHand: string;
}

/** What came of a sale. */
export interface SaleOutcome {
  /** Titles of the products that each chat is owed an alert about, in order. */
  readonly owed: ReadonlyMap<string, readonly string[]>;
  /** Posts that the limits allowed, in order, `at` since the processes started. */
  readonly posts: readonly ConnectorPost[];
  /** Posts over the limits. */
  readonly tooMany: number;
  readonly virtualMs: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  /** What lives in all processes together, once a quarter of a minute of the drain, in megabytes. */
  readonly heapMb: readonly number[];
  /** Their highest memory in all. */
  readonly rssMb: number;
}

const OWED = 'select count(*) from deliveries where settled_at is null';

/**
 * Owes a sale in an empty database, and lets the application tell it to a connector with the limits of Teams.
 */
export async function runSaleHour(hour: SaleHour): Promise<SaleOutcome> {
  let now = SALE_AT + (hour.startsAfterMs ?? 0);
  const startAt = now;
  const connector = await FakeConnector.start(() => now - startAt);
  const limits = new TeamsLimits();
  let tooMany = 0;
  connector.script = ({ conversation, attempt }) => {
    const refused = hour.refuse?.({ conversation, attempt });
    if (refused) return refused;
    const seconds = limits.take(conversation, tenantOf(conversation), now);
    if (seconds === null) return CONNECTOR_ANSWERS.ok;
    tooMany += 1;
    return { ...CONNECTOR_ANSWERS.throttled, headers: { 'retry-after': String(seconds) } };
  };
  const store = await openStore(hour.url);
  const owed = await oweSale(store, hour.sale, {
    connector,
    linkTo: hour.linkTo ?? ((product) => `https://shop-${product}.test/it`),
    at: SALE_AT,
  });
  await store.close();
  const settings = { EBB_DATABASE_URL: hour.url, ...hour.settings };
  const applications: DrivenApplication[] = [];
  for (let index = 0; index < hour.processes; index += 1) {
    applications.push(await DrivenApplication.start(settings, startAt));
  }
  try {
    const rss: number[] = [];
    const heap: number[] = [];
    const begunAt = performance.now();
    const cpuBefore = applications.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
    let step = 0;
    for (;;) {
      now += step;
      for (const one of applications) await one.advance(step);
      await rest(connector, () => hour.count(hour.inHand));
      if ((now - startAt) % MEASURED_EVERY_MS === 0)
        heap.push(await sumUp(applications, (one) => one.measureHeap()));
      rss.push(applications.reduce((sum, { rssMb }) => sum + rssMb, 0));
      step = STEP_MS;
      if ((await hour.count(OWED)) === 0) break;
    }
    const wallMs = performance.now() - begunAt;
    for (const one of applications) await one.advance(0);
    return {
      owed,
      posts: connector.posts,
      tooMany,
      virtualMs: now - startAt,
      wallMs,
      cpuMs: applications.reduce((sum, { cpuMs }) => sum + cpuMs, 0) - cpuBefore,
      heapMb: heap,
      rssMb: Math.max(...rss),
    };
  } finally {
    for (const one of applications) await one.kill();
    await connector.close();
  }
}

async function sumUp<T>(items: readonly T[], measure: (item: T) => Promise<number>): Promise<number> {
  let sum = 0;
  for (const item of items) sum += await measure(item);
  return sum;
}

/** Lets all that is due at this instant happen. A busy machine may take a while to begin with it. */
async function rest(connector: FakeConnector, countInHand: () => Promise<number>): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (let calm = 0, seen = -1; calm < 6;) {
    await wait(10);
    const isCalm = connector.posts.length === seen && (await countInHand()) === 0;
    seen = connector.posts.length;
    calm = isCalm ? calm + 1 : 0;
    if (performance.now() > giveUpAt) throw new Error('it finds no rest');
  }
}
