import { FAILED_HOSTS_COUNT_MS, MOST_FAILED_HOSTS } from '../../../src/core/quota';
import type { Product } from '../../../src/core/records';
import type { Tables } from './tables';

function hasFailed({ lastKind }: Product): boolean {
  return lastKind === 'refused' || lastKind === 'unreachable';
}

/** See src/storage/failed-hosts.ts. */
export function countFailedHosts(tables: Tables, conversationId: number, now: number): number {
  const failed = [...tables.subscriptions.values()]
    .filter(({ subscription }) => subscription.conversationId === conversationId)
    .flatMap(({ shops }) => shops.map(({ productId }) => tables.products.get(productId)!))
    .filter(({ product }) => product.confirmed === null && hasFailed(product))
    .filter(({ firstCheckedAt }) => (firstCheckedAt ?? 0) > now - FAILED_HOSTS_COUNT_MS);
  return new Set(failed.map(({ product }) => new URL(product.url).host)).size;
}

export function isKnownHost(tables: Tables, host: string): boolean {
  return [...tables.products.values()].some(
    ({ product }) => product.url.includes(`://${host}/`) && product.lastKind !== null && !hasFailed(product),
  );
}

/** See `ProductStore.mayLookFirst`. */
export function mayLookFirst(tables: Tables, id: number, now: number): boolean {
  const followers = [...tables.subscriptions.values()].filter(({ shops }) =>
    shops.some(({ productId }) => productId === id),
  );
  const mayOne = followers.some(
    ({ subscription: { conversationId, status } }) =>
      status !== 'ended' && countFailedHosts(tables, conversationId, now) < MOST_FAILED_HOSTS,
  );
  return mayOne || isKnownHost(tables, new URL(tables.products.get(id)!.product.url).host);
}
