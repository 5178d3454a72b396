import type { WatcherWatch } from './app/watcher-watch';
import type { Bot } from './bot/create-bot';
import type { ComposedLooker } from './compose-looker';
import type { Base } from './compose-work';
import type { Endpoint } from './core/endpoint';
import type { Metrics, SettlementKind } from './core/metrics';
import type { Channel, Clock, SendOutcome } from './core/ports';
import type { ClaimedDelivery, Settlement } from './core/records';
import type { DeliveryStore } from './core/store';
import type { Turn } from './core/turn';
import type { WorkLoop } from './jobs/work-loop';
import type { PrometheusMetrics, Standing } from './metrics/prometheus';
import { createMetricsEndpoint } from './web/metrics-endpoint';

interface Meter {
  readonly metrics: Metrics;
  readonly clock: Clock;
}

/**
 * Counts and watches the looks that end; one that is broken off read nothing. A watcher that was installed
 * once is `other`.
 */
export function countLooks(
  looker: ComposedLooker,
  { metrics, clock }: Meter,
  watch: Pick<WatcherWatch, 'note'>,
): ComposedLooker {
  const known = new Set(looker.watchers.map(({ id }) => id));
  return {
    ...looker,
    look: async (product, signal) => {
      const startedAt = clock.now();
      const result = await looker.look(product, signal);
      const watcher = result.identity?.watcher ?? product.watcher;
      const { kind } = result.reading;
      const now = clock.now();
      if (signal.aborted) return result;
      metrics.countLook(known.has(watcher) ? watcher : 'other', kind, now - startedAt);
      if (known.has(watcher))
        watch.note(watcher, { at: now, shop: looker.laneOf((result.identity ?? product).url), kind });
      return result;
    },
  };
}

/** Counts what a channel is given. */
export function countSends(name: string, channel: Channel, { metrics, clock }: Meter): Channel {
  const count = async (send: () => Promise<SendOutcome>): Promise<SendOutcome> => {
    const startedAt = clock.now();
    const outcome = await send();
    metrics.countSend(name, outcome.kind, clock.now() - startedAt);
    return outcome;
  };
  const update = channel.update?.bind(channel);
  return {
    ...channel,
    send: (...given) => count(() => channel.send(...given)),
    ...(update && { update: (...given) => count(() => update(...given)) }),
  };
}

/** Counts what is settled, also what went out along with it; nothing that another hand has taken over. */
export function countSettlements(
  deliveries: DeliveryStore,
  metrics: Metrics,
  nameOf: (channel: string) => string,
): DeliveryStore {
  const count = ({ conversation }: ClaimedDelivery, settlement: Settlement): void =>
    metrics.countSettlement(nameOf(conversation.where.channel), kindOf(settlement));
  return {
    ...deliveries,
    settle: async (delivery, settlement, now, aftermath) => {
      const isOurs = await deliveries.settle(delivery, settlement, now, aftermath);
      if (!isOurs) return false;
      count(delivery, settlement);
      for (const other of aftermath?.others ?? []) count(other.delivery, other.settlement);
      return true;
    },
  };
}

function kindOf(settlement: Settlement): SettlementKind {
  return settlement.kind === 'again' ? settlement.outcome : settlement.kind;
}

/** Counts what comes in. */
export function countTurns(
  handle: Bot['handle'],
  { metrics, clock }: Meter,
  nameOf: (channel: string) => string,
): (turn: Turn) => Promise<void> {
  return async (turn) => {
    const startedAt = clock.now();
    const result = (await handle(turn)) ? 'answered' : 'failed';
    metrics.countTurn(nameOf(turn.where.channel), result, clock.now() - startedAt);
  };
}

/** GET /metrics. */
export function composeMetrics(
  base: Pick<Base, 'config' | 'store' | 'clock' | 'log'>,
  metrics: PrometheusMetrics,
  loops: readonly Loop[],
): Endpoint {
  return createMetricsEndpoint({
    ...{ token: base.config.metricsToken, contentType: metrics.contentType },
    expose: async () => metrics.expose(await readStanding(base, loops)),
  });
}

type Loop = Pick<WorkLoop<never>, 'name' | 'size'>;

/** How things stand now; a database that cannot be asked leaves its figures out. */
async function readStanding(
  { store, clock, log }: Pick<Base, 'store' | 'clock' | 'log'>,
  loops: readonly Loop[],
): Promise<Standing> {
  const now = clock.now();
  const inHand = Object.fromEntries(loops.map(({ name, size }) => [name, size]));
  try {
    return { now, inHand, figures: await store.figures.read(now) };
  } catch (error) {
    log.warn({ err: error }, 'the figures of the database could not be read');
    return { now, inHand, figures: null };
  }
}
