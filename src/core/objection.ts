import { isSamePrice, type Instant } from './history';
import type { Money } from './money';
import { chosenOffer, type Reading } from './reading';

/** What a shop shows, as a person says. */
export type Shown =
  | { readonly kind: 'price'; readonly price: Money }
  | { readonly kind: 'no-price' }
  /** What we read belongs to something else. */
  | { readonly kind: 'other-product' };

/**
 * A person's word that the price we read is wrong. It stands until another price is read, or until they take
 * it back.
 */
export interface Objection {
  readonly shown: Shown;
  /** What we read, and they object to: no alert of theirs says it. null: no price. */
  readonly to: Money | null;
  readonly at: Instant;
}

const WITHOUT_PRICE: readonly Reading['kind'][] = ['unavailable', 'unreadable', 'not-a-product', 'not-found'];

/** Does the reading say what the person says? */
export function isAgreed(shown: Shown, reading: Reading): boolean {
  switch (shown.kind) {
    case 'price':
      return reading.kind === 'offer' && isSamePrice(chosenOffer(reading)?.price ?? null, shown.price);
    case 'no-price':
      return WITHOUT_PRICE.includes(reading.kind);
    case 'other-product':
      return false;
  }
}
