import { confirmedAt, isKnown } from '../../app/current-price';
import type { Instant } from '../../core/history';
import { lessPercent } from '../../core/money';
import { isForSale } from '../../core/offer';
import type { Followed, Product, SubscriptionView } from '../../core/records';
import type { Rule } from '../../core/rule';
import { shopsOf, sortShops } from '../../core/shops';
import type { Print } from '../print';
import { describePrice, nameShop } from './describe-product';

/**
 * The shops of a subscription with their prices, the cheapest first: a line for each. Empty when it has one.
 */
export function listShops(subscription: SubscriptionView, print: Print): string[] {
  if (subscription.others.length === 0) return [];
  return sortShops(shopsOf(subscription)).map((shop) => describeShop(shop, subscription.rule, print));
}

/** "shop.example: €84.00, checked 15 Jan 2026, 12:00 UTC, I tell you at €67.20 or less". */
function describeShop(shop: Followed, rule: Rule, print: Print): string {
  const { url, confirmed, checkedAt } = shop.product;
  const parts = [
    confirmed ? describePrice(confirmed, print) : 'no price seen yet',
    ...(checkedAt === null ? [] : [`checked ${print.moment(checkedAt)}`]),
    ...describeDoubt(shop),
    ...describeLimit(shop, rule, print),
  ];
  return `${nameShop(url)}: ${parts.join(', ')}`;
}

/** What the rule says of this shop, where it is not the same for all. */
function describeLimit({ product: { confirmed }, baseline }: Followed, rule: Rule, print: Print): string[] {
  const currency = confirmed?.price?.currency;
  if (rule.kind === 'target' && currency !== undefined && currency !== rule.amount.currency) {
    return [`not compared with your ${print.money(rule.amount)}`];
  }
  if (rule.kind !== 'drop' || rule.from.kind !== 'subscribed' || !baseline) return [];
  return [`I tell you at ${print.money(lessPercent(baseline.price, rule.percent))} or less`];
}

/** Why the price may not be what the shop shows. */
function describeDoubt({ product, objection }: Followed): string[] {
  if (objection) return ['you say that is wrong'];
  if (product.pending) return ['a new price is being checked'];
  return product.checkedAt !== null && confirmedAt(product) === null ? ['could not be read then'] : [];
}

/**
 * What the thing costs in the other shops of its subscription, as an alert says it: "Elsewhere: shop.example
 * €84.00, checked 2 h ago". Only what is known well: nothing that is being checked again, objected to, could
 * not be read, or is a day old.
 * @param told the products that the message speaks of anyway.
 * @returns null when there is nothing to say.
 */
export function describeElsewhere(
  subscription: SubscriptionView,
  told: ReadonlySet<number>,
  now: Instant,
  print: Print,
): string | null {
  // Sorted with the shop that is meant, so that its currency comes first.
  const others = sortShops(shopsOf(subscription)).filter(({ product }) => !told.has(product.id));
  const names = others.flatMap((shop) => (isSure(shop, now) ? [nameKnown(shop.product, now, print)] : []));
  return names.length === 0 ? null : `Elsewhere: ${names.join('; ')}.`;
}

function nameKnown(product: Product, now: Instant, print: Print): string {
  const { confirmed, url } = product;
  const isSold = confirmed !== null && isForSale(confirmed.availability);
  const price = confirmed && isSold ? describePrice(confirmed, print) : 'sold out';
  return `${nameShop(url)} ${price}, checked ${describeAge(now - (confirmedAt(product) ?? now))}`;
}

function isSure({ product, objection }: Followed, now: Instant): boolean {
  const { confirmed } = product;
  const saysSomething =
    confirmed !== null && (confirmed.price !== null || !isForSale(confirmed.availability));
  return objection === null && saysSomething && isKnown(product, now);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function describeAge(milliseconds: number): string {
  if (milliseconds < 2 * MINUTE) return 'just now';
  if (milliseconds < 2 * HOUR) return `${Math.floor(milliseconds / MINUTE)} min ago`;
  return `${Math.floor(milliseconds / HOUR)} h ago`;
}
