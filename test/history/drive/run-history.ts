import { seededRandom } from '../../support/manual-clock';
import type { TraceEvent } from '../trace';
import { Crowd } from './crowd';
import { Dice } from './dice';
import { DrivenShops } from './driven-shops';
import { type DueRows, openDueRows } from '../../support/due-rows';
import { Installation } from './installation';
import { MoodyConnector } from './moody-connector';
import { settleDown } from './settle-down';
import { TraceLog } from './trace-log';
import { Troubles } from './troubles';
import { TurnSender } from './turn-sender';

const HOUR = 3_600_000;
/** Nothing new happens at the end, so that what is owed is delivered. */
const CALM_MS = 30 * HOUR;
/** How often somebody speaks at the very instant at which something falls due. */
const COINCIDENCE = 0.06;

export interface HistoryPlan {
  /** Of the file that the trace is saved to. */
  readonly name: string;
  readonly seed: number;
  /** As `EBB_DATABASE_URL` has it; empty. */
  readonly databaseUrl: string;
  readonly processes: number;
  readonly chats: number;
  readonly products: number;
  /** Milliseconds since 1970. */
  readonly startAt: number;
  /** How long chats and shops are busy. */
  readonly lastsMs: number;
  readonly kills: number;
  /** A build to run in the place of this checkout's. */
  readonly dist?: string;
  /** Of Ebb, besides what the run needs. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What came of a run. */
export interface History {
  readonly events: readonly TraceEvent[];
  /** What the processes logged as errors. */
  readonly errors: readonly string[];
  /** Writes the events to a file. @returns its path. */
  readonly save: () => string;
}

interface Stage {
  readonly installation: Installation;
  readonly connector: MoodyConnector;
  readonly shops: DrivenShops;
  readonly turns: TurnSender;
  readonly crowd: Crowd;
  readonly troubles: Troubles;
  readonly rows: DueRows;
  readonly dice: Dice;
}

/**
 * Drives the whole application through weeks of prices, turns, faults and kills, and writes down what the
 * shops and the connector saw.
 * @throws Error when Ebb finds no rest, ends by itself or does not start; it names the file of the trace.
 */
export async function runHistory(plan: HistoryPlan): Promise<History> {
  const dice = new Dice(seededRandom(plan.seed));
  let now = (): number => plan.startAt;
  const trace = new TraceLog(() => now());
  const connector = await MoodyConnector.start(() => now(), dice, trace);
  const shops = await DrivenShops.start(plan.products, { dice, trace, now: () => now() });
  const settings = {
    ...plan.settings,
    EBB_DATABASE_URL: plan.databaseUrl,
    EBB_ALLOW_PRIVATE: shops.hosts,
    EBB_TRUSTED_SHOPS: shops.hosts,
    DRIVEN_CONNECTIONS: 'on',
  };
  const installation = new Installation(settings, plan.processes, trace, plan.startAt, plan.dist);
  now = () => installation.now;
  const save = (): string => trace.save(plan.name);
  try {
    await play({ installation, connector, shops, dice, trace }, plan);
    return { events: trace.events, errors: installation.errors, save };
  } catch (error) {
    throw new Error(`${(error as Error).message}\nThe trace is in ${save()}`, { cause: error });
  } finally {
    await installation.close();
    await connector.fake.close();
    await shops.close();
  }
}

type Scenery = Pick<Stage, 'installation' | 'connector' | 'shops' | 'dice'> & { readonly trace: TraceLog };

async function play(scenery: Scenery, plan: HistoryPlan): Promise<void> {
  const { installation, connector, shops, dice, trace } = scenery;
  for (let process = 0; process < plan.processes; process += 1) await installation.start(process);
  const turns = new TurnSender(installation, connector, dice, trace);
  const crowd = new Crowd(plan.chats, plan.startAt, dice, { shops, connector, turns });
  const troubles = new Troubles(plan, installation, connector, dice, trace);
  const rows = await openDueRows(plan.databaseUrl);
  try {
    await drive({ ...scenery, turns, crowd, troubles, rows }, plan);
  } finally {
    await rows.close();
  }
  trace.add({ kind: 'end' });
}

async function drive(stage: Stage, { startAt, lastsMs }: HistoryPlan): Promise<void> {
  const { installation, shops, crowd, troubles } = stage;
  await passUntil(stage, startAt + lastsMs);
  shops.settle();
  crowd.hush();
  await troubles.end();
  await passUntil(stage, installation.now + CALM_MS);
}

/** Time passes from one instant at which something happens to the next. */
async function passUntil(stage: Stage, end: number): Promise<void> {
  const { installation, shops, turns, crowd, troubles, dice } = stage;
  while (installation.now < end) {
    const due = await settleDown(stage);
    const nextAt = Math.min(
      due.next ?? Infinity,
      ...[shops.nextMoveAt, turns.nextAt, crowd.nextAt, troubles.nextAt, end],
    );
    await installation.advance(Math.max(Math.ceil(nextAt) - installation.now, 0));
    shops.move(installation.now);
    if (due.next === nextAt && dice.says(COINCIDENCE)) crowd.rouse(installation.now);
    crowd.speak(installation.now);
    const isBusy = turns.send() > 0 || due.next === nextAt;
    if (isBusy && installation.now < end) await troubles.strike();
    await troubles.come();
  }
  await settleDown(stage);
}
