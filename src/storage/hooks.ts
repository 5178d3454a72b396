import type { HookStore } from '../core/hook';
import type { Database } from './database';

/** Services try again for days at most. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

export function createHookStore({ db }: Database): HookStore {
  return {
    isTaken: async (source, id) => {
      const row = await db
        .selectFrom('hook_messages')
        .select('message_id')
        .where('source', '=', source)
        .where('message_id', '=', id)
        .executeTakeFirst();
      return row !== undefined;
    },
    markTaken: (source, id, now) =>
      db.transaction().execute(async (trx) => {
        await trx
          .insertInto('hook_messages')
          .values({ source, message_id: id, taken_at: now })
          .onConflict((conflict) => conflict.columns(['source', 'message_id']).doNothing())
          .execute();
        await trx
          .deleteFrom('hook_messages')
          .where('taken_at', '<', now - KEPT_MS)
          .execute();
      }),
  };
}
