import { hostname } from 'node:os';
import { ChannelPace } from './app/channel-pace';
import { ConversationLease } from './app/conversation-lease';
import { Outages } from './app/outages';
import { type ProcessLock, takeProcessLock } from './app/process-lock';
import { WatcherWatch } from './app/watcher-watch';
import { type Bot, createBot } from './bot/create-bot';
import { systemClock, systemRandom } from './clock';
import { composeChannels, type ComposedChannels } from './compose-channels';
import { composeCharts } from './compose-charts';
import { composeCodes } from './compose-codes';
import { openWatched, type WatchedDisk } from './compose-database';
import { composeExports } from './compose-exports';
import { createForgetting } from './compose-forgetting';
import { composeHealth, type Health } from './compose-health';
import { composeHooks } from './compose-hooks';
import { composeLog } from './compose-log';
import { composeLooker, type ComposedLooker } from './compose-looker';
import { composeMetrics, countLooks, countSettlements, countTurns } from './compose-metrics';
import { createErasing } from './compose-erasing';
import { type Base, createCards, createDeliveries, createPolls, createReminders } from './compose-work';
import type { Config } from './config';
import type { Metrics } from './core/metrics';
import type { Clock, Random, Wake } from './core/ports';
import type { Store } from './core/store';
import { startTicker } from './jobs/ticker';
import { createPrometheusMetrics } from './metrics/prometheus';
import { withStore } from './storage/open-store';
import { createStatusWeb } from './web/create-status-web';
import { createWeb, type WebOptions } from './web/create-web';
import { createDemoShop, type DemoShop } from './web/demo-shop';
import type { Status } from './web/status-routes';
import { createSeal } from './web/seal';

/**
 * A stop gives these to what is in hand, and the rest to giving back and closing; Docker kills after 10 s.
 */
const GRACE_MS = 6_000;

/** Ebb, running. */
export interface Application {
  /** Where the web chat is; null for a process without a web server. */
  readonly url: string | null;
  /** Resolves with the reason when it cannot go on: its database was taken over. */
  readonly failed: Promise<Error>;
  /** What cron calls every second; for those who drive the clock themselves. */
  tick(): void;
  /** Within 20 s: nothing new is claimed, what is in hand is finished or given back. Repeatable. */
  stop(): Promise<void>;
}

/** What a test entry puts in the place of the machine's own. */
export interface Parts {
  readonly clock?: Clock;
  readonly random?: Random;
  /** false: nothing ticks by itself. */
  readonly ticks?: boolean;
}

/** What is closed again, last opened first. */
class Closers {
  private readonly list: (() => Promise<void>)[] = [];

  add(close: () => Promise<void>): void {
    this.list.push(close);
  }

  /** One that fails does not keep the others open. @throws the first failure, when all are closed. */
  async closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let close = this.list.pop(); close; close = this.list.pop()) {
      await close().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }
}

/** Brings the database to this version's tables. @throws StorageError */
export function migrateDatabase(config: Config): Promise<void> {
  return withStore(config.databaseUrl, () => Promise.resolve());
}

/**
 * Starts everything that the role needs: `serve` web, bot and work; `work` polling and delivery only.
 * @throws ConfigError, StorageError, AlreadyRunningError, WatcherFaults or an Error of one line; nothing is
 * left open then.
 */
export async function startApplication(
  config: Config,
  role: 'serve' | 'work',
  parts: Parts = {},
): Promise<Application> {
  const closers = new Closers();
  try {
    return await start(config, role, parts, closers);
  } catch (error) {
    // What went wrong first is what a person must hear of.
    await closers.closeAll().catch(() => undefined);
    throw error;
  }
}

async function start(
  config: Config,
  role: 'serve' | 'work',
  { clock = systemClock, random = systemRandom, ticks = true }: Parts,
  closers: Closers,
): Promise<Application> {
  const outages = new Outages(clock, composeLog(config.logLevel));
  const { log } = outages;
  const metrics = createPrometheusMetrics();
  const { store, disk, lock } = await openDatabase(config, metrics, { clock, random, outages }, closers);
  const common = { config, clock, random, log, store };
  const { demo, looker } = await openLooks(role, common, metrics, closers);

  const wake: Wake = { polls: () => polls.wake(), deliveries: () => deliveries.wake() };
  const base: Base = { ...common, disk, demo, looker, wake };
  const seal = createSeal(config.secret ?? (await store.system.secret('seal', () => random.token(32))));
  let publicUrl = config.publicUrl ?? '';
  const links = { store, seal, clock, publicUrl: () => publicUrl };
  const charts = composeCharts({ ...links, channels: () => channels.all });
  const exports = composeExports(links);
  const codes = composeCodes(links);
  const hooks = composeHooks(base, seal);
  const lease = new ConversationLease({ conversations: store.conversations, clock, random, log });
  const pace = new ChannelPace(store.pace, clock, () => wake.deliveries());
  const bot = createBot({
    ...{ store, clock, random, wake, log, lease },
    looker: refuseEarly(looker),
    charts: charts.links,
    exportLink: exports.link,
    hookAddress: hooks.address,
    codePage: codes.page,
    openPersonal: (group, person) => channels.openPersonal(group, person),
    countAnswer: (conversation) => pace.countAnswer(conversation, channels.limitsOf(conversation.where)),
  });
  const nameOf = (channel: string): string => channels.nameOf(channel);
  const onTurn = countTurns((turn) => bot.handle(turn), { metrics, clock }, nameOf);
  const channels = await composeChannels(config, { store, seal, clock, outages, onTurn, metrics });
  const { polls, deliveries, loops } = createLoops(base, channels, bot, { lease, pace, metrics });
  closers.add(() => Promise.all(loops.map((loop) => loop.stop(GRACE_MS))).then(() => undefined));

  const health = composeHealth({ ...base, outages }, lock, loops);
  const status = { ...health, metrics: composeMetrics(base, metrics, loops) };
  const behindWeb = {
    ...{ seal, charts: charts.pages, readExport: exports.read },
    ...{ openCode: codes.open, hooks: hooks.endpoint, status },
  };
  const url =
    role === 'serve'
      ? await serveWeb(base, channels, behindWeb, closers)
      : await serveStatus(base, status, closers);
  publicUrl = url ?? publicUrl;
  const tick = createTick(health, loops);
  if (ticks) startTicking(tick, clock, closers);
  closers.add(health.stop);
  return { url, failed: health.lost, tick, stop: () => closers.closeAll() };
}

