import { judgeStanding } from '../../app/judge-standing';
import type { Instant, Period } from '../../core/history';
import type { Message } from '../../core/message';
import type { ClaimedDelivery, SubscriptionView } from '../../core/records';
import { printFor } from '../print';
import { aimButtons } from './aim-buttons';
import { sortAlerts, viewAlertAmongShops, type ToldAlert } from './alert-among-shops';
import { viewAnswer } from './answer-views';
import { addButton } from './compose-message';
import { viewConnect } from './connect-views';
import { viewExternal } from './external-card';
import { ask } from './make-message';
import { viewReminder } from './reminder-views';
import { viewTrouble } from './trouble-views';

/**
 * What a delivery says, as things stand now. Pure.
 * @param history of its product, for an answer; others need none.
 */
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
  if (body.kind === 'question' || body.kind === 'import')
    throw new Error(`A ${body.kind} is not said by itself.`);
  if (body.kind === 'alert') return viewAlerts([{ body, subscription }], conversation, now);
  if (body.kind === 'external') return viewExternal(body);
  if (body.kind === 'connect') return viewConnect(body);
  if (!subscription) return { text: 'What you asked about is no longer in your list.' };
  if (body.kind === 'reminder') return viewReminder(body.askedAt, subscription, print);
  if (body.kind === 'trouble')
    return aimButtons(viewTrouble(body.trouble, subscription, print), subscription);
  const answer = viewAnswer(body, subscription, judgeStanding(subscription, history, now), print);
  return body.question === 'track' ? answer : aimButtons(answer, subscription);
}

/** @param alerts about one thing, each in another shop; at least one. The cheapest stands above. */
export function viewAlerts(
  alerts: readonly ToldAlert[],
  conversation: ClaimedDelivery['conversation'],
  now: Instant,
): Message {
  const [best, ...also] = sortAlerts(alerts);
  if (!best) throw new Error('There is no alert to say.');
  const message = viewAlertAmongShops(best, also, printFor(conversation), now);
  return offerPurchase(message, conversation, best.subscription);
}

/** What somebody paid is nobody else's business: in groups it is not asked. */
function offerPurchase(
  alert: Message,
  { where }: ClaimedDelivery['conversation'],
  subscription: SubscriptionView | null,
): Message {
  if (where.kind !== 'personal' || subscription === null || subscription.purchase !== null) return alert;
  return addButton(alert, ask('I bought it', { do: 'bought', id: subscription.shortId }));
}
