import type { RobotsStore } from '../core/robots-store';
import type { Database } from './database';

export function createRobotsStore({ db }: Database): RobotsStore {
  return {
    get: async (origin, now) => {
      const row = await db
        .selectFrom('robots')
        .select(['rules', 'expires_at'])
        .where('origin', '=', origin)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row ? { text: row.rules, expiresAt: row.expires_at } : null;
    },
    put: async (origin, { text, expiresAt }, now) => {
      await db.deleteFrom('robots').where('expires_at', '<=', now).execute();
      // PostgreSQL takes no character 0.
      const values = { rules: text.replaceAll('\0', ''), expires_at: expiresAt };
      await db
        .insertInto('robots')
        .values({ origin, ...values })
        .onConflict((conflict) => conflict.column('origin').doUpdateSet(values))
        .execute();
    },
  };
}
