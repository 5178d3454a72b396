import { changeManner } from '../../app/change-settings';
import type { Manner } from '../../core/manner';
import type { SubscriptionView } from '../../core/records';
import { say } from '../scene';
import type { Reply, Scene } from '../scene';
import { nameSubscription } from '../views/describe-product';
import { MANNER_WORDS, viewMannerMenu } from '../views/manner-views';

/** What my alerts do when a question of mine is open. */
export async function setManner(
  { store, conversation }: Scene,
  { manner }: { readonly manner?: Manner },
): Promise<Reply> {
  if (manner === undefined) return say(viewMannerMenu(conversation));
  await changeManner(store.conversations, conversation, manner);
  return say(`When a question of mine is open, an alert ${MANNER_WORDS[manner]}.`);
}

export async function setUrgent(
  { store, conversation }: Scene,
  subject: SubscriptionView,
  urgent: Manner | null,
): Promise<Reply> {
  await store.subscriptions.setUrgent(conversation.id, subject.id, urgent);
  const name = nameSubscription(subject);
  if (urgent === null) return say(`Alerts for ${name} are like all others now.`);
  return say(
    `Alerts for ${name} are urgent now: no pause between messages holds them up, and when a question of mine ` +
      `is open, such an alert ${MANNER_WORDS[urgent]}. Say “not urgent ${subject.shortId}” to change that back.`,
  );
}
