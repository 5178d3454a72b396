import { gate } from '../core/gate';
import { nextPeriod, type Instant, type Observation, type Period } from '../core/history';
import type { Offer } from '../core/offer';
import { chosenOffer, type Reading } from '../core/reading';
import type { CheckFacts, PendingOffer } from '../core/records';
import { isSeenByPerson } from './review-objections';

/** What a look is worth. */
export type Judgement =
  | {
      readonly kind: 'confirmed';
      /** What the shop says now; null when it has never said more than "not for sale". */
      readonly offer: Offer | null;
      readonly period: 'extend' | Period;
    }
  | { readonly kind: 'pending'; readonly pending: PendingOffer; readonly lookAgainAt: Instant }
  /** Somebody has to choose first; nothing is wrong with the page. */
  | { readonly kind: 'choice' }
  | { readonly kind: 'failed' };

export function judgeLook(facts: CheckFacts, reading: Reading, now: Instant): Judgement {
  const { confirmed } = facts.product;
  switch (reading.kind) {
    case 'offer':
    case 'unavailable':
      return judgeOffer(facts, reading, now);
    case 'unchanged':
      return facts.history.length > 0
        ? { kind: 'confirmed', offer: confirmed, period: 'extend' }
        : { kind: 'failed' };
    case 'ambiguous':
      return confirmed === null ? { kind: 'choice' } : { kind: 'failed' };
    default:
      return { kind: 'failed' };
  }
}

function judgeOffer({ product, history, watches }: CheckFacts, reading: Reading, now: Instant): Judgement {
  const { confirmed, pending } = product;
  const offer = offerOf(reading, confirmed);
  if (offer === null && reading.kind === 'offer') return { kind: 'failed' };
  const verdict = offer ? gate({ confirmed, pending, offer, history, now }) : null;
  if (verdict?.kind === 'pending' && !isSeenByPerson(watches, reading)) return verdict;
  const seen: Observation = offer ?? { price: null, availability: 'out-of-stock' };
  return { kind: 'confirmed', offer, period: nextPeriod(history.at(-1) ?? null, seen, now) };
}

/** A product that is not for sale keeps the name and picture it had. */
function offerOf(reading: Reading, known: Offer | null): Offer | null {
  const offer = chosenOffer(reading);
  if (reading.kind !== 'unavailable') return offer;
  if (offer) return { ...offer, availability: 'out-of-stock' };
  return known && { ...known, price: null, availability: 'out-of-stock' };
}
