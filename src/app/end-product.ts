import { DAY, lowestIn, type Instant } from '../core/history';
import type { NoticeDraft } from '../core/notice';
import type { CheckFacts, CheckRecord, Watch } from '../core/records';

/**
 * What the end of a product's last day changes: every subscription ends, and who was not pausing it is told
 * so once. Pure. The shop is not asked, and the history stays.
 */
export function endProduct(facts: CheckFacts, endsOn: string, now: Instant): CheckRecord {
  const { product, watches } = facts;
  const { pending, failures, troubleToldAt, validators, readsSinceFull } = product;
  return {
    ...{ pending, failures, troubleToldAt, validators, readsSinceFull },
    kind: null,
    period: 'none',
    // Somebody who cannot be reached now may come back to it.
    nextCheckAt: now + DAY,
    watches: watches.map(({ subscription: { id } }) => ({
      subscriptionId: id,
      status: 'ended',
      answerOwed: null,
    })),
    notices: watches.filter(isListening).map((watch) => tellOver(watch, facts, endsOn, now)),
  };
}

function isListening({ subscription: { status }, answerOwed }: Watch): boolean {
  return status !== 'paused' || answerOwed !== null;
}

function tellOver(
  { subscription: { id } }: Watch,
  { product, history }: CheckFacts,
  endsOn: string,
  now: Instant,
): NoticeDraft {
  return {
    subscriptionId: id,
    productId: product.id,
    idempotencyKey: `over:${id}:${product.id}:${endsOn}`,
    body: { kind: 'trouble', trouble: { kind: 'over', endsOn, lowest: lowestIn(history, 0, now) } },
  };
}
