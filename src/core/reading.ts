import type { Offer } from './offer';

/** The stable identity of a product at its shop, and the link to show. */
export interface ProductIdentity {
  /** Product and variant, stable over time, unique within one watcher. */
  readonly key: string;
  readonly url: string;
}

/**
 * The outcome of one look at a product: offers, or one named reason why there is none. Closed: no error looks
 * like a price.
 */
export type Reading =
  | {
      readonly kind: 'offer';
      readonly offers: readonly Offer[];
      /** Index into `offers` of the one the link means. */
      readonly chosen: number;
      readonly canonical?: ProductIdentity;
      /** ISO date after which the product no longer exists (a stay, an event). */
      readonly endsOn?: string;
    }
  /** Every request of the look was answered 304. Made by plugins/look only. */
  | { readonly kind: 'unchanged' }
  /** A product page, but not for sale now. */
  | { readonly kind: 'unavailable'; readonly offer?: Offer; readonly canonical?: ProductIdentity }
  /** Several products or variants, none chosen: ask the shopper. */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Offer[] }
  | { readonly kind: 'not-a-product' }
  | { readonly kind: 'not-found' }
  /** Captcha, consent wall, bot challenge, 403, 429. */
  | { readonly kind: 'blocked'; readonly retryAfterSeconds?: number }
  /** A product, but no price that can be trusted. `why` is one sentence for a person. */
  | { readonly kind: 'unreadable'; readonly why: string }
  /** Our own guard or robots.txt said no. `why` tells nothing about addresses. */
  | { readonly kind: 'refused'; readonly why: string }
  /** DNS, TLS, time-out, 5xx, too large, truncated, hostile markup. */
  | { readonly kind: 'unreachable'; readonly why: string };

export type ReadingKind = Reading['kind'];

/** @returns the offer the link means, or the one shown as not for sale; null when the reading has none. */
export function chosenOffer(reading: Reading): Offer | null {
  if (reading.kind === 'offer') return reading.offers[reading.chosen] ?? null;
  if (reading.kind === 'unavailable') return reading.offer ?? null;
  return null;
}
