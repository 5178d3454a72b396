import { toDecimal, type Money } from '../../core/money';
import type { Conversation } from '../../core/records';
import type { Rule } from '../../core/rule';
import { describeHours } from '../views/quiet-views';

/** "79.00 EUR": the same for every reader, so that it can be read again. */
export function sayMoney(money: Money): string {
  return `${toDecimal(money)} ${money.currency}`;
}

/** A rule in the words that set it. */
export function sayRule(rule: Rule): string {
  switch (rule.kind) {
    case 'target':
      return `at ${sayMoney(rule.amount)}`;
    case 'drop':
      return `${rule.percent} %${saySource(rule.from)}`;
    case 'lowest':
      return `lowest${rule.orEqual ? ' or equal' : ''} in ${rule.days} days`;
    case 'back-in-stock':
      return 'back in stock';
    case 'any-change':
      return 'any change';
  }
}

function saySource(from: Extract<Rule, { kind: 'drop' }>['from']): string {
  if (from.kind === 'subscribed') return '';
  return from.kind === 'previous' ? ' from the previous price' : ` from the highest in ${from.days} days`;
}

/** The settings of a conversation, each in the words that set it. */
export function saySettings({
  settings: { defaultRule, manner, quiet, breakThrough },
  timeZone,
}: Pick<Conversation, 'settings' | 'timeZone'>): string[] {
  return [
    `default ${sayRule(defaultRule)}`,
    ...(timeZone === null ? [] : [`time zone ${timeZone}`]),
    ...(quiet ? [`quiet ${describeHours(quiet)}`] : []),
    ...(breakThrough ? ['break through on'] : []),
    ...(manner ? [`manner ${manner}`] : []),
  ];
}
