import type { IdentifiedLink } from '../../../src/core/ports';
import { QuotaError, findFullList, findFullShop } from '../../../src/core/quota';
import { countFailedHosts, isKnownHost } from './memory-failed-hosts';
import { findByIdentity } from './memory-products';
import type { SubscriptionRow, Tables } from './tables';

type Owner = { readonly conversationId: number; readonly person: string };

/**
 * @throws QuotaError when one more subscription has no room.
 * @param product null: it was looked at before.
 */
export function checkRoom(
  tables: Tables,
  owner: Owner,
  product: number | IdentifiedLink | null,
  now: number,
): void {
  const full =
    findFullList(countKept(tables, owner)) ??
    (product === null ? null : findFullHost(tables, owner, product, now));
  if (full) throw new QuotaError(full);
}

function countKept(tables: Tables, { conversationId, person }: Owner) {
  const placeOf = (id: number): string => {
    const { channel, tenant } = tables.conversations.get(id)?.where ?? {};
    return `${channel} ${tenant}`;
  };
  const place = placeOf(conversationId);
  const here = standing(tables).filter(({ subscription }) => placeOf(subscription.conversationId) === place);
  return {
    person: here.filter(({ subscription }) => subscription.person === person).length,
    conversation: here.filter(({ subscription }) => subscription.conversationId === conversationId).length,
    tenant: here.length,
  };
}

function findFullHost(
  tables: Tables,
  { conversationId }: Owner,
  product: number | IdentifiedLink,
  now: number,
) {
  const known = typeof product === 'number' ? tables.products.get(product) : findByIdentity(tables, product);
  const url = known?.product.url ?? (product as IdentifiedLink).url;
  const followed = new Set(standing(tables).flatMap(({ shops }) => shops.map(({ productId }) => productId)));
  if (known && followed.has(known.product.id)) return null;
  const { host } = new URL(url);
  const products = [...followed].filter((id) => tables.products.get(id)!.product.url.includes(`://${host}/`));
  const shop = { host, products: products.length, isKnown: isKnownHost(tables, host) };
  return findFullShop(shop, countFailedHosts(tables, conversationId, now));
}

function standing(tables: Tables): SubscriptionRow[] {
  return [...tables.subscriptions.values()].filter(({ subscription }) => subscription.status !== 'ended');
}
