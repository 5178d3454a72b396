import type { Money } from '../../src/core/money';
import type { Offer } from '../../src/core/offer';

/** An ordinary offer at this price, with what a test changes about it. */
export function makeOffer(price: Money | null, changes: Partial<Offer> = {}): Offer {
  return {
    title: 'Kettle',
    url: 'https://shop.example/kettle',
    price,
    availability: price === null ? 'out-of-stock' : 'in-stock',
    from: false,
    evidence: { source: 'json-ld', snippet: 'price' },
    confidence: 1,
    ...changes,
  };
}
