import { explainUnreachable } from '../core/ground';
import type { Instant } from '../core/history';
import type { NewWish } from '../core/import';
import type { ConversationRecord, ListRecord, WishRecord } from '../core/list-record';
import type { Looker } from '../core/ports';
import type { Quota } from '../core/quota';
import { shopsOf } from '../core/shops';
import type { Store } from '../core/store';
import { identifyProduct } from './track-links';

/**
 * @returns a chat and its standing wishes, one for each shop; null when there is no such chat, or it may not
 * be written to.
 */
export async function readChatRecords(
  { conversations, products, subscriptions }: Pick<Store, 'conversations' | 'products' | 'subscriptions'>,
  id: number,
): Promise<readonly ListRecord[] | null> {
  const conversation = await conversations.get(id);
  if (!conversation?.ground || explainUnreachable(conversation) !== null) return null;
  const { where, settings, ground } = conversation;
  const records: ListRecord[] = [{ record: 'conversation', id, where, settings, ground: ground.kind }];
  const { items } = await subscriptions.list(id, 0, Number.MAX_SAFE_INTEGER);
  for (const subscription of items) {
    const { person, rule, status, snooze, urgent } = subscription;
    for (const { product, baseline } of shopsOf(subscription)) {
      records.push({
        ...{ record: 'wish', conversation: id, person, link: product.url, rule, baseline, snooze, urgent },
        status: status === 'paused' ? 'paused' : 'active',
        history: await products.history(product.id, 0),
      });
    }
  }
  return records;
}

export interface MovePorts {
  readonly store: Pick<Store, 'products' | 'imports'>;
  readonly looker: Pick<Looker, 'identify'>;
}

export interface Moved {
  readonly chats: number;
  readonly added: number;
  /** Followed already: they stay as they are. */
  readonly followed: number;
  /** Links that no watcher takes (any more), or whose day is over. */
  readonly refused: readonly string[];
  /** There is no room for them. */
  readonly full: readonly { readonly link: string; readonly quota: Quota }[];
}

/**
 * Brings chats and their wishes in. A chat that is there already keeps its address and settings. Each chat is
 * one step for each of its people; broken off, it can be done again.
 */
export async function takeRecords(
  ports: MovePorts,
  records: readonly ListRecord[],
  now: Instant,
): Promise<Moved> {
  const chats = records.filter((one): one is ConversationRecord => one.record === 'conversation');
  const wishes = records.filter((one): one is WishRecord => one.record === 'wish');
  let moved: Moved = { chats: chats.length, added: 0, followed: 0, refused: [], full: [] };
  for (const chat of chats) {
    const conversationId = await ports.store.imports.place(chat, now);
    const own = wishes.filter(({ conversation }) => conversation === chat.id);
    for (const person of new Set(own.map((wish) => wish.person))) {
      const theirs = own.filter((wish) => wish.person === person);
      moved = add(moved, await takeWishes(ports, { conversationId, person }, theirs, now));
    }
  }
  return moved;
}

function add(moved: Moved, more: Omit<Moved, 'chats'>): Moved {
  return {
    chats: moved.chats,
    added: moved.added + more.added,
    followed: moved.followed + more.followed,
    refused: [...moved.refused, ...more.refused],
    full: [...moved.full, ...more.full],
  };
}

async function takeWishes(
  { store, looker }: MovePorts,
  owner: { readonly conversationId: number; readonly person: string },
  records: readonly WishRecord[],
  now: Instant,
): Promise<Omit<Moved, 'chats'>> {
  const wishes: NewWish[] = [];
  const refused: string[] = [];
  for (const { rule, status, baseline, snooze, urgent, history, link } of records) {
    const found = await identifyProduct({ store, looker }, link, now);
    if (typeof found === 'string') refused.push(link);
    else {
      const { identity } = found;
      wishes.push({ identity, rule, status, baseline, snooze, urgent, history, looks: false });
    }
  }
  const taken = await store.imports.take(owner, wishes, now, () => null);
  const added = taken.filter(({ isNew }) => isNew).length;
  const full = taken.flatMap((one, index) => {
    const link = wishes[index]?.identity.url;
    return one.full && link !== undefined ? [{ link, quota: one.full }] : [];
  });
  return { added, followed: taken.length - added - full.length, refused, full };
}
