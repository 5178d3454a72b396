import { judgeStanding } from '../../app/judge-standing';
import type { Instant, Period } from '../../core/history';
import type { Message } from '../../core/message';
import type { ClaimedDelivery } from '../../core/records';
import { printFor } from '../print';
import { viewAlert } from './alert-card';
import { viewAnswer } from './answer-views';
import { viewExternal } from './external-card';
import { viewReminder } from './reminder-views';
import { viewTrouble } from './trouble-views';

/** What a delivery says, as things stand now. Pure. @param history of its product, for an answer; others need none. */
export function viewDelivery(
  {
    notice: { body },
    conversation,
    subscription,
  }: Pick<ClaimedDelivery, 'notice' | 'conversation' | 'subscription'>,
  history: readonly Period[],
  now: Instant,
): Message {
  const print = printFor(conversation);
  if (body.kind === 'question') throw new Error('A question is asked by its flow.');
  if (body.kind === 'alert') return viewAlert(body, subscription, print);
  if (body.kind === 'external') return viewExternal(body);
  if (!subscription) return { text: 'What you asked about is no longer in your list.' };
  if (body.kind === 'reminder') return viewReminder(body.askedAt, subscription, print);
  return body.kind === 'trouble'
    ? viewTrouble(body.trouble, subscription, print)
    : viewAnswer(body, subscription, judgeStanding(subscription, history, now), print);
}
