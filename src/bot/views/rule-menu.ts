import type { RuleDecision, RuleWish } from '../../app/rule-wish';
import type { Button, Message } from '../../core/message';
import type { SubscriptionView } from '../../core/records';
import { nameSubscription } from './describe-product';
import { ask, makeMessage } from './make-message';

const USUAL_RULES: readonly (readonly [string, RuleWish])[] = [
  ['10 % less', { rule: 'drop', percent: 10 }],
  ['20 % less', { rule: 'drop', percent: 20 }],
  ['30 % less', { rule: 'drop', percent: 30 }],
  ['Lowest in 90 days', { rule: 'lowest', days: 90 }],
  ['Back in stock', { rule: 'back-in-stock' }],
  ['Any change', { rule: 'any-change' }],
];

/** When shall I tell you about this one? */
export function viewRuleMenu(subscription: SubscriptionView): Message {
  const { shortId: id } = subscription;
  const buttons: Button[] = [
    ask('A price…', { do: 'type-target', id }),
    ...USUAL_RULES.map(([title, wish]) => ask(title, { do: 'rule', id, ...wish })),
  ];
  return makeMessage(
    { title: nameSubscription(subscription), lines: ['When shall I tell you?'], buttons },
    `Say for example “${id} at 80”, “${id} 15 %”, “${id} lowest in 90 days” or “${id} back in stock”.`,
  );
}

/** Which rule shall new products begin with? */
export function viewDefaultRuleMenu(): Message {
  const buttons = USUAL_RULES.map(([title, wish]) => ask(title, { do: 'default-rule', ...wish }));
  return makeMessage(
    { title: 'Which rule shall new products begin with?', buttons },
    'Say for example “default 15 %” or “default lowest in 90 days”.',
  );
}

/** Why a rule was not taken, and what would be right. */
export function explainRefusal(refusal: Exclude<RuleDecision, { kind: 'rule' }>): string {
  switch (refusal.kind) {
    case 'bad-percent':
      return 'A percentage must be from 1 to 99, for example “15 %”.';
    case 'bad-days':
      return 'I can look back over 1 to 365 days, for example “lowest in 90 days”.';
    case 'bad-amount':
      return 'I cannot read that price. Please write it like “79.99”.';
    case 'other-currency':
      return `The shop sells it in ${refusal.currency}. Please name a price in ${refusal.currency}.`;
    case 'unknown-currency':
      return 'I have seen no price there yet, so please say the currency too, for example “80 EUR”.';
  }
}
