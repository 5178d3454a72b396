import type { Money } from '../core/money';
import { type Availability, type Offer, isForSale } from '../core/offer';
import type { ProductIdentity, Reading } from '../core/reading';

const SNIPPET_LENGTH = 200;

/**
 * The parts of an offer that a watcher must know; null, undefined and '' stand for "the shop says nothing".
 */
export interface OfferParts {
  readonly title: string;
  readonly url: string;
  readonly price: Money | null;
  readonly availability: Availability;
  /** Where the price stood, e.g. `steam-api`, and the text it was read from. */
  readonly source: string;
  readonly snippet: string;
  readonly image?: string | null | undefined;
  /** Left out when it is not above the price. */
  readonly listPrice?: Money | null | undefined;
  readonly seller?: string | null | undefined;
  readonly condition?: string | null | undefined;
  readonly variant?: string | null | undefined;
  /** Default false. */
  readonly from?: boolean;
  /** Default 1: a machine-readable field that means the price. */
  readonly confidence?: number;
}

export function buildOffer(parts: OfferParts): Offer {
  const { image, seller, condition, variant } = parts;
  return {
    title: parts.title,
    url: parts.url,
    price: parts.price,
    availability: parts.availability,
    from: parts.from ?? false,
    evidence: { source: parts.source, snippet: parts.snippet.slice(0, SNIPPET_LENGTH) },
    confidence: parts.confidence ?? 1,
    ...(isAbove(parts.listPrice, parts.price) ? { listPrice: parts.listPrice } : {}),
    ...(image ? { image } : {}),
    ...(seller ? { seller } : {}),
    ...(condition ? { condition } : {}),
    ...(variant ? { variant } : {}),
  };
}

/**
 * The reading of a product page with one offer: `unavailable` when it is not for sale, `unreadable` without a
 * price.
 */
export function toReading(offer: Offer, canonical?: ProductIdentity): Reading {
  const named = canonical ? { canonical } : {};
  if (!isForSale(offer.availability)) return { kind: 'unavailable', offer, ...named };
  if (offer.price === null) return { kind: 'unreadable', why: 'The shop shows no price for it.' };
  return { kind: 'offer', offers: [offer], chosen: 0, ...named };
}

function isAbove(listPrice: Money | null | undefined, price: Money | null): listPrice is Money {
  if (!listPrice || !price) return false;
  return listPrice.currency === price.currency && listPrice.minor > price.minor;
}