/** The demo's shop where it is wanted, and what looks at shops, counted. */
async function openLooks(
  role: 'serve' | 'work',
  { config, clock, random, log, store }: Pick<Base, 'config' | 'clock' | 'random' | 'log' | 'store'>,
  metrics: Metrics,
  closers: Closers,
): Promise<Pick<Base, 'demo' | 'looker'>> {
  const demo = role === 'serve' && config.demo ? await createDemoShop({ random }) : null;
  closers.add(async () => demo?.close());
  const { lanes, robots, blocks } = store;
  const looker = composeLooker(withDemo(config, demo), log, { clock, random, lanes, robots, blocks });
  closers.add(() => looker.close());
  return { demo, looker: countLooks(looker, { metrics, clock }, new WatcherWatch(metrics, log)) };
}

/** What happens every second. */
function createTick({ look }: Health, loops: readonly { wake(): void }[]): () => void {
  return () => {
    look();
    for (const loop of loops) loop.wake();
  };
}

function startTicking(tick: () => void, clock: Clock, closers: Closers): void {
  const ticker = startTicker('ebb', tick, clock);
  closers.add(() => ticker.stop());
}

/** All that works through rows. */
function createLoops(
  base: Base,
  { all, nameOf }: ComposedChannels,
  bot: Bot,
  shared: { readonly lease: ConversationLease; readonly pace: ChannelPace; readonly metrics: Metrics },
) {
  const { store } = base;
  const counted = countSettlements(store.deliveries, shared.metrics, nameOf);
  const view: Bot['view'] = (deliveries, meeting) => bot.view(deliveries, meeting);
  const polls = createPolls(base);
  const deliveries = createDeliveries({ ...base, store: { ...store, deliveries: counted } }, all, {
    ...shared,
    view,
  });
  const cards = createCards(base, all, { ...shared, view: (card, news) => bot.viewCard(card, news) });
  const rest = [createReminders(base), createErasing(base), createForgetting(base)];
  return { polls, deliveries, loops: [polls, deliveries, cards, ...rest] };
}

/** What the address guard will always refuse is told at once, and not kept in a list. */
function refuseEarly(looker: ComposedLooker): Pick<ComposedLooker, 'identify'> {
  return { identify: (link) => (looker.mayBeRead(link) ? looker.identify(link) : null) };
}

/** The database with its disk, and on SQLite the right to work on it. */
async function openDatabase(
  config: Config,
  metrics: Metrics,
  parts: Pick<Base, 'clock' | 'random'> & { readonly outages: Outages },
  closers: Closers,
): Promise<{ readonly store: Store; readonly disk: WatchedDisk; readonly lock: ProcessLock | null }> {
  const { store, disk } = await openWatched(config, parts, () => metrics.countDatabaseError());
  closers.add(() => store.close());
  const lock = await takeLock(config, store, { ...parts, log: parts.outages.log });
  closers.add(async () => lock?.release());
  return { store, disk, lock };
}

/** On SQLite one process alone may work; PostgreSQL keeps processes apart by its row locks. */
async function takeLock(
  config: Config,
  store: Store,
  { clock, random, log }: Pick<Base, 'clock' | 'random' | 'log'>,
): Promise<ProcessLock | null> {
  if (!config.databaseUrl.startsWith('sqlite:')) return null;
  const self = { host: hostname(), pid: process.pid, token: random.token(6) };
  return takeProcessLock(store.system, self, isAlive, { clock, log });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The guard is opened for the demo shop and nothing else. */
function withDemo(config: Config, demo: DemoShop | null): Config {
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  if (!demo) return { ...config, publicUrl };
  return {
    ...config,
    publicUrl,
    allowPrivate: [...config.allowPrivate, demo.hostPort],
    trustedShops: [...config.trustedShops, demo.hostPort],
  };
}

async function serveWeb(
  { config, random, log, demo }: Base,
  { messages, directLine }: ComposedChannels,
  behind: Pick<WebOptions, 'seal' | 'charts' | 'readExport' | 'openCode' | 'hooks' | 'status'>,
  closers: Closers,
): Promise<string> {
  const { host, port, publicUrl, contact } = config;
  const web = createWeb({
    host,
    port,
    publicUrl,
    contact,
    ...behind,
    random,
    log,
    messages,
    directLine,
    demo,
  });
  closers.add(() => web.close());
  const { url } = await web.listen();
  return url;
}

/** A process without a chat page answers those who run it on a port of its own, if they want. */
async function serveStatus({ config, log }: Base, status: Status, closers: Closers): Promise<null> {
  if (config.statusPort === null) return null;
  const web = createStatusWeb({ host: config.host, port: config.statusPort, log, status });
  closers.add(() => web.close());
  await web.listen();
  return null;
}
