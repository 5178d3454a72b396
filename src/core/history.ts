import { sameMoney, type Money } from './money';
import { isForSale, type Availability } from './offer';

/** Milliseconds since 1970, UTC. */
export type Instant = number;

export const DAY: number = 24 * 60 * 60 * 1000;

/** A stretch of time over which price and availability did not change. */
export interface Period {
  readonly startedAt: Instant;
  /** The last look that saw it so; of the running period, the latest look. */
  readonly endedAt: Instant;
  /** null: the shop showed no price (usually: out of stock). */
  readonly price: Money | null;
  readonly availability: Availability;
}

/** What one confirmed look saw. */
export type Observation = Pick<Period, 'price' | 'availability'>;

/**
 * Does a confirmed look prolong the running period, or start a new one?
 *
 * A page that does not state its availability counts as for sale (see `isForSale`), so `unknown` prolongs a
 * period of any other for-sale availability: a page that now and then says nothing opens no periods. The
 * other way round it does so only beside a price, for without one the page had said nothing at all.
 */
export function nextPeriod(running: Period | null, seen: Observation, at: Instant): 'extend' | Period {
  if (running !== null && prolongs(running, seen)) return 'extend';
  return { startedAt: at, endedAt: at, price: seen.price, availability: seen.availability };
}

function prolongs(running: Observation, seen: Observation): boolean {
  if (!isSamePrice(running.price, seen.price)) return false;
  if (running.availability === seen.availability) return true;
  const isVague =
    seen.availability === 'unknown' || (running.availability === 'unknown' && seen.price !== null);
  return isVague && isForSale(running.availability) && isForSale(seen.availability);
}

export function isSamePrice(a: Money | null, b: Money | null): boolean {
  return a === null || b === null ? a === b : sameMoney(a, b);
}

export interface PricedPeriod extends Period {
  readonly price: Money;
}

export function isPriced(period: Period): period is PricedPeriod {
  return period.price !== null;
}

/**
 * The periods that touch from..to (both ends included) with a price at which the product could be bought,
 * oldest first. Prices in another currency than the newest of them are left out: they cannot be compared.
 */
export function offeredIn(history: readonly Period[], from: Instant, to: Instant): readonly PricedPeriod[] {
  const offered = history
    .filter(isPriced)
    .filter((period) => isForSale(period.availability) && period.startedAt <= to && period.endedAt >= from);
  return offered.filter((period) => period.price.currency === offered.at(-1)?.price.currency);
}

/** @returns the lowest price of `offeredIn`, or null when there is none. */
export function lowestIn(history: readonly Period[], from: Instant, to: Instant): Money | null {
  return offeredIn(history, from, to).reduce<Money | null>(
    (lowest, { price }) => (lowest === null || price.minor < lowest.minor ? price : lowest),
    null,
  );
}

/** @returns the first period with the highest price of `offeredIn`, or null when there is none. */
export function highestIn(history: readonly Period[], from: Instant, to: Instant): PricedPeriod | null {
  return offeredIn(history, from, to).reduce<PricedPeriod | null>(
    (highest, period) => (highest === null || period.price.minor > highest.price.minor ? period : highest),
    null,
  );
}

/**
 * On how many UTC days of from..to a period stands, from its first look to its last. Days inside a period on
 * which a look failed are counted: the looks on both sides of them saw the same.
 */
export function daysLooked(history: readonly Period[], from: Instant, to: Instant): number {
  let counted = 0;
  let lastDay = -Infinity;
  for (const period of history) {
    const first = Math.max(Math.floor(Math.max(period.startedAt, from) / DAY), lastDay + 1);
    const last = Math.floor(Math.min(period.endedAt, to) / DAY);
    if (last < first) continue;
    counted += last - first + 1;
    lastDay = last;
  }
  return counted;
}

/**
 * The price that stood for half of from..to, of `offeredIn`. A price stands until the next one is seen.
 * @returns null when there is none.
 */
export function medianIn(history: readonly Period[], from: Instant, to: Instant): Money | null {
  const offered = offeredIn(history, from, to);
  const weighed = offered.map(({ startedAt, price }, index) => {
    const until = offered[index + 1]?.startedAt ?? to;
    return { price, weight: Math.max(1, until - Math.max(startedAt, from)) };
  });
  weighed.sort((a, b) => a.price.minor - b.price.minor);
  let rest = weighed.reduce((sum, { weight }) => sum + weight, 0) / 2;
  return weighed.find(({ weight }) => (rest -= weight) <= 0)?.price ?? null;
}
