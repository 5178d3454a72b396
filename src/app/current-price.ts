import { DAY } from '../core/history';
import type { Instant } from '../core/history';
import type { Product } from '../core/records';
import type { Baseline } from '../core/rule';

/** A confirmed price this old says nothing about now; a product that is followed is looked at more often. */
const FRESH_FOR = DAY;

/** Is what we know about the product still true enough to answer at once? */
export function isKnown(product: Product, now: Instant): boolean {
  const { confirmed, checkedAt, lastKind } = product;
  if (confirmed === null || checkedAt === null || now - checkedAt > FRESH_FOR) return false;
  return lastKind === 'offer' || lastKind === 'unchanged' || lastKind === 'unavailable';
}

/** @returns the confirmed price as the baseline of a wish made now; null when there is none. */
export function baselineNow(product: Product, now: Instant): Baseline | null {
  const price = product.confirmed?.price ?? null;
  return price && { source: 'subscribed', price, at: now };
}
