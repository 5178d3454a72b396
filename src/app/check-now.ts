import type { Wake } from '../core/ports';
import type { SubscriptionView } from '../core/records';
import type { Store } from '../core/store';

/** Has a product looked at as soon as its shop may be asked again; the answer follows. */
export async function checkNow(
  { store, wake }: { readonly store: Pick<Store, 'products' | 'subscriptions'>; readonly wake: Wake },
  { conversationId, id, product }: SubscriptionView,
): Promise<void> {
  await store.subscriptions.owe(conversationId, id, 'check');
  await store.products.makeDue(product.id);
  wake.polls();
}
