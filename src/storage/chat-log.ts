import type { ChatLog } from '../core/chat-log';
import type { Database, Executor } from './database';
import { fromJson, toJson } from './json';
import type { Json } from './json';

export function createChatLog(database: Database): ChatLog {
  const { db } = database;
  return {
    append: (conversation, key, activity, now) =>
      db.transaction().execute(async (trx) => {
        // Ids must become visible in their order: a reader never looks behind its watermark again.
        await database.takeTurn(trx, `chat log of ${conversation}`);
        const added = await trx
          .insertInto('chat_log')
          .values({ conversation, key, activity: toJson(activity), created_at: now })
          .onConflict((conflict) => conflict.columns(['conversation', 'key']).doNothing())
          .returning('id')
          .executeTakeFirst();
        return added?.id ?? findByKey(trx, conversation, key);
      }),
    read: async (conversation, watermark, limit) => {
      const rows = await db
        .selectFrom('chat_log')
        .select(['id', 'activity'])
        .where('conversation', '=', conversation)
        .where('id', '>', watermark)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(({ id, activity }) => ({
        id,
        activity: fromJson(activity as Json<Readonly<Record<string, unknown>>>),
      }));
    },
  };
}

async function findByKey(trx: Executor, conversation: string, key: string | null): Promise<number> {
  const { id } = await trx
    .selectFrom('chat_log')
    .select('id')
    .where('conversation', '=', conversation)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return id;
}
