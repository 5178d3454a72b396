import {
  DAY,
  isPriced,
  isSamePrice,
  medianIn,
  nextPeriod,
  type Instant,
  type Observation,
  type Period,
} from './history';
import { percentBelow, type Money } from './money';
import type { Offer } from './offer';
import type { PendingOffer } from './records';

/** A price that fell further than this since the last one needs a second sighting. */
const LARGEST_PLAIN_DROP_PERCENT = 50;
/** A price this many times under or over the median of MEDIAN_DAYS needs a second sighting. */
const LARGEST_PLAIN_FACTOR = 10;
const MEDIAN_DAYS = 30;
/** A product that swung back so often within a day needs a second sighting for the next swing. */
const MOST_PLAIN_SWINGS = 3;
/** How long after the first sighting a second one counts. */
export const SECOND_SIGHTING_AFTER_MS: number = 30 * 60 * 1000;

export interface Sighting {
  /** The last confirmed offer; null before the first. */
  readonly confirmed: Offer | null;
  readonly pending: PendingOffer | null;
  /** What the look saw. */
  readonly offer: Offer;
  /** Confirmed periods, oldest first, the running one last. */
  readonly history: readonly Period[];
  readonly now: Instant;
}

export type Verdict =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'pending'; readonly pending: PendingOffer; readonly lookAgainAt: Instant };

/** Does an offer count at once, or only when a second look at least 30 minutes later sees the same price? */
export function gate(sighting: Sighting): Verdict {
  const { pending, offer, now } = sighting;
  if (!isDoubtful(sighting)) return { kind: 'confirmed' };
  const isSecond = pending !== null && isSamePrice(pending.offer.price, offer.price);
  const since = isSecond ? pending.since : now;
  const lookAgainAt = since + SECOND_SIGHTING_AFTER_MS;
  if (now >= lookAgainAt) return { kind: 'confirmed' };
  return { kind: 'pending', pending: { offer, since }, lookAgainAt };
}

/**
 * What changes nothing is never doubtful, nor is the first price of a product: there is nothing to hold it
 * against.
 */
function isDoubtful({ confirmed, offer, history, now }: Sighting): boolean {
  if (nextPeriod(history.at(-1) ?? null, offer, now) === 'extend') return false;
  if (isOneSwingTooMany(history, offer, now)) return true;
  const last = history.findLast(isPriced);
  if (offer.price === null || last === undefined) return false;
  if (isSamePrice(offer.price, last.price)) return false;
  return (
    isImplausible(offer.price, last.price, history, now) ||
    (confirmed !== null && isOtherWare(confirmed, offer))
  );
}

function isImplausible(price: Money, last: Money, history: readonly Period[], now: Instant): boolean {
  const fall = percentBelow(last, price);
  // null: another currency, or a rise from zero.
  if (fall === null || fall > LARGEST_PLAIN_DROP_PERCENT) return true;
  const usual = medianIn(history, now - MEDIAN_DAYS * DAY, now) ?? last;
  if (usual.currency !== price.currency) return false;
  return price.minor * LARGEST_PLAIN_FACTOR < usual.minor || price.minor > usual.minor * LARGEST_PLAIN_FACTOR;
}

/** The price may belong to something else than the one before it. */
function isOtherWare(confirmed: Offer, offer: Offer): boolean {
  return (
    confirmed.evidence.source !== offer.evidence.source ||
    confirmed.seller !== offer.seller ||
    confirmed.condition !== offer.condition ||
    confirmed.variant !== offer.variant ||
    confirmed.from !== offer.from
  );
}

/**
 * A swing is a return to what stood before the period just ended; a price that goes one way does not swing.
 */
function isOneSwingTooMany(history: readonly Period[], seen: Observation, now: Instant): boolean {
  const recent = history.filter(({ startedAt }) => startedAt > now - DAY);
  const first = history.length - recent.length;
  const swings = recent.filter((period, index) => isSwing(history, first + index, period));
  return swings.length >= MOST_PLAIN_SWINGS && isSwing(history, history.length, seen);
}

/** Would `seen`, as the period at `index`, bring back the period before the last? */
function isSwing(history: readonly Period[], index: number, seen: Observation): boolean {
  const before = history[index - 2];
  return before !== undefined && nextPeriod(before, seen, before.endedAt) === 'extend';
}
