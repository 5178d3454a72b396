import type { Conversation } from '../core/records';
import type { Store } from '../core/store';

/** `shared`: others watch products in this chat, too, and theirs are not one person's to erase. */
export type Erasing = 'erased' | 'shared';

/** Erases a conversation with all that belongs to it, for good, unless others have subscriptions in it. */
export async function eraseConversation(
  store: Pick<Store, 'conversations' | 'subscriptions'>,
  conversation: Conversation,
  person: string,
): Promise<Erasing> {
  if (await isShared(store, conversation, person)) return 'shared';
  await store.conversations.erase(conversation.id);
  return 'erased';
}

/** Do others watch products in this chat, and is it not for this person to say what becomes of those? */
export async function isShared(
  { subscriptions }: Pick<Store, 'subscriptions'>,
  { id, where, settings }: Conversation,
  person: string,
): Promise<boolean> {
  if (where.kind === 'personal' || settings.admin === person) return false;
  const { items } = await subscriptions.list(id, 0, Number.MAX_SAFE_INTEGER);
  return items.some((item) => item.person !== person);
}
