import type { CardNews, ClaimedCard } from '../core/card';
import type { Instant } from '../core/history';
import type { Message } from '../core/message';
import type { MemberStore } from '../core/member-store';
import { isTrueAlert } from '../core/notice';
import { addressGroup } from './address-group';
import { printFor } from './print';
import { aimButtons } from './views/aim-buttons';
import { viewOldAlert } from './views/alert-card';
import { type ToldSince, viewDigest } from './views/digest-card';
import { viewAlerts } from './views/view-delivery';

/** A card that was sent, as things stand now. Nobody is called by name again: that would make a sound. */
export async function viewSentCard(
  members: Pick<MemberStore, 'list'>,
  card: ClaimedCard,
  news: readonly CardNews[],
  now: Instant,
): Promise<Message> {
  const { conversation, notices } = card;
  const told = notices.map(({ body, subscription }) => {
    const own = news.find(
      ({ subscriptionId, productId }) =>
        subscriptionId === subscription?.id && productId === subscription.product.id,
    );
    return { body, subscription, sequel: isTrueAlert(body) ? (own?.sequel ?? null) : null };
  });
  const message = viewTold(told, card, now);
  const addressed = told.map(({ body, subscription }) => ({ conversation, subscription, notice: { body } }));
  return callNobody((await addressGroup(members, addressed, { message })).message);
}

function viewTold(
  told: readonly ToldSince[],
  { conversation, deliveryId }: ClaimedCard,
  now: Instant,
): Message {
  const print = printFor(conversation);
  const [first, ...others] = told;
  if (first?.sequel && isTrueAlert(first.body) && others.length === 0) {
    const message = viewOldAlert(first.body, first.subscription, first.sequel, print);
    return first.subscription ? aimButtons(message, first.subscription) : message;
  }
  const alerts = told.flatMap(({ body, subscription }) =>
    isTrueAlert(body) ? [{ body, subscription }] : [],
  );
  const isOneThing = told.every(
    (one) => isTrueAlert(one.body) && one.subscription?.id === first?.subscription?.id,
  );
  const isAsTold = told.every(({ sequel }) => !sequel);
  return isOneThing && isAsTold ? viewAlerts(alerts, conversation, now) : viewDigest(told, deliveryId, print);
}

function callNobody(message: Message): Message {
  return message.card ? { ...message, card: { ...message.card, mentions: [] } } : message;
}
