import type { HookStore } from '../core/hook';
import type { Database } from './database';

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
    markTaken: async (source, id, now) => {
      await db
        .insertInto('hook_messages')
        .values({ source, message_id: id, taken_at: now })
        .onConflict((conflict) => conflict.columns(['source', 'message_id']).doNothing())
        .execute();
    },
  };
}
