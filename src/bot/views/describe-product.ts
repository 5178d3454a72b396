import type { Money } from '../../core/money';
import type { Availability, Offer } from '../../core/offer';
import type { Product, SubscriptionView } from '../../core/records';
import { cleanText } from '../clean-text';
import type { Print } from '../print';

const STOCK: Readonly<Record<Availability, string | null>> = {
  'in-stock': 'in stock',
  'out-of-stock': 'out of stock',
  preorder: 'can be pre-ordered',
  backorder: 'on back order',
  unknown: null,
};

/** The product's title; its shop while no title was seen. */
export function nameProduct(product: Product): string {
  const title = cleanText((product.confirmed ?? product.pending?.offer)?.title ?? '');
  return title === '' ? `the page at ${nameShop(product.url)}` : title;
}

/** "#3 Oak lamp": how a subscription is called in a sentence. */
export function nameSubscription({ shortId, product }: SubscriptionView): string {
  return `#${shortId} ${nameProduct(product)}`;
}

/** The host without "www.". */
export function nameShop(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : cleanText(url, 60);
}

/** The price, printed large: "from €12.00"; or why there is none. */
export function describePrice({ price, from, availability }: Offer, print: Print): string {
  if (price === null) return availability === 'out-of-stock' ? 'Out of stock' : 'No price shown';
  const amount = from ? `from ${print.money(price)}` : print.money(price);
  return availability === 'out-of-stock' ? `${amount}, out of stock` : amount;
}

/** What else a shopper wants to know about an offer. */
export function listOfferFacts(offer: Offer, print: Print): { label: string; value: string }[] {
  const { variant, seller, condition, availability, url } = offer;
  const rows: (readonly [string, string | null | undefined])[] = [
    ['Shop', nameShop(url)],
    ['Variant', variant],
    ['Sold by', seller],
    ['Condition', condition],
    ['Stock', STOCK[availability]],
    ['List price', printListPrice(offer.listPrice, offer.price, print)],
  ];
  return rows.flatMap(([label, value]) => (value ? [{ label, value: cleanText(value) }] : []));
}

function printListPrice(listPrice: Money | undefined, price: Money | null, print: Print): string | null {
  const isHigher =
    listPrice && price && listPrice.currency === price.currency && listPrice.minor > price.minor;
  return isHigher ? print.money(listPrice) : null;
}
