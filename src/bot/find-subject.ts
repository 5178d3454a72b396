import { UNDO_FOR } from '../app/change-status';
import type { SubscriptionView } from '../core/records';
import type { SubjectIntent } from './intent';
import { open, refuse, say } from './scene';
import type { Reply, Scene } from './scene';
import { nameSubscription } from './views/describe-product';
import { ask, makeMessage } from './views/make-message';

/** For so long a wish without a number means what was added last. */
const RECENT = 10 * 60 * 1000;

/** Wishes that may be about what was added just now; pausing and stopping ask instead. */
const MEAN_RECENT: ReadonlySet<SubjectIntent['do']> = new Set([
  'rule',
  'rules',
  'type-target',
  'type-choice',
  'add-shop',
  'check',
  'test',
  'show',
  'chart',
  'wrong-price',
  'remind',
  'bought',
  'me-too',
  'mention-me',
  'tell-privately',
]);

/**
 * @returns the standing subscription that a wish is about, or the reply that asks for it or says there is
 * none.
 */
export async function findSubject(scene: Scene, intent: SubjectIntent): Promise<SubscriptionView | Reply> {
  const { store, conversation } = scene;
  if (intent.id !== undefined) return findByNumber(scene, intent.id);
  const { items } = await store.subscriptions.list(conversation.id, 0, Number.MAX_SAFE_INTEGER);
  const [only, ...others] = items;
  if (!only) return say('Your list is empty. Paste the link of a product and I will watch its price.');
  if (others.length === 0) return only;
  const recent = MEAN_RECENT.has(intent.do) ? findRecent(items, scene) : null;
  return recent ?? open({ kind: 'which-product', action: intent });
}

async function findByNumber(
  { store, conversation, now }: Scene,
  id: number,
): Promise<SubscriptionView | Reply> {
  const found = await store.subscriptions.find(conversation.id, id);
  if (found && found.status !== 'ended') return found;
  const canUndo = found !== null && (found.endedAt ?? 0) >= now - UNDO_FOR;
  if (!canUndo) return refuse(`There is no #${id} in your list. Say “list” to see what there is.`);
  const message = makeMessage(
    { title: `You stopped ${nameSubscription(found)}.`, buttons: [ask('Undo', { do: 'undo', id })] },
    `Say “undo ${id}” to have it back.`,
  );
  return { ...say(message), refused: true };
}

/** @returns what this person added last, if it was just now and one thing only. */
function findRecent(items: readonly SubscriptionView[], { person, now }: Scene): SubscriptionView | null {
  const mine = items.filter((item) => item.person === person && item.createdAt >= now - RECENT);
  const latest = Math.max(...mine.map(({ createdAt }) => createdAt));
  const added = mine.filter(({ createdAt }) => createdAt === latest);
  return added.length === 1 ? (added[0] ?? null) : null;
}
