import type { Instant } from '../core/history';
import { conversationKey } from '../core/pace';
import type { Database, Executor } from './database';
import { layToRest } from './dormant';
import { subscriptionIdsOf, subscriptionsOf } from './subscription-rows';

/** The channel whose chats are rows of our own. */
const WEB_CHAT = 'webchat';

/** Rows refer to those in the tables behind. */
const OWNED = ['notices', 'cards', 'deliveries', 'flows', 'inbound'] as const;
const OF_SUBSCRIPTIONS = ['reminders', 'subscription_members', 'subscription_products'] as const;

/**
 * See `ConversationStore.erase` and `eraseGone`. The row itself goes, too, and its id is never given again:
 * whoever still has a delivery or a turn of it in hand finds nothing to write to, and the database refuses
 * new rows that refer to it.
 */
export async function eraseConversation(
  database: Database,
  id: number,
  goneBefore: Instant | null,
): Promise<boolean> {
  const isErased = await database.db.transaction().execute((trx) => eraseRows(database, trx, id, goneBefore));
  if (isErased) await database.scrub();
  return isErased;
}

/**
 * Locks in the order of all others: the list of subscriptions, the conversation, its products, their
 * followers.
 */
async function eraseRows(
  database: Database,
  trx: Executor,
  id: number,
  goneBefore: Instant | null,
): Promise<boolean> {
  await database.takeTurn(trx, subscriptionsOf(id));
  const conversation = await takeConversation(trx, id, goneBefore);
  if (!conversation) return false;
  const productIds = await lockProducts(database, trx, id);
  await refuseNewRows(database, trx, id);
  await deleteRows(trx, id);
  if (conversation.channel === WEB_CHAT) {
    await trx.deleteFrom('chat_log').where('conversation', '=', conversation.external_id).execute();
  }
  if (productIds.length > 0) await layToRest(trx, productIds);
  return true;
}

/** A new generation: a settle that comes meanwhile waits here, and is too late then. */
function takeConversation(
  trx: Executor,
  id: number,
  goneBefore: Instant | null,
): Promise<{ channel: string; external_id: string } | undefined> {
  return trx
    .updateTable('conversations')
    .set((eb) => ({ generation: eb('generation', '+', 1) }))
    .where('id', '=', id)
    .$if(goneBefore !== null, (query) => query.where('gone_at', '<', goneBefore))
    .returning(['channel', 'external_id'])
    .executeTakeFirst();
}

/** Looks that are being recorded end first. */
export async function lockProducts({ hasRowLocks }: Database, trx: Executor, id: number): Promise<number[]> {
  const rows = await trx
    .selectFrom('products')
    .select('id')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('subscription_products as sp')
        .innerJoin('subscriptions as s', 's.id', 'sp.subscription_id')
        .select('sp.product_id')
        .where('s.conversation_id', '=', id),
    )
    .orderBy('id')
    .$if(hasRowLocks, (query) => query.forNoKeyUpdate())
    .execute();
  return rows.map((row) => row.id);
}

/** Rows that refer to the conversation wait from here on until it is gone. */
async function refuseNewRows({ hasRowLocks }: Database, trx: Executor, id: number): Promise<void> {
  if (!hasRowLocks) return;
  await trx.selectFrom('conversations').select('id').where('id', '=', id).forUpdate().execute();
}

async function deleteRows(trx: Executor, id: number): Promise<void> {
  await trx
    .deleteFrom('connections')
    .where((is) => is.or([is('conversation_id', '=', id), is('to_conversation_id', '=', id)]))
    .execute();
  for (const table of OWNED) await trx.deleteFrom(table).where('conversation_id', '=', id).execute();
  for (const table of OF_SUBSCRIPTIONS) {
    await trx.deleteFrom(table).where('subscription_id', 'in', subscriptionIdsOf(trx, id)).execute();
  }
  await trx.deleteFrom('subscriptions').where('conversation_id', '=', id).execute();
  await trx.deleteFrom('pace').where('key', '=', conversationKey(id)).execute();
  await trx.deleteFrom('conversations').where('id', '=', id).execute();
}

/** See `ConversationStore.listGone`. */
export async function listGone(db: Executor, before: Instant, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('gone_at', '<', before)
    .orderBy('gone_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}
