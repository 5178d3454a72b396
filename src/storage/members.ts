import type { MemberStore } from '../core/member-store';
import type { Database } from './database';

export function createMemberStore({ db }: Database): MemberStore {
  return {
    join: async (subscriptionId, { person, name }, now) => {
      const row = { subscription_id: subscriptionId, person, name, joined_at: now };
      const joined = await db
        .insertInto('subscription_members')
        .values(row)
        .onConflict((conflict) => conflict.columns(['subscription_id', 'person']).doNothing())
        .returning('person')
        .executeTakeFirst();
      return joined !== undefined;
    },
    leave: async (subscriptionId, person) => {
      const { numDeletedRows } = await db
        .deleteFrom('subscription_members')
        .where('subscription_id', '=', subscriptionId)
        .where('person', '=', person)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    setMention: async (subscriptionId, person, mention) => {
      const { numUpdatedRows } = await db
        .updateTable('subscription_members')
        .set({ mention: mention ? 1 : 0 })
        .where('subscription_id', '=', subscriptionId)
        .where('person', '=', person)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    list: async (subscriptionId) => {
      const rows = await db
        .selectFrom('subscription_members')
        .selectAll()
        .where('subscription_id', '=', subscriptionId)
        .orderBy('joined_at')
        .orderBy('person')
        .execute();
      return rows.map(({ person, name, mention }) => ({ person, name, mention: mention === 1 }));
    },
  };
}
