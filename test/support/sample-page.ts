import { toDecimal } from '../../src/core/money';
import { chosenOffer, type Reading } from '../../src/core/reading';
import { readPage } from '../../src/reading/read-page';

/** The reading of a page of `shop.example`. */
export const read = (html: string, url = 'https://shop.example/p/cup-1'): Reading =>
  readPage({ url, body: Buffer.from(html), contentType: 'text/html; charset=utf-8' });

/** What was read, in short: "offer 12.34 EUR". */
export const say = (reading: Reading): string => {
  const offer = chosenOffer(reading);
  return offer?.price ? `${reading.kind} ${toDecimal(offer.price)} ${offer.price.currency}` : reading.kind;
};

/** A page of the product "Blue cup". */
export const page = (head: string, body: string): string =>
  `<html lang="en"><head><title>Blue cup | Shop</title>${head}</head><body>${body}</body></html>`;
/** A block of JSON-LD. */
export const ld = (json: unknown): string =>
  `<script type="application/ld+json">${JSON.stringify(json)}</script>`;
export const product = (offers: unknown, more: object = {}): string =>
  ld({ '@context': 'https://schema.org', '@type': 'Product', name: 'Blue cup', offers, ...more });
export const offer = (price: unknown, more: object = {}): object => ({
  '@type': 'Offer',
  price,
  priceCurrency: 'EUR',
  ...more,
});
/** A page's text that agrees with `offer(12.5)`. */
export const shown = '<h1>Blue cup</h1><p class="price">€12.50</p><button>Add to cart</button>';
