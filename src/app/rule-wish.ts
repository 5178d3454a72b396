import { readAmount } from '../core/amount';
import { currenciesOf } from '../core/spoken-currency';
import type { Rule } from '../core/rule';

/**
 * A rule as a person wishes it, before it is known in which currency; flat, so that a button can carry it.
 */
export type RuleWish =
  /** `amount` and `sign` (of the currency) as written. */
  | { readonly rule: 'target'; readonly amount: string; readonly sign?: string }
  | {
      readonly rule: 'drop';
      readonly percent: number;
      readonly from?: 'subscribed' | 'previous' | 'highest';
      /** For `highest`. */
      readonly days?: number;
    }
  | { readonly rule: 'lowest'; readonly days: number; readonly orEqual?: 1 }
  | { readonly rule: 'back-in-stock' }
  | { readonly rule: 'any-change' };

export type RuleDecision =
  | { readonly kind: 'rule'; readonly rule: Rule }
  /** Percent must be 1 to 99. */
  | { readonly kind: 'bad-percent' }
  /** Days must be 1 to 365. */
  | { readonly kind: 'bad-days' }
  | { readonly kind: 'bad-amount' }
  /** The shop sells in `currency`. */
  | { readonly kind: 'other-currency'; readonly currency: string }
  /** Neither the shop nor the person said in which currency. */
  | { readonly kind: 'unknown-currency' };

/** Days that "highest" looks back when nobody says. */
const USUAL_DAYS = 30;

/**
 * Turns a wish into a rule. Pure.
 * @param currency the product's; null while no price was seen.
 */
export function decideRule(wish: RuleWish, currency: string | null): RuleDecision {
  switch (wish.rule) {
    case 'target':
      return decideTarget(wish.amount, wish.sign, currency);
    case 'drop':
      return decideDrop(wish);
    case 'lowest':
      if (!isDays(wish.days)) return { kind: 'bad-days' };
      return { kind: 'rule', rule: { kind: 'lowest', days: wish.days, orEqual: wish.orEqual === 1 } };
    case 'back-in-stock':
    case 'any-change':
      return { kind: 'rule', rule: { kind: wish.rule } };
  }
}

function decideTarget(written: string, sign: string | undefined, currency: string | null): RuleDecision {
  const meant = sign === undefined ? [] : currenciesOf(sign);
  if (currency !== null && meant.length > 0 && !meant.includes(currency)) {
    return { kind: 'other-currency', currency };
  }
  const chosen = currency ?? meant[0];
  if (chosen === undefined) return { kind: 'unknown-currency' };
  const amount = readAmount(written, chosen);
  return amount ? { kind: 'rule', rule: { kind: 'target', amount } } : { kind: 'bad-amount' };
}

function decideDrop(wish: Extract<RuleWish, { rule: 'drop' }>): RuleDecision {
  const { percent, from = 'subscribed', days = USUAL_DAYS } = wish;
  if (!(percent >= 1 && percent <= 99)) return { kind: 'bad-percent' };
  if (from !== 'highest') return { kind: 'rule', rule: { kind: 'drop', percent, from: { kind: from } } };
  if (!isDays(days)) return { kind: 'bad-days' };
  return { kind: 'rule', rule: { kind: 'drop', percent, from: { kind: 'highest', days } } };
}

function isDays(days: number): boolean {
  return Number.isInteger(days) && days >= 1 && days <= 365;
}
