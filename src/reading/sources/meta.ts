import type { Amount, Candidate } from '../candidate';
import type { Meta, PageFacts } from '../page-facts';
import { readAmount, type PageHints } from '../read-amount';
import { readAvailability, readCondition } from './thing-offers';

/**
 * What a private shopper pays now comes first; a price before tax (`product:pretax_price`) is none of these.
 */
const SALE = [
  'product:sale_price:amount',
  'og:price:sale_amount',
  'og:sale_price:amount',
  'product:sale_price',
];
const PRICE = [
  'product:price:amount',
  'og:price:amount',
  'product:price',
  'og:product:price:amount',
  'og:price',
];
const LIST = [
  'product:original_price:amount',
  'og:price:standard_amount',
  'product:original_price',
  'og:product:original_price:amount',
];
const CURRENCY = [
  'currency',
  'og:price:currency',
  'product:sale_price:currency',
  'product:price:currency',
  'product:currency',
  'og:currency',
  'og:product:price:currency',
];
const TITLE = ['og:title', 'twitter:title'];

/**
 * What a page says of its product in `<meta>`: Open Graph's product vocabulary and its usual misspellings.
 */
export function readMeta(facts: PageFacts, hints: PageHints): Candidate[] {
  const { metas } = facts;
  const currency = find(metas, CURRENCY.slice(1));
  const sale = findAmount(metas, SALE, currency, hints);
  const regular = findAmount(metas, PRICE, currency, hints) ?? findTwitter(metas, hints);
  const price = lower(sale, regular);
  const isProduct = /^(?:og:)?product(?:\.item)?$/i.test(find(metas, ['og:type']) ?? '');
  if (!price && !isProduct) return [];
  const availability = find(metas, ['product:availability', 'og:availability', 'og:product:availability']);
  const id = find(metas, ['product:retailer_item_id', 'product:retailer_part_no', 'og:sku']);
  return [
    {
      source: 'meta',
      product: {
        title: find(metas, TITLE),
        url: find(metas, ['og:url']),
        image: find(metas, ['og:image']),
        ids: id === null ? [] : [id],
        own: true,
      },
      price,
      listPrice: price === sale && regular ? regular : findAmount(metas, LIST, currency, hints),
      from: false,
      availability: readAvailability(availability),
      seller: null,
      condition: readCondition(find(metas, ['product:condition', 'og:condition'])),
      variant: null,
      url: null,
      ids: [],
      snippet: price ? `${price.decimal} ${currency ?? ''}`.trim() : '',
    },
  ];
}

/** A sale price above the regular one is a field that means something else. */
function lower(sale: Amount | null, regular: Amount | null): Amount | null {
  if (!sale || !regular) return sale ?? regular;
  return Number(sale.decimal) <= Number(regular.decimal) ? sale : regular;
}

function find(metas: readonly Meta[], names: readonly string[]): string | null {
  for (const name of names) {
    const found = metas.find((meta) => meta.name === name && meta.content !== '');
    if (found) return found.content;
  }
  return null;
}

function findAmount(
  metas: readonly Meta[],
  names: readonly string[],
  currency: string | null,
  hints: PageHints,
): Amount | null {
  for (const meta of names.flatMap((name) => metas.filter((each) => each.name === name))) {
    const amount = readAmount(meta.content, currency, hints);
    if (amount) return amount;
  }
  return null;
}

/** `twitter:label1` "Price" names what `twitter:data1` holds. */
function findTwitter(metas: readonly Meta[], hints: PageHints): Amount | null {
  for (const number of ['1', '2']) {
    const label = find(metas, [`twitter:label${number}`]);
    const data = find(metas, [`twitter:data${number}`]);
    if (label !== null && data !== null && /^(?:price|preis|prix|precio|prezzo|cena)$/i.test(label))
      return readAmount(data, null, hints);
  }
  return null;
}
