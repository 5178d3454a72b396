import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Instant } from '../core/history';
import type { Figures, Metrics } from '../core/metrics';

/** What the process says of itself when it is asked. */
export interface Standing {
  readonly now: Instant;
  /** null: the database could not be asked. */
  readonly figures: Figures | null;
  /** How much each loop has in hand, by its name. */
  readonly inHand: Readonly<Record<string, number>>;
}

/** Metrics in the text format of Prometheus. */
export interface PrometheusMetrics extends Metrics {
  readonly contentType: string;
  /** All that was counted, with how things stand. */
  expose(standing: Standing): Promise<string>;
}

const LOOK_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60];
const ANSWER_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

/** Counts for one process, from zero. */
export function createPrometheusMetrics(): PrometheusMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = createCounters(registry);
  const gauges = createGauges(registry);
  return {
    contentType: registry.contentType,
    countLook: (watcher, reading, durationMs) => {
      counters.looks.inc({ watcher, reading });
      counters.lookSeconds.observe({ watcher }, durationMs / 1000);
    },
    setFailing: (watcher, isFailing) => gauges.failing.set({ watcher }, isFailing ? 1 : 0),
    countSend: (channel, outcome, durationMs) =>
      counters.sendSeconds.observe({ channel, outcome }, durationMs / 1000),
    countSettlement: (channel, outcome) => counters.settlements.inc({ channel, outcome }),
    countTurn: (channel, result, durationMs) =>
      counters.turnSeconds.observe({ channel, result }, durationMs / 1000),
    countDatabaseError: () => counters.databaseErrors.inc(),
    expose: (standing) => {
      setGauges(gauges, standing);
      return registry.metrics();
    },
  };
}

function createCounters(registry: Registry) {
  const registers = [registry];
  return {
    looks: new Counter({
      name: 'ebb_looks_total',
      help: 'Looks at products, by watcher and what they read.',
      labelNames: ['watcher', 'reading'],
      registers,
    }),
    lookSeconds: new Histogram({
      name: 'ebb_look_duration_seconds',
      help: 'Duration of looks, with the wait for the turn of the shop.',
      labelNames: ['watcher'],
      buckets: LOOK_SECONDS,
      registers,
    }),
    sendSeconds: new Histogram({
      name: 'ebb_send_duration_seconds',
      help: 'Messages and updates that were given to a channel, by what it made of them.',
      labelNames: ['channel', 'outcome'],
      buckets: ANSWER_SECONDS,
      registers,
    }),
    settlements: new Counter({
      name: 'ebb_settlements_total',
      help: 'Deliveries that left a hand: at their end (sent, dropped, dead), or why they are tried again.',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    turnSeconds: new Histogram({
      name: 'ebb_turn_duration_seconds',
      help: 'From what came in from a chat to the end of its answer, with the wait for turns before it.',
      labelNames: ['channel', 'result'],
      buckets: ANSWER_SECONDS,
      registers,
    }),
    databaseErrors: new Counter({
      name: 'ebb_database_errors_total',
      help: 'Statements that the database refused or did not get.',
      registers,
    }),
  };
}

function createGauges(registry: Registry) {
  const registers = [registry];
  return {
    due: new Gauge({
      name: 'ebb_work_due',
      help: 'Rows that are due, of all processes together, with those in hand.',
      labelNames: ['loop'],
      registers,
    }),
    lag: new Gauge({
      name: 'ebb_work_lag_seconds',
      help: 'How long the first of the rows that are due has been due; 0 when none is.',
      labelNames: ['loop'],
      registers,
    }),
    inHand: new Gauge({
      name: 'ebb_work_in_hand',
      help: 'Looks, sends and other work that this process has in hand.',
      labelNames: ['loop'],
      registers,
    }),
    owed: new Gauge({
      name: 'ebb_deliveries_owed',
      help: 'Deliveries that are owed, due or not.',
      registers,
    }),
    failing: new Gauge({
      name: 'ebb_watcher_failing',
      help: '1 while a watcher reads far less than it did, in this process.',
      labelNames: ['watcher'],
      registers,
    }),
    databaseUp: new Gauge({
      name: 'ebb_database_up',
      help: '1 when the rows could be asked for these figures, 0 when not: then those of rows are missing.',
      registers,
    }),
  };
}

function setGauges(gauges: ReturnType<typeof createGauges>, { now, figures, inHand }: Standing): void {
  const { due, lag, owed, databaseUp } = gauges;
  due.reset();
  lag.reset();
  owed.remove();
  databaseUp.set(figures ? 1 : 0);
  if (figures) owed.set(figures.owed);
  for (const [loop, { due: count, oldestDueAt }] of Object.entries(figures?.waiting ?? {})) {
    due.set({ loop }, count);
    lag.set({ loop }, oldestDueAt === null ? 0 : (now - oldestDueAt) / 1000);
  }
  for (const [loop, count] of Object.entries(inHand)) gauges.inHand.set({ loop }, count);
}
