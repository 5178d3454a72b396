import { DAY, daysLooked, highestIn, lowestIn, offeredIn, type Instant, type Period } from './history';
import { lessPercent, sameMoney, type Money } from './money';
import { isForSale } from './offer';

/** What a `drop` is measured from. */
export type BaselineSource =
  | { readonly kind: 'subscribed' }
  | { readonly kind: 'highest'; readonly days: number }
  | { readonly kind: 'previous' };

/** When a wish is fulfilled. `percent` is 1 to 99; `days` is 1 to 365. */
export type Rule =
  | { readonly kind: 'drop'; readonly percent: number; readonly from: BaselineSource }
  | { readonly kind: 'target'; readonly amount: Money }
  | { readonly kind: 'lowest'; readonly days: number; readonly orEqual: boolean }
  | { readonly kind: 'back-in-stock' }
  | { readonly kind: 'any-change' };

/** A named, dated price that a `drop` is measured from. */
export interface Baseline {
  readonly source: BaselineSource['kind'];
  readonly price: Money;
  readonly at: Instant;
}

export const DEFAULT_RULE: Rule = { kind: 'drop', percent: 20, from: { kind: 'subscribed' } };

const DAYS_TO_JUDGE_LOWEST = 14;

/** A rule for the lowest price in so many days is judged once so many of them were seen. */
export function daysToJudge(days: number): number {
  return Math.min(days, DAYS_TO_JUDGE_LOWEST);
}

export interface Evaluation {
  /**
   * null: cannot be judged — no price, not for sale at a price that would do, too little history, or another
   * currency.
   */
  readonly holds: boolean | null;
  /** The amount at or under which the rule held when the period started; null when it has none. */
  readonly threshold: Money | null;
  /** The currency the rule is kept in, when the price is in another one; null when they agree. */
  readonly otherCurrency: string | null;
}

/**
 * Does the rule hold in this period? Judged as of the period's start, so the answer for one period never
 * changes.
 * `history` may hold the period itself and later ones; only what began before it counts. `baseline` is the
 * price when subscribed.
 */
export function evaluate(
  rule: Rule,
  seen: { readonly baseline: Baseline | null; readonly history: readonly Period[]; readonly period: Period },
): Evaluation {
  const { baseline, period } = seen;
  const before = seen.history.filter(({ startedAt }) => startedAt < period.startedAt);
  const threshold = thresholdOf(rule, baseline, before, period.startedAt);
  const otherCurrency = findOtherCurrency(rule, baseline, period);
  if (otherCurrency !== null) return { holds: null, threshold, otherCurrency };
  return { holds: judge(rule, before, threshold, period), threshold, otherCurrency };
}

function judge(
  rule: Rule,
  before: readonly Period[],
  threshold: Money | null,
  period: Period,
): boolean | null {
  switch (rule.kind) {
    case 'back-in-stock':
      return judgeStock(period);
    case 'any-change':
      return before.length > 0 ? true : null;
    case 'lowest':
      // Equal to the low it is not below it, and not above it either: neither enters an episode nor ends one.
      return isJustAbove(period.price, threshold) && !rule.orEqual ? null : judgePrice(threshold, period);
    case 'target':
    case 'drop':
      return judgePrice(threshold, period);
  }
}

function judgePrice(threshold: Money | null, { price, availability }: Period): boolean | null {
  if (price === null || threshold === null || price.currency !== threshold.currency) return null;
  if (price.minor > threshold.minor) return false;
  return isForSale(availability) ? true : null;
}

function isJustAbove(price: Money | null, threshold: Money | null): boolean {
  if (price === null || threshold === null) return false;
  return sameMoney(price, { ...threshold, minor: threshold.minor + 1 });
}

/**
 * A price without a word on stock counts as in stock: many shops speak up only when it is out. A pre-order is
 * neither.
 */
function judgeStock({ price, availability }: Period): boolean | null {
  if (availability === 'out-of-stock') return false;
  return availability === 'in-stock' || (availability === 'unknown' && price !== null) ? true : null;
}

function findOtherCurrency(rule: Rule, baseline: Baseline | null, { price }: Period): string | null {
  if (price === null || rule.kind === 'back-in-stock') return null;
  const kept = rule.kind === 'target' ? rule.amount.currency : baseline?.price.currency;
  return kept === undefined || kept === price.currency ? null : kept;
}

/**
 * The amount at or under which the rule fires now; `history` holds what was seen up to `now`, the running
 * period too.
 * @returns null when the rule has no amount (stock, any change) or cannot have one yet.
 */
export function thresholdOf(
  rule: Rule,
  baseline: Baseline | null,
  history: readonly Period[],
  now: Instant,
): Money | null {
  switch (rule.kind) {
    case 'target':
      return rule.amount;
    case 'drop': {
      const from = baselineOf(rule, baseline, history, now);
      return from && lessPercent(from.price, rule.percent);
    }
    case 'lowest': {
      const since = now - rule.days * DAY;
      const seen = offeredIn(history, since, now);
      const lowest = lowestIn(seen, since, now);
      const isEnough = daysLooked(seen, since, now) >= daysToJudge(rule.days);
      if (lowest === null || !isEnough) return null;
      return rule.orEqual ? lowest : { ...lowest, minor: lowest.minor - 1 };
    }
    case 'back-in-stock':
    case 'any-change':
      return null;
  }
}

/**
 * The named, dated price that the rule measures from: `subscribed` is the price when subscribed, as given.
 * @returns null for rules other than `drop`, and while that price is not known.
 */
export function baselineOf(
  rule: Rule,
  subscribed: Baseline | null,
  history: readonly Period[],
  now: Instant,
): Baseline | null {
  if (rule.kind !== 'drop') return null;
  if (rule.from.kind === 'subscribed') return subscribed;
  const period =
    rule.from.kind === 'highest'
      ? highestIn(history, now - rule.from.days * DAY, now)
      : (offeredIn(history, -Infinity, now).at(-1) ?? null);
  return period && { source: rule.from.kind, price: period.price, at: period.startedAt };
}

export function isSameRule(a: Rule, b: Rule): boolean {
  const [one, other] = [a, b].map((rule) => JSON.stringify(listFields(rule)));
  return one === other;
}

/** Storage may hand a rule back with its fields in another order. */
function listFields(value: object): readonly (readonly [string, unknown])[] {
  const fields = Object.entries(value).map(([name, field]: [string, unknown]) => {
    return [name, typeof field === 'object' && field !== null ? listFields(field) : field] as const;
  });
  return fields.sort(([a], [b]) => (a < b ? -1 : 1));
}
