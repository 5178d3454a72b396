import { isWithin, limitOf } from './delivery-gate';
import { isSamePrice, type Instant, type Period } from './history';
import type { Money } from './money';
import type { AlertBody } from './notice';
import { isForSale } from './offer';
import type { SubscriptionView } from './records';

/** A later alert about the same product. */
export interface LaterAlert {
  readonly at: Instant;
  readonly price: Money | null;
}

/** What became of an alert since it was told. */
export type Sequel =
  /** The price does not fit any more, or it is sold out. */
  | { readonly kind: 'over'; readonly since: Instant; readonly now: Seen }
  /** Another price, which fits too. */
  | { readonly kind: 'moved'; readonly since: Instant; readonly now: Seen }
  | { readonly kind: 'told-again'; readonly later: LaterAlert }
  /** The price that was told never counted; null: nothing is known of it now. */
  | { readonly kind: 'mistaken'; readonly price: Money | null }
  /** Nobody watches it any more, so nobody knows. */
  | { readonly kind: 'ended' };

type Seen = Pick<Period, 'price' | 'availability'>;

/**
 * Pure.
 * @param history periods since the one that the alert announces.
 * @returns null: all is as it was told.
 */
export function findSequel(
  alert: AlertBody,
  subscription: Pick<SubscriptionView, 'status'> | null,
  history: readonly Period[],
  later: LaterAlert | null,
): Sequel | null {
  if (later) return { kind: 'told-again', later };
  if (subscription === null || subscription.status === 'ended') return { kind: 'ended' };
  const told = history.findIndex(({ startedAt }) => startedAt === alert.period);
  if (told === -1) return findMistake(alert, history);
  // What has no price and is not sold out says nothing.
  const since = history.slice(told + 1);
  return judge(
    alert,
    since.filter(({ price, availability }) => price !== null || !isForSale(availability)),
  );
}

function findMistake({ offer }: AlertBody, history: readonly Period[]): Sequel | null {
  const price = history.at(-1)?.price ?? null;
  return isSamePrice(price, offer.price) ? null : { kind: 'mistaken', price };
}

function judge(alert: AlertBody, since: readonly Period[]): Sequel | null {
  const last = since.at(-1);
  if (!last) return null;
  if (fits(alert, last)) {
    const isSame = isSamePrice(last.price, alert.offer.price) && isAsAvailable(alert, last);
    return isSame ? null : { kind: 'moved', since: last.startedAt, now: pickSeen(last) };
  }
  const lastFit = since.findLastIndex((period) => fits(alert, period));
  return { kind: 'over', since: (since[lastFit + 1] ?? last).startedAt, now: pickSeen(last) };
}

function fits(alert: AlertBody, { price, availability }: Seen): boolean {
  const { kind } = alert.rule;
  // Who wants to hear of any change was told of one, not of a deal; a sold-out product may have been it.
  if (kind === 'any-change') return isForSale(availability) || !isForSale(alert.offer.availability);
  return isForSale(availability) && (kind === 'back-in-stock' || isWithin(limitOf(alert), price));
}

function isAsAvailable({ offer }: AlertBody, { availability }: Seen): boolean {
  return isForSale(offer.availability) === isForSale(availability);
}

function pickSeen({ price, availability }: Seen): Seen {
  return { price, availability };
}
