import type { Standing } from '../../app/judge-standing';
import { lessPercent } from '../../core/money';
import type { Money } from '../../core/money';
import { daysToJudge, type Baseline, type Rule } from '../../core/rule';
import type { Print } from '../print';

type DropRule = Extract<Rule, { kind: 'drop' }>;

/** The rule as a promise: "I'll tell you at €79.20 or less (20 % under the €99.00 of 15 Jan 2026)." */
export function promiseRule(
  rule: Rule,
  { threshold, from }: Pick<Standing, 'threshold' | 'from'>,
  print: Print,
): string {
  return `I'll tell you ${promise(rule, threshold, from, print)}.`;
}

function promise(rule: Rule, threshold: Money | null, from: Baseline | null, print: Print): string {
  switch (rule.kind) {
    case 'target':
      return `at ${print.money(rule.amount)} or less`;
    case 'drop': {
      const measure = `${print.percent(rule.percent)} ${describeMeasure(rule, from, print)}`;
      return threshold && from
        ? `at ${print.money(threshold)} or less (${measure})`
        : `when it is ${measure}`;
    }
    case 'lowest': {
      const what = rule.orEqual ? 'as low as its lowest price' : 'lower than it has been';
      const limit = threshold && ` (as of now, ${print.money(threshold)} or less)`;
      return `when it is ${what} in ${countDays(rule.days)}${limit ?? `, once I have looked on ${countDays(daysToJudge(rule.days))}`}`;
    }
    case 'back-in-stock':
      return 'when it is back in stock after being sold out';
    case 'any-change':
      return 'when its price or stock changes';
  }
}

/** What the percentage is taken of: "under the €99.00 of 15 Jan 2026". */
function describeMeasure({ from: source }: DropRule, baseline: Baseline | null, print: Print): string {
  const dated = baseline && `the ${print.money(baseline.price)} of ${print.day(baseline.at)}`;
  switch (source.kind) {
    case 'subscribed':
      return `under ${dated ?? 'the first price I see'}`;
    case 'highest':
      return `under the highest price in ${countDays(source.days)}${dated === null ? '' : `, ${dated}`}`;
    case 'previous':
      return `under the price before${dated === null ? '' : `, ${dated}`}`;
  }
}

/** Why an alert came: "You asked for 20 % under the €99.00 of 15 Jan 2026, so €79.20 or less." */
export function explainRule(rule: Rule, baseline: Baseline | null, print: Print): string {
  switch (rule.kind) {
    case 'target':
      return `You asked for ${print.money(rule.amount)} or less.`;
    case 'drop': {
      const limit = baseline && `: ${print.money(lessPercent(baseline.price, rule.percent))} or less`;
      return `You asked for ${print.percent(rule.percent)} ${describeMeasure(rule, baseline, print)}${limit ?? ''}.`;
    }
    case 'lowest':
      return `You asked for the lowest price in ${countDays(rule.days)}${rule.orEqual ? ', or one equal to it' : ''}.`;
    case 'back-in-stock':
      return 'You asked to hear when it is back in stock.';
    case 'any-change':
      return 'You asked to hear about any change.';
  }
}

/** A rule in a few words, for lists. */
export function shortenRule(rule: Rule, baseline: Baseline | null, print: Print): string {
  switch (rule.kind) {
    case 'target':
      return `at ${print.money(rule.amount)} or less`;
    case 'drop':
      return shortenDrop(rule, baseline, print);
    case 'lowest':
      return `lowest in ${countDays(rule.days)}${rule.orEqual ? ' or equal' : ''}`;
    case 'back-in-stock':
      return 'back in stock';
    case 'any-change':
      return 'any change';
  }
}

function shortenDrop(rule: DropRule, baseline: Baseline | null, print: Print): string {
  const percent = print.percent(rule.percent);
  if (rule.from.kind !== 'subscribed') return `${percent} ${describeMeasure(rule, null, print)}`;
  if (!baseline) return `${percent} under the price when added`;
  return `at ${print.money(lessPercent(baseline.price, rule.percent))} or less (${percent} under ${print.money(baseline.price)})`;
}

export function countDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
