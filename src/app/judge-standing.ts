import { DAY } from '../core/history';
import type { Instant, Period } from '../core/history';
import type { Money } from '../core/money';
import { isForSale } from '../core/offer';
import type { SubscriptionView } from '../core/records';
import { replayRule, type Replay } from '../core/replay';
import { baselineOf, thresholdOf } from '../core/rule';
import type { Baseline, Rule } from '../core/rule';
import type { ProductStore } from '../core/store';

/** How a rule stands to the prices seen so far. */
export interface Standing {
  /** The amount at or under which the rule is fulfilled now; null when it has none, or none yet. */
  readonly threshold: Money | null;
  /** The named, dated price that a `drop` measures from; null for other rules or while it is unknown. */
  readonly from: Baseline | null;
  /** The wish is fulfilled already. */
  readonly holds: boolean;
  /** How often the rule would have fired; null without enough history. */
  readonly replay: Replay | null;
}

/** The longest time a rule looks back, and a little more. */
const HISTORY_DAYS = 400;

export async function readStanding(
  products: ProductStore,
  subscription: SubscriptionView,
  now: Instant,
): Promise<Standing> {
  return judgeStanding(subscription, await readHistory(products, subscription, now), now);
}

/** All that rules look back on. */
export function readHistory(
  products: Pick<ProductStore, 'history'>,
  { product }: Pick<SubscriptionView, 'product'>,
  now: Instant,
): Promise<readonly Period[]> {
  return products.history(product.id, now - HISTORY_DAYS * DAY);
}

/** Pure. `history` may be empty: then only what needs none is known. */
export function judgeStanding(
  { rule, baseline, product }: SubscriptionView,
  history: readonly Period[],
  now: Instant,
): Standing {
  const threshold = thresholdOf(rule, baseline, history, now);
  const offer = product.confirmed;
  const isMet = offer !== null && isForSale(offer.availability) && isAtOrBelow(offer.price, threshold);
  return {
    threshold,
    from: baselineOf(rule, baseline, history, now),
    holds: isMet && !isEachFallItsOwn(rule),
    replay: replayRule(rule, baseline, history, now),
  };
}

function isAtOrBelow(price: Money | null, threshold: Money | null): boolean {
  return price !== null && price.currency === threshold?.currency && price.minor <= threshold.minor;
}

/** Measured from the price before, a rule speaks about the next price, never about the standing one. */
function isEachFallItsOwn(rule: Rule): boolean {
  return rule.kind === 'drop' && rule.from.kind === 'previous';
}
