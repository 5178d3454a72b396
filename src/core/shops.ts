import type { Money } from './money';
import { isForSale } from './offer';
import type { Followed, SubscriptionView } from './records';

/** Asking so many shops about one thing is enough. */
export const MOST_SHOPS = 10;

/** The products of a subscription, the one that is meant first. */
export function shopsOf({ product, baseline, objection, others }: SubscriptionView): readonly Followed[] {
  return [{ product, baseline, objection }, ...others];
}

/** The same subscription with another of its products meant. @returns null when it has no such product. */
export function meanShop(subscription: SubscriptionView, productId: number): SubscriptionView | null {
  const shops = shopsOf(subscription);
  const meant = shops.find(({ product }) => product.id === productId);
  return meant ? { ...subscription, ...meant, others: shops.filter((shop) => shop !== meant) } : null;
}

/** The same subscription as if it had the product that is meant alone. */
export function onlyMeant(subscription: SubscriptionView): SubscriptionView {
  return { ...subscription, others: [] };
}

/** Shops by the price at which they sell; what cannot be bought comes last. */
export function sortShops(shops: readonly Followed[]): readonly Followed[] {
  return sortByPrice(shops, ({ product: { confirmed } }) =>
    confirmed && isForSale(confirmed.availability) ? confirmed.price : null,
  );
}

/**
 * The cheapest first, within one currency: prices in the currency of the first one come before others, and
 * what has no price comes last. Equal ones stay in their order.
 */
export function sortByPrice<Item>(
  items: readonly Item[],
  priceOf: (item: Item) => Money | null,
): readonly Item[] {
  const currencies = [...new Set(items.flatMap((item) => priceOf(item)?.currency ?? []))];
  const rankOf = (price: Money | null): number =>
    price === null ? currencies.length : currencies.indexOf(price.currency);
  return [...items].sort((a, b) => {
    const [one, other] = [priceOf(a), priceOf(b)];
    return rankOf(one) - rankOf(other) || (one?.minor ?? 0) - (other?.minor ?? 0);
  });
}
