import type { Wake } from '../core/ports';
import type { SubscriptionView } from '../core/records';
import { shopsOf } from '../core/shops';
import type { Store } from '../core/store';

/**
 * Has the products of a subscription looked at as soon as their shops may be asked again; an answer to each
 * follows.
 */
export async function checkNow(
  { store, wake }: { readonly store: Pick<Store, 'products' | 'subscriptions'>; readonly wake: Wake },
  subscription: SubscriptionView,
): Promise<void> {
  const { conversationId, id } = subscription;
  for (const { product } of shopsOf(subscription)) {
    await store.subscriptions.owe(conversationId, id, 'check', product.id);
    await store.products.makeDue(product.id);
  }
  wake.polls();
}
