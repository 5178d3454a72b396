import type { Instant } from '../core/history';
import type { Wake } from '../core/ports';
import type { Product, SubscriptionView } from '../core/records';
import { meanShop } from '../core/shops';
import type { Store } from '../core/store';
import { baselineNow, isFresh } from './current-price';

export type ShopResult =
  | {
      readonly kind: 'added';
      /** The shop that was added is meant. */
      readonly subscription: SubscriptionView;
      /** The price is not known yet: the product is looked at, and an answer follows. */
      readonly isLooking: boolean;
    }
  /** `other-day`: both are sold for a day, and not for the same. */
  | { readonly kind: 'has-it' | 'too-many' | 'not-there' | 'other-day' };

/**
 * Lets a subscription watch the same thing in another shop, too, by the same rule from that shop's own price.
 */
export async function addShop(
  { store, wake }: { readonly store: Pick<Store, 'products' | 'subscriptions'>; readonly wake: Wake },
  { conversationId, id, product: first }: SubscriptionView,
  product: Product,
  now: Instant,
): Promise<ShopResult> {
  const { products, subscriptions } = store;
  if (first.endsOn !== null && product.endsOn !== null && first.endsOn !== product.endsOn) {
    return { kind: 'other-day' };
  }
  const isKnown = isFresh(product, now);
  const baseline = isKnown ? baselineNow(product, now) : null;
  const kind = await subscriptions.addShop(conversationId, id, product.id, baseline, now);
  if (kind !== 'added') return { kind };
  if (!isKnown) {
    await subscriptions.owe(conversationId, id, 'track', product.id);
    await products.makeDue(product.id);
    wake.polls();
  }
  const found = await subscriptions.findById(conversationId, id);
  const subscription = found && meanShop(found, product.id);
  return subscription ? { kind, subscription, isLooking: !isKnown } : { kind: 'not-there' };
}
