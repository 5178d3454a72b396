import type { Instant } from '../../core/history';
import type { Money } from '../../core/money';
import type { Availability, Offer } from '../../core/offer';
import { parseUrl } from '../../core/parse-url';
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

/** The product's title; its link while no title was seen. */
export function nameProduct(product: Product): string {
  const title = cleanText((product.confirmed ?? product.pending?.offer)?.title ?? '');
  return title === '' ? nameLink(product.url) : title;
}

/** Shops pack whole descriptions into a title; its beginning is enough to know it by. */
const LONGEST_NAME = 80;

/** "#3 Oak lamp": how a subscription is called, in a sentence and above a card. */
export function nameSubscription({ shortId, product }: SubscriptionView): string {
  return `#${shortId} ${cleanText(nameProduct(product), LONGEST_NAME)}`;
}

/** "#3 Oak lamp at shop.example", where the thing is followed in several shops: one of them is meant. */
export function nameAtShop(subscription: SubscriptionView): string {
  const { product, others } = subscription;
  const name = nameSubscription(subscription);
  return others.length === 0 ? name : `${name} at ${nameShop(product.url)}`;
}

/** "shop.example/lamps/oak": the link without what only machines read. */
function nameLink(url: string): string {
  const path = parseUrl(url)?.pathname.replace(/\/$/, '') ?? '';
  return cleanText(`${nameShop(url)}${path}`, 60);
}

/** The host without "www.". */
export function nameShop(url: string): string {
  return parseUrl(url)?.host.replace(/^www\./, '') ?? cleanText(url, 60);
}

/** The price, printed large: "from €12.00"; or why there is none. */
export function describePrice({ price, from, availability }: Offer, print: Print): string {
  if (price === null) return availability === 'out-of-stock' ? 'Out of stock' : 'No price shown';
  const amount = from ? `from ${print.money(price)}` : print.money(price);
  return availability === 'out-of-stock' ? `${amount}, out of stock` : amount;
}

/**
 * Where and when a product was seen, in one line: "shop.example · in stock · checked 15 Jan 2026, 12:00 UTC".
 */
export function describeSource(
  { url, offer, checkedAt }: { url: string; offer: Offer | null; checkedAt: Instant | null },
  print: Print,
): string {
  const parts = [
    nameShop(url),
    ...(offer ? listDetails(offer, print) : []),
    ...(checkedAt === null ? [] : [`checked ${print.moment(checkedAt)}`]),
  ];
  return parts.join(' · ');
}

/** What else a shopper wants to know about an offer. */
function listDetails(offer: Offer, print: Print): string[] {
  const { variant, seller, condition, availability, from } = offer;
  const listPrice = printListPrice(offer.listPrice, offer.price, print);
  const details = [
    // The price of a range is no single variant's.
    from ? null : variant,
    condition === 'new' ? null : condition,
    seller && `sold by ${seller}`,
    listPrice && `list price ${listPrice}`,
    STOCK[availability],
  ];
  return details.flatMap((detail) => (detail ? [cleanText(detail)] : []));
}

function printListPrice(listPrice: Money | undefined, price: Money | null, print: Print): string | null {
  const isHigher =
    listPrice && price && listPrice.currency === price.currency && listPrice.minor > price.minor;
  return isHigher ? print.money(listPrice) : null;
}
