import { toDecimal } from '../../core/money';
import type { Message } from '../../core/message';
import type { SubscriptionView } from '../../core/records';
import type { Print } from '../print';
import { nameSubscription } from './describe-product';
import { ask, makeMessage } from './make-message';

/** For how long shall this one rest? */
export function viewSnoozeMenu(subscription: SubscriptionView, print: Print): Message {
  const { shortId: id, product } = subscription;
  const price = product.confirmed?.price;
  const lower = price
    ? [ask(`Until lower than ${print.money(price)}`, { do: 'snooze', id, below: toDecimal(price) })]
    : [];
  return makeMessage(
    {
      title: nameSubscription(subscription),
      lines: ['For how long shall I say nothing about it? I keep watching it.'],
      buttons: [
        ask('Today', { do: 'snooze', id, span: 'today' }),
        ask('A week', { do: 'snooze', id, span: 'week' }),
        ...lower,
        ask('Everything today', { do: 'snooze-all', span: 'today' }),
        ask('Everything for a week', { do: 'snooze-all', span: 'week' }),
      ],
    },
    `Say “snooze ${id} today”, “snooze ${id} week”, “snooze ${id} until lower than 50” or “snooze all week”.`,
  );
}
