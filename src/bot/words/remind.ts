import { DAY } from '../../core/history';
import type { SubscriptionView } from '../../core/records';
import { findInstant } from '../read-reminder';
import { open, refuse, say } from '../scene';
import type { Reply, Scene } from '../scene';
import { nameSubscription } from '../views/describe-product';
import { viewReminderSet, viewReminders } from '../views/reminder-views';

const LONGEST_MS = 366 * DAY;

export async function remind(
  scene: Scene,
  subject: SubscriptionView,
  { when }: { readonly when?: string },
): Promise<Reply> {
  if (when === undefined) return open({ kind: 'type-reminder', id: subject.shortId });
  const { store, conversation, now, print } = scene;
  const { timeZone, locale } = conversation;
  const at = findInstant(when, now, timeZone ?? 'UTC', locale);
  if (at === null)
    return refuse('I do not see when you mean. Write it like “Friday at 9:00” or “in 3 days”.');
  if (at <= now) return refuse(`${print.moment(at)} is past. Please name a time to come.`);
  if (at > now + LONGEST_MS) return refuse('I plan for a year at most. Please name an earlier time.');
  const standing = await store.reminders.list(ownerOf(scene));
  const replaced = standing.find(({ subscription }) => subscription.id === subject.id)?.at ?? null;
  await store.reminders.set(ownerOf(scene), subject.id, at, now);
  return say(viewReminderSet({ subscription: subject, at, replaced }, timeZone, print));
}

export async function listReminders(scene: Scene): Promise<Reply> {
  return say(viewReminders(await scene.store.reminders.list(ownerOf(scene)), scene.print));
}

export async function cancelReminder(scene: Scene, subject: SubscriptionView): Promise<Reply> {
  const isCancelled = await scene.store.reminders.cancel(ownerOf(scene), subject.id);
  const name = nameSubscription(subject);
  return say(isCancelled ? `I will not remind you of ${name}.` : `There is no reminder of ${name}.`);
}

function ownerOf({ conversation, person }: Scene): { conversationId: number; person: string } {
  return { conversationId: conversation.id, person };
}
