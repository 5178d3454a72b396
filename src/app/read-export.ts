import type { Period } from '../core/history';
import type { PortableWish } from '../core/portable-wish';
import type { Conversation, Product } from '../core/records';
import { shopsOf } from '../core/shops';
import type { Store } from '../core/store';

/** A wish with its product and all that was seen of it. */
export interface ExportedWish extends PortableWish {
  readonly product: Product;
  /** Oldest first. */
  readonly history: readonly Period[];
}

/**
 * What one conversation may take along: its settings and standing wishes, one for each shop, and nobody's
 * name.
 */
export interface ExportedList {
  readonly conversation: Pick<Conversation, 'settings' | 'timeZone'>;
  readonly wishes: readonly ExportedWish[];
}

export async function readExport(
  { products, subscriptions }: Pick<Store, 'products' | 'subscriptions'>,
  { id, settings, timeZone }: Conversation,
): Promise<ExportedList> {
  const { items } = await subscriptions.list(id, 0, Number.MAX_SAFE_INTEGER);
  const wishes: ExportedWish[] = [];
  for (const subscription of items) {
    const { rule, status, snooze, urgent } = subscription;
    for (const { product, baseline } of shopsOf(subscription)) {
      const history = await products.history(product.id, 0);
      wishes.push({
        ...{ product, rule, baseline, snooze, urgent, history },
        status: status === 'paused' ? 'paused' : 'active',
      });
    }
  }
  return { conversation: { settings, timeZone }, wishes };
}
