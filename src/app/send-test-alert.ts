import { DAY } from '../core/history';
import type { Instant, Period } from '../core/history';
import { findLowestSeen } from '../core/lowest-seen';
import type { AlertBody } from '../core/notice';
import type { Wake } from '../core/ports';
import type { SubscriptionView } from '../core/records';
import { baselineOf } from '../core/rule';
import type { Store } from '../core/store';

/** The longest time a rule looks back. */
const HISTORY_DAYS = 365;

/**
 * Owes an alert built from what is known now, marked as a test; the same `key` owes it once.
 * @returns false when no price was seen yet.
 */
export async function sendTestAlert(
  { store, wake }: { readonly store: Pick<Store, 'products' | 'deliveries'>; readonly wake: Wake },
  subscription: SubscriptionView,
  key: string,
  now: Instant,
): Promise<boolean> {
  const { conversationId, id, product } = subscription;
  const history = await store.products.history(product.id, now - HISTORY_DAYS * DAY);
  const body = makeTestAlert(subscription, history, now);
  if (!body) return false;
  const idempotencyKey = `test:${id}:${key}`;
  const draft = { subscriptionId: id, productId: product.id, idempotencyKey, body };
  await store.deliveries.owe(conversationId, draft, now);
  wake.deliveries();
  return true;
}

function makeTestAlert(
  { rule, baseline, product }: SubscriptionView,
  history: readonly Period[],
  now: Instant,
): AlertBody | null {
  if (!product.confirmed) return null;
  return {
    kind: 'alert',
    rule,
    baseline: baselineOf(rule, baseline, history, now),
    offer: product.confirmed,
    before: history.at(-2)?.price ?? null,
    lowestIn30Days: findLowestSeen(history, now),
    checkedAt: product.checkedAt ?? now,
    period: history.at(-1)?.startedAt ?? now,
    test: true,
  };
}
