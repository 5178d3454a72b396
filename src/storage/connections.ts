import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { CODE_LASTS_MS, MOST_MISSES } from '../core/connection';
import type { Connection, ConnectionStore } from '../core/connection';
import type { Instant } from '../core/history';
import type { Database, Executor } from './database';
import { moveList } from './move-list';
import type { ConnectionsTable } from './schema';

export function createConnectionStore(database: Database): ConnectionStore {
  const { db } = database;
  return {
    offer: (conversationId, code, expiresAt) =>
      db.transaction().execute((trx) => offer(trx, conversationId, code, expiresAt)),
    take: (code, to, now) => db.transaction().execute((trx) => take(trx, code, to, now)),
    findTaken: (to, now) => findOpen(db, now, { to_conversation_id: to, confirmed: 0 }),
    confirm: async (id, expiresAt, now) => {
      const { numUpdatedRows } = await db
        .updateTable('connections')
        .set({ confirmed: 1, expires_at: expiresAt })
        .where('id', '=', id)
        .where('confirmed', '=', 0)
        .where('to_conversation_id', 'is not', null)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    findConfirmed: (from, now) => findOpen(db, now, { conversation_id: from, confirmed: 1 }),
    move: (id, now) => moveList(database, id, now),
    refuse: async (id) => {
      const { numDeletedRows } = await db.deleteFrom('connections').where('id', '=', id).executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

async function offer(trx: Executor, conversationId: number, code: string, expiresAt: Instant): Promise<void> {
  await trx.deleteFrom('connections').where('conversation_id', '=', conversationId).execute();
  await trx
    .insertInto('connections')
    .values({ conversation_id: conversationId, code_hash: hashCode(code), expires_at: expiresAt })
    .execute();
}

/**
 * Only hashes are compared and kept: how long that takes, and what the database holds, tells nothing about
 * the code.
 */
function hashCode(code: string): string {
  return createHash('sha256').update(code, 'utf8').digest('hex');
}

async function take(
  trx: Executor,
  code: string,
  { conversationId, person, name }: Parameters<ConnectionStore['take']>[1],
  now: Instant,
): Promise<Connection | 'unknown' | 'too-many'> {
  const misses = await countMisses(trx, conversationId, now);
  if (misses >= MOST_MISSES) return 'too-many';
  const row = await trx
    .updateTable('connections')
    .set({ code_hash: null, to_conversation_id: conversationId, person, name })
    .where('code_hash', '=', hashCode(code))
    .where('expires_at', '>', now)
    .where('conversation_id', '!=', conversationId)
    .returningAll()
    .executeTakeFirst();
  if (row) return connectionFrom(row);
  await trx
    .updateTable('conversations')
    .set({ code_misses: misses + 1, ...(misses === 0 ? { code_missed_at: now } : {}) })
    .where('id', '=', conversationId)
    .execute();
  return 'unknown';
}

async function countMisses(trx: Executor, conversationId: number, now: Instant): Promise<number> {
  const { code_misses: misses, code_missed_at: since } = await trx
    .selectFrom('conversations')
    .select(['code_misses', 'code_missed_at'])
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow();
  return (since ?? 0) + CODE_LASTS_MS > now ? misses : 0;
}

/** @returns the newest connection that fits, was taken and has not expired. */
async function findOpen(
  db: Executor,
  now: Instant,
  where: Partial<Pick<Selectable<ConnectionsTable>, 'conversation_id' | 'to_conversation_id' | 'confirmed'>>,
): Promise<Connection | null> {
  const row = await db
    .selectFrom('connections')
    .selectAll()
    .where((is) => is.and(where))
    .where('to_conversation_id', 'is not', null)
    .where('expires_at', '>', now)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row ? connectionFrom(row) : null;
}

function connectionFrom(row: Selectable<ConnectionsTable>): Connection {
  return {
    id: row.id,
    from: row.conversation_id,
    to: row.to_conversation_id ?? 0,
    person: row.person ?? '',
    name: row.name ?? '',
  };
}
