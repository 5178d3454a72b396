import type { Money } from '../../src/core/money';
import type { Offer } from '../../src/core/offer';
import type { Reading } from '../../src/core/reading';
import { makeOffer } from './offers';
import { euro } from './periods';
import type { WatchedProduct } from './watched-product';

export const UNREACHABLE: Reading = { kind: 'unreachable', why: 'The shop did not answer.' };
export const UNAVAILABLE: Reading = { kind: 'unavailable' };
export const AMBIGUOUS: Reading = {
  kind: 'ambiguous',
  candidates: [makeOffer(euro(1)), makeOffer(euro(2))],
};

export function offered(price: number | Money | null, changes: Partial<Offer> = {}): Reading {
  const money = typeof price === 'number' ? euro(price) : price;
  return { kind: 'offer', offers: [makeOffer(money, changes)], chosen: 0 };
}

/** Looks every six hours at these prices. */
export function lookAt(product: WatchedProduct, ...prices: (number | Money | null)[]): WatchedProduct {
  for (const price of prices) product.wait(6).look(offered(price));
  return product;
}
