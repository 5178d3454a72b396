import { lowestIn, type Instant } from '../core/history';
import { isReturnOver } from '../core/purchase';
import type { CheckFacts, Watch } from '../core/records';
import type { WatchOutcome } from './follow-watch';

/**
 * What was bought and can no longer be returned is watched no longer; who was not pausing is told so once.
 * Pure.
 * @returns null while it can be returned, and for wishes that are no purchase.
 */
export function endPurchase(
  { subscription, answerOwed }: Watch,
  { product, history }: CheckFacts,
  now: Instant,
): WatchOutcome | null {
  const { id, purchase, status } = subscription;
  if (purchase === null || !isReturnOver(purchase, now)) return null;
  const { price, at, until } = purchase;
  const isListening = status !== 'paused' || answerOwed !== null;
  return {
    change: { subscriptionId: id, status: 'ended', answerOwed: null },
    notices: isListening
      ? [
          {
            subscriptionId: id,
            productId: product.id,
            idempotencyKey: `return-over:${id}:${until}`,
            body: {
              kind: 'trouble',
              trouble: { kind: 'return-over', price, lowest: lowestIn(history, at, until) },
            },
          },
        ]
      : [],
  };
}
