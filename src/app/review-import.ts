import type { Instant } from '../core/history';
import type { ImportBody } from '../core/notice';
import type { SubscriptionView } from '../core/records';
import type { Store } from '../core/store';
import { confirmedAt } from './current-price';
import { readStanding } from './judge-standing';

/** How things stand with what an import brought. What was stopped meanwhile is in none of them. */
export interface ImportReview {
  /** Their price is known. */
  readonly read: readonly SubscriptionView[];
  /** Of the read, those whose wish is fulfilled already. */
  readonly fulfilled: readonly SubscriptionView[];
  /** Their page shows several variants. */
  readonly choosing: readonly SubscriptionView[];
  /** Their price looks unusual and is looked at again before it counts. */
  readonly unusual: readonly SubscriptionView[];
  /** A look brought no price; `product.lastKind` says why. */
  readonly failed: readonly SubscriptionView[];
  /** Not looked at yet. */
  readonly waiting: readonly SubscriptionView[];
}

export async function reviewImport(
  { products, subscriptions }: Pick<Store, 'products' | 'subscriptions'>,
  conversationId: number,
  { ids, at }: ImportBody,
  now: Instant,
): Promise<ImportReview> {
  const { items } = await subscriptions.list(conversationId, 0, Number.MAX_SAFE_INTEGER);
  const wanted = new Set(ids);
  const imported = items.filter(({ id }) => wanted.has(id));
  const review: Record<keyof ImportReview, SubscriptionView[]> = {
    read: [],
    fulfilled: [],
    choosing: [],
    unusual: [],
    failed: [],
    waiting: [],
  };
  for (const item of imported) review[sortOut(item, at)].push(item);
  for (const item of review.read) {
    if ((await readStanding(products, item, now)).holds) review.fulfilled.push(item);
  }
  return review;
}

function sortOut(
  { status, product }: SubscriptionView,
  importedAt: Instant,
): Exclude<keyof ImportReview, 'fulfilled'> {
  if (status === 'choosing') return 'choosing';
  if (confirmedAt(product) !== null) return 'read';
  if (product.checkedAt === null || product.checkedAt < importedAt) return 'waiting';
  return product.pending === null ? 'failed' : 'unusual';
}
