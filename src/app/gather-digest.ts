import {
  type DeliveryFacts,
  type GateVerdict,
  gateDelivery,
  isStillTrue,
  waitsForPause,
} from '../core/delivery-gate';
import type { Instant } from '../core/history';
import { isTrueAlert } from '../core/notice';
import type { ClaimedDelivery, Ended, Settlement } from '../core/records';

const BACK: Settlement = { kind: 'back' };

/** What goes out in one message, and what of the gathered does not. */
export interface Digest {
  /**
   * To be said, in the order in which it was owed; of several alerts about one product of a subscription only
   * the last.
   */
  readonly said: readonly ClaimedDelivery[];
  /** Goes out in the message of the first one. */
  readonly joined: readonly ClaimedDelivery[];
  /** Must not be said now, or not like this. */
  readonly rest: readonly Ended[];
  /** Ids of products that must be looked at first. */
  readonly looksAgain: readonly number[];
}

/** Pure. Sorts what was gathered around a delivery that may go out: each is asked its own gates. */
export function gatherDigest(
  first: ClaimedDelivery,
  gathered: readonly ClaimedDelivery[],
  facts: Omit<DeliveryFacts, 'delivery' | 'stillTrue'>,
): Digest {
  const joined: ClaimedDelivery[] = [];
  const rest: Ended[] = [];
  const looksAgain: number[] = [];
  for (const delivery of gathered) {
    const verdict = gateDelivery({ ...facts, delivery, stillTrue: isStillTrue(delivery) });
    if (verdict.do === 'hold' && verdict.looksAgain) looksAgain.push(...productOf(delivery));
    const settlement = settleHeld(verdict) ?? (goesWith(first, delivery) ? null : BACK);
    if (settlement === null) joined.push(delivery);
    else rest.push({ delivery, settlement, joined: false });
  }
  const all = [first, ...joined].sort((a, b) => a.id - b.id);
  return {
    said: all.filter((delivery, index) => !isOutdated(delivery, all.slice(index + 1))),
    joined,
    rest,
    looksAgain,
  };
}

/** What is urgent goes alone, save what there is to say about the same thing in other shops. */
function goesWith(first: ClaimedDelivery, other: ClaimedDelivery): boolean {
  return waitsForPause(first) ? waitsForPause(other) : isAboutSame(first, other);
}

/** What a delivery is about. */
export type Subject = Pick<ClaimedDelivery, 'subscription'> & {
  readonly notice: Pick<ClaimedDelivery['notice'], 'body'>;
};

/** Two alerts of one subscription. */
export function isAboutSame(one: Subject, other: Subject): boolean {
  return isAlert(one) && isAlert(other) && one.subscription?.id === other.subscription?.id;
}

function isAlert({ notice: { body }, subscription }: Subject): boolean {
  return isTrueAlert(body) && subscription !== null;
}

/** @returns how what may not be said now is settled; null: it may be said. */
export function settleHeld(verdict: GateVerdict): Settlement | null {
  if (verdict.do === 'drop') return { kind: 'dropped', because: verdict.because };
  return verdict.do === 'hold' ? holdUntil(verdict.until) : null;
}

export function productOf({ subscription }: ClaimedDelivery): readonly number[] {
  return subscription ? [subscription.product.id] : [];
}

export function holdUntil(notBefore: Instant): Settlement {
  return { kind: 'again', notBefore, outcome: 'held' };
}

function isOutdated(delivery: ClaimedDelivery, later: readonly ClaimedDelivery[]): boolean {
  const productId = delivery.subscription?.product.id;
  return later.some((other) => isAboutSame(delivery, other) && other.subscription?.product.id === productId);
}
