import { CatchUp } from './app/catch-up';
import { checkProduct } from './app/check-product';
import { LOOK_AHEAD_MS, raiseReminder } from './app/raise-reminder';
import { type DeliverDependencies, deliverOne } from './app/deliver';
import { type UpdateDependencies, updateCard } from './app/update-card';
import type { WatchedDisk } from './compose-database';
import type { ComposedLooker } from './compose-looker';
import type { Config } from './config';
import type { ClaimedCard } from './core/card';
import type { Channel, Clock, Log, Random, Wake } from './core/ports';
import type { Claim, ClaimedDelivery, ClaimedProduct } from './core/records';
import type { ScheduleNumbers } from './core/schedule';
import type { DueReminder, Store } from './core/store';
import { hostPort, hostPortSet } from './http/url-policy';
import { WorkLoop } from './jobs/work-loop';
import type { DemoShop } from './web/demo-shop';

/** How long claimed work may take before another process may take it over. */
const CLAIM_MS = 120_000;
const LOOKS_IN_HAND = 16;
const SENDS_IN_HAND = 32;
/** Few: what is new comes before what is kept up to date. */
const CARDS_IN_HAND = 2;
const REMINDERS_IN_HAND = 4;
const REMIND_AGAIN_MS = 60_000;

/** The demo's prices move while a visitor watches, so they are looked at all the time. */
const DEMO_SCHEDULE: ScheduleNumbers = { checkEveryMs: 2_000, floorMs: 1_000, minIntervalMs: 0 };

const DEMO_GAP_MS = 5_000;

/** What everything else is built from. */
export interface Base {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly store: Store;
  readonly disk: WatchedDisk;
  readonly demo: DemoShop | null;
  readonly looker: ComposedLooker;
  readonly wake: Wake;
}

/** Looks at what is due. */
export function createPolls(base: Base): WorkLoop<ClaimedProduct> {
  const { config, store, disk, looker, clock, random, log } = base;
  const { products } = store;
  const dependencies = { ...base, products, scheduleFor: createSchedule(base) };
  const catchUp = new CatchUp(products, config.checkEveryMs);
  const laneOf = (url: string): string => looker.laneOf(url);
  return new WorkLoop<ClaimedProduct>({
    name: 'polls',
    capacity: LOOKS_IN_HAND,
    rests: () => disk.isLow(),
    claim: async (free, busy) => {
      const now = clock.now();
      await catchUp.prepare(now);
      return products.claimDue(now, free, newClaim(clock, random), { of: laneOf, busy });
    },
    keyOf: ({ product }) => laneOf(product.url),
    perform: (claimed, signal) => checkProduct(dependencies, claimed, signal),
    log,
  });
}

/** How often a product may be looked at. */
export function createSchedule({
  config,
  demo,
  looker,
}: Pick<Base, 'config' | 'demo' | 'looker'>): (product: { watcher: string; url: string }) => ScheduleNumbers {
  const minimums = new Map(
    looker.watchers.map(({ id, minIntervalSeconds }) => [id, minIntervalSeconds * 1000]),
  );
  const trusted = hostPortSet(config.trustedShops);
  const { checkEveryMs, checkFloorMs: floorMs } = config;
  return ({ watcher, url }) => {
    const shop = hostPort(new URL(url));
    if (shop === demo?.hostPort) return DEMO_SCHEDULE;
    return { checkEveryMs, floorMs, minIntervalMs: trusted.has(shop) ? 0 : (minimums.get(watcher) ?? 0) };
  };
}

/** So long after an unasked message comes no other one; a visitor of the demo does not wait for minutes. */
function createGap({
  config,
  demo,
}: Pick<Base, 'config' | 'demo'>): (delivery: Pick<ClaimedDelivery, 'subscription'>) => number {
  return ({ subscription }) => {
    const isDemo = subscription && hostPort(new URL(subscription.product.url)) === demo?.hostPort;
    return isDemo ? Math.min(DEMO_GAP_MS, config.alertGapMs) : config.alertGapMs;
  };
}

/** Sends what is owed. */
export function createDeliveries(
  base: Base,
  channels: readonly Channel[],
  { lease, pace, view }: Pick<DeliverDependencies, 'lease' | 'pace' | 'view'>,
): WorkLoop<ClaimedDelivery> {
  const { config, store, disk, clock, random, log } = base;
  const dependencies = {
    ...base,
    deliveries: store.deliveries,
    conversations: store.conversations,
    flows: store.flows,
    products: store.products,
    imports: store.imports,
    channels,
    lease,
    silenceMs: config.flowSilenceMs,
    gapFor: createGap(base),
    pace,
    view,
  };
  return new WorkLoop<ClaimedDelivery>({
    name: 'deliveries',
    capacity: SENDS_IN_HAND,
    // What is sent and cannot be noted down is sent again.
    rests: () => disk.isRefusing(),
    claim: (free, busy) =>
      store.deliveries.claim(clock.now(), free, newClaim(clock, random), busy.map(Number)),
    keyOf: ({ conversation }) => String(conversation.id),
    perform: (delivery, signal) => deliverOne(dependencies, delivery, signal),
    log,
  });
}

/** Keeps the cards of alerts up to date. */
export function createCards(
  base: Base,
  channels: readonly Channel[],
  { pace, view }: Pick<UpdateDependencies, 'pace' | 'view'>,
): WorkLoop<ClaimedCard> {
  const { store, disk, clock, random, log } = base;
  const { cards, products, conversations } = store;
  const dependencies = { ...{ clock, random, log, cards, products, conversations }, channels, pace, view };
  return new WorkLoop<ClaimedCard>({
    name: 'cards',
    capacity: CARDS_IN_HAND,
    rests: () => disk.isRefusing(),
    claim: (free, busy) => cards.claim(clock.now(), free, newClaim(clock, random), busy.map(Number)),
    keyOf: ({ deliveryId }) => String(deliveryId),
    perform: (card, signal) => updateCard(dependencies, card, signal),
    log,
  });
}

/**
 * Raises what people want to be reminded of. Two processes may take up the same one: raising it is one step.
 */
export function createReminders({
  store,
  disk,
  clock,
  wake,
  log,
}: Pick<Base, 'store' | 'disk' | 'clock' | 'wake' | 'log'>): WorkLoop<DueReminder> {
  const { reminders } = store;
  return new WorkLoop<DueReminder>({
    name: 'reminders',
    capacity: REMINDERS_IN_HAND,
    rests: () => disk.isRefusing(),
    claim: async (free, busy) => {
      const now = clock.now();
      const due = await reminders.due(now, now + LOOK_AHEAD_MS, free + busy.length);
      return due.filter((reminder) => !busy.includes(nameReminder(reminder))).slice(0, free);
    },
    keyOf: nameReminder,
    perform: async (reminder, signal) => {
      try {
        await raiseReminder({ reminders, clock, wake }, reminder);
      } catch (error) {
        const { subscriptionId } = reminder;
        log.error({ subscription: subscriptionId, err: error }, 'a reminder could not be raised');
        // Given up at once it would be taken up again at once: it has no claim that expires.
        await clock.sleep(REMIND_AGAIN_MS, signal).catch(() => undefined);
      }
    },
    log,
  });
}

function nameReminder({ subscriptionId, person }: DueReminder): string {
  return `${subscriptionId} ${person}`;
}

function newClaim(clock: Clock, random: Random): Claim {
  return { token: random.token(12), expiresAt: clock.now() + CLAIM_MS };
}
