import { DAY, type Instant } from './history';
import { lessPercent, type Money } from './money';
import type { Rule } from './rule';
import { instantOf, wallTimeAt } from './wall-time';

/** What a person paid for what they watch: a lower price is worth a word while it can still be returned. */
export interface Purchase {
  readonly price: Money;
  /** When the person said so. */
  readonly at: Instant;
  /** The last instant of the last day on which it can be returned, where the person is. */
  readonly until: Instant;
  /** The rule that it ended, for undo. */
  readonly instead: Rule;
}

/**
 * So long can be returned what was ordered from afar in the European Union: directive 2011/83/EU, article 9.
 */
export const USUAL_RETURN_DAYS = 14;

/** Nobody returns a thing for less; alerts of one episode lie as far apart. */
const WORTH_PERCENT = 2;

/** @returns the highest price that is worth a word to somebody who paid `price`. */
export function worthReturningAt(price: Money): Money {
  return lessPercent(price, WORTH_PERCENT);
}

/** The day of the purchase is not counted. @param timeZone IANA. */
export function endOfReturn(boughtAt: Instant, days: number, timeZone: string): Instant {
  const day = Math.floor(wallTimeAt(boughtAt, timeZone) / DAY) * DAY;
  return instantOf(day + (days + 1) * DAY, timeZone) - 1;
}

/** Is it too late to return it? @param purchase null: nothing was bought. */
export function isReturnOver(purchase: Purchase | null, now: Instant): boolean {
  return purchase !== null && now > purchase.until;
}
