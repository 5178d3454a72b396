import { DAY } from '../core/history';
import type { Instant } from '../core/history';
import type { Baselines, Followed, Product, SubscriptionView } from '../core/records';
import type { Baseline } from '../core/rule';

/**
 * An older price is looked at again before a new wish is measured from it: the shopper may see another one in
 * the shop.
 */
const FRESH_FOR_MS: number = 30 * 60 * 1000;
/** An older price says nothing about now; a product that is followed is looked at more often. */
const KNOWN_FOR_MS: number = DAY;

/** When the confirmed offer was last seen; null when there is none, or the last look saw something else. */
export function confirmedAt({ confirmed, pending, checkedAt, lastKind }: Product): Instant | null {
  const sawOffer = lastKind === 'offer' || lastKind === 'unchanged' || lastKind === 'unavailable';
  return sawOffer && confirmed !== null && pending === null ? checkedAt : null;
}

/** May a wish made now be measured from the confirmed price? */
export function isFresh(product: Product, now: Instant): boolean {
  return isYoungerThan(FRESH_FOR_MS, product, now);
}

/** Is what we know about the product still true enough to answer at once? */
export function isKnown(product: Product, now: Instant): boolean {
  return isYoungerThan(KNOWN_FOR_MS, product, now);
}

function isYoungerThan(milliseconds: number, product: Product, now: Instant): boolean {
  const at = confirmedAt(product);
  return at !== null && now - at <= milliseconds;
}

/** @returns the confirmed price as the baseline of a wish made now; null when there is none. */
export function baselineNow(product: Product, now: Instant): Baseline | null {
  const price = product.confirmed?.price ?? null;
  return price && { source: 'subscribed', price, at: now };
}

/** The baselines of a wish made now about all these; of what shows no price there is none. */
export function baselinesNow(followed: readonly Followed[], now: Instant): Baselines {
  return new Map(
    followed.flatMap(({ product }) => {
      const baseline = baselineNow(product, now);
      return baseline ? [[product.id, baseline] as const] : [];
    }),
  );
}

/** The subscription with these baselines in the place of its own. */
export function measureFrom(subscription: SubscriptionView, baselines: Baselines): SubscriptionView {
  const measure = <One extends Followed>(one: One): One => ({
    ...one,
    baseline: baselines.get(one.product.id) ?? one.baseline,
  });
  return { ...measure(subscription), others: subscription.others.map(measure) };
}
