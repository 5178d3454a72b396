import { DEFAULT_RULE } from '../core/rule';
import { decideRule } from './rule-wish';
import type { RuleDecision, RuleWish } from './rule-wish';

it.each<[RuleWish, string | null, RuleDecision]>([
  [{ rule: 'drop', percent: 20 }, null, { kind: 'rule', rule: DEFAULT_RULE }],
  [{ rule: 'drop', percent: 0.5 }, null, { kind: 'bad-percent' }],
  [{ rule: 'drop', percent: 100 }, null, { kind: 'bad-percent' }],
  [{ rule: 'drop', percent: NaN }, null, { kind: 'bad-percent' }],
  [
    { rule: 'drop', percent: 5, from: 'highest' },
    null,
    { kind: 'rule', rule: { kind: 'drop', percent: 5, from: { kind: 'highest', days: 30 } } },
  ],
  [{ rule: 'drop', percent: 5, from: 'highest', days: 366 }, null, { kind: 'bad-days' }],
  [{ rule: 'lowest', days: 0 }, null, { kind: 'bad-days' }],
  [{ rule: 'lowest', days: 1.5 }, null, { kind: 'bad-days' }],
  [
    { rule: 'lowest', days: 365, orEqual: 1 },
    null,
    { kind: 'rule', rule: { kind: 'lowest', days: 365, orEqual: true } },
  ],
  [
    { rule: 'target', amount: '80' },
    'JPY',
    { kind: 'rule', rule: { kind: 'target', amount: { minor: 80, currency: 'JPY' } } },
  ],
  [
    { rule: 'target', amount: '80', sign: '$' },
    'CAD',
    { kind: 'rule', rule: { kind: 'target', amount: { minor: 8000, currency: 'CAD' } } },
  ],
  [{ rule: 'target', amount: '80', sign: '£' }, 'EUR', { kind: 'other-currency', currency: 'EUR' }],
  [
    { rule: 'target', amount: '80', sign: '£' },
    null,
    { kind: 'rule', rule: { kind: 'target', amount: { minor: 8000, currency: 'GBP' } } },
  ],
  [{ rule: 'target', amount: '80' }, null, { kind: 'unknown-currency' }],
  [{ rule: 'target', amount: 'much' }, 'EUR', { kind: 'bad-amount' }],
])('%j in %s', (wish, currency, decision) => {
  expect(decideRule(wish, currency)).toEqual(decision);
});
