import type { SubscriptionView } from '../core/records';
import type { Intent, SubjectIntent } from './intent';
import { refuse, type Reply, type Scene } from './scene';
import { nameSubscription } from './views/describe-product';

/**
 * In groups and channels, who brought us there may change what holds for all; where nobody is known to have,
 * everybody may.
 * @param what "change its settings". @returns the refusal; null when this person may.
 */
export function refuseGuest(
  { conversation: { where, settings }, person }: Pick<Scene, 'conversation' | 'person'>,
  what: string,
): Reply | null {
  const { admin = person } = settings;
  if (where.kind === 'personal' || admin === person) return null;
  return refuse(`In this ${where.kind} only who brought me here can ${what}. Ask them to say it.`);
}

/** Wishes about the chat as a whole: they change what holds for all, or let others write to all. */
function isForAll(intent: Intent): boolean {
  switch (intent.do) {
    case 'default-rule':
    case 'time-zone':
    case 'quiet-off':
    case 'break-through':
    case 'snooze-all':
    case 'hook-address':
      return true;
    case 'manner':
      return intent.manner !== undefined;
    case 'quiet':
      return intent.from !== undefined;
    default:
      return false;
  }
}

/** @returns the refusal of a wish that is about the whole group or channel; null when this person may. */
export function refuseSetting(scene: Scene, intent: Intent): Reply | null {
  return isForAll(intent) ? refuseGuest(scene, 'change its settings') : null;
}

/** Wishes that change nothing for the others. */
const FOR_EVERYBODY: ReadonlySet<SubjectIntent['do']> = new Set([
  'show',
  'check',
  'chart',
  'test',
  'wrong-price',
  'object',
  'remind',
  'cancel-reminder',
  'me-too',
  'not-me',
  'mention-me',
  'no-mention',
  'tell-privately',
]);

/**
 * In groups and channels, who asked for a product and who brought us there may change what is watched.
 * @returns the refusal; null when this person may.
 */
export async function refuseStranger(
  scene: Scene,
  subject: SubscriptionView,
  wish: SubjectIntent['do'] | 'undo',
): Promise<Reply | null> {
  const { conversation, person, store } = scene;
  if (conversation.where.kind === 'personal' || subject.person === person) return null;
  if (conversation.settings.admin === person || (wish !== 'undo' && FOR_EVERYBODY.has(wish))) return null;
  const members = await store.members.list(subject.id);
  const asker = members.find((member) => member.person === subject.person)?.name || 'whoever asked for it';
  const { shortId: id } = subject;
  return refuse(
    `Only ${asker} or who brought me here can change ${nameSubscription(subject)}. ` +
      `Say “me too ${id}” to wait for it as well, or “tell me privately ${id}” to follow it on your own.`,
  );
}
