import type { Amount, Candidate, DescribedProduct } from '../candidate';
import { matchProduct, type PageIdentity } from '../page-identity';
import { readAmount, type PageHints } from '../read-amount';
import type { Value } from '../thing';
import { readStateJson } from './state-json';
import { readAvailability } from './thing-offers';

type Node = Readonly<Record<string, unknown>>;

/**
 * What shop systems and frameworks call these fields. What is paid now goes before what a thing costs as a
 * rule.
 */
const NAMES = ['name', 'title', 'item_name', 'productName', 'product_name', 'displayName', 'productTitle'];
const IDS = ['sku', 'id', 'productId', 'product_id', 'item_id', 'gtin', 'ean', 'mpn', 'code'];
const PRICES = [
  ...[
    'salePrice',
    'sale_price',
    'specialPrice',
    'special_price',
    'finalPrice',
    'final_price',
    'currentPrice',
  ],
  ...[
    'current_price',
    'display_price',
    'offerPrice',
    'sellingPrice',
    'price',
    'prices',
    'priceAmount',
    'price_info',
  ],
];
const INNER_PRICES = ['final', 'current', 'sale', 'amount', 'value', 'price', 'regular'];
const CURRENCIES = [
  'currency',
  'priceCurrency',
  'currencyCode',
  'currency_code',
  'currencyIso',
  'currencyISOCode',
];
const MOST_NODES = 50_000;
const MOST_CANDIDATES = 50;
/** The data of a page hold many products; only one so surely its own counts. */
const SURE = 0.8;

/**
 * Candidates from the data that the page was made of. Whole numbers may be cents there, so they count only
 * when the page shows them.
 * @param isShown does the page show this amount as a price?
 */
export function readStateProducts(
  scripts: readonly string[],
  page: PageIdentity,
  hints: PageHints,
  isShown: (decimal: string) => boolean,
): Candidate[] {
  const found: Candidate[] = [];
  const queue: unknown[] = readStateJson(scripts);
  for (let at = 0; at < queue.length && at < MOST_NODES && found.length < MOST_CANDIDATES; at++) {
    const node = queue[at];
    if (!isNode(node)) continue;
    if (!Array.isArray(node)) found.push(...readNode(node, page, hints, isShown));
    for (const value of Object.values(node)) if (typeof value === 'object') queue.push(value);
  }
  return found;
}

function readNode(
  node: Node,
  page: PageIdentity,
  hints: PageHints,
  isShown: (decimal: string) => boolean,
): Candidate[] {
  const title = textUnder(node, NAMES);
  if (title === null) return [];
  const price = settleCents(amountUnder(node, PRICES, hints), isShown);
  if (!price) return [];
  const product = describe(node, title);
  if (matchProduct(product, page) < SURE) return [];
  return [
    {
      ...{ source: 'page state', product, price, listPrice: null, from: false },
      availability: readAvailability(textUnder(node, ['availability', 'stockStatus', 'stock_status'])),
      ...{ seller: null, condition: null, variant: null, url: null, ids: [] },
      snippet: `${title}: ${price.decimal} ${price.currency ?? ''}`.trim(),
    },
  ];
}

function describe(node: Node, title: string): DescribedProduct {
  const ids = IDS.flatMap((name) => textUnder(node, [name]) ?? []);
  return { title, url: null, image: null, ids, own: true };
}

function textUnder(node: Node, names: readonly string[]): string | null {
  for (const name of names) {
    const value = Object.hasOwn(node, name) ? node[name] : null;
    if (typeof value === 'number' || (typeof value === 'string' && value.trim() !== ''))
      return String(value).trim();
  }
  return null;
}

/** `{"price": {"final": {"value": 12.5}}}` is as deep as shop systems go. */
const DEEPEST_AMOUNT = 2;

function amountUnder(node: Node, names: readonly string[], hints: PageHints, depth = 0): Amount | null {
  const currency = textUnder(node, CURRENCIES);
  for (const name of names) {
    const value = Object.hasOwn(node, name) ? node[name] : null;
    const amount = isNode(value)
      ? depth < DEEPEST_AMOUNT
        ? amountUnder({ currency, ...value }, INNER_PRICES, hints, depth + 1)
        : null
      : readAmount(value as Value, currency, hints);
    if (amount) return amount;
  }
  return null;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

/** 1250 is 12.50 where the page shows that; a whole number that it does not show can be either. */
function settleCents(amount: Amount | null, isShown: (decimal: string) => boolean): Amount | null {
  if (!amount || isShown(amount.decimal) || amount.decimal.includes('.')) return amount;
  const hundredth = (Number(amount.decimal) / 100).toFixed(2);
  return isShown(hundredth) ? { ...amount, decimal: hundredth } : null;
}
