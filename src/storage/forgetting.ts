import { sql } from 'kysely';
import type { Cutoffs, ForgettingStore } from '../core/forgetting';
import type { Instant } from '../core/history';
import type { Database, Executor } from './database';
import { fromJson } from './json';
import type { Tables } from './schema';

interface AgingTable {
  readonly of: keyof Cutoffs;
  readonly table: keyof Tables;
  readonly key: readonly string[];
  readonly age: string;
}

/** Cards before what they refer to. */
const AGING: readonly AgingTable[] = [
  { of: 'cards', table: 'cards', key: ['delivery_id'], age: 'created_at' },
  { of: 'said', table: 'chat_log', key: ['id'], age: 'created_at' },
  // The claim expires seconds after an activity came in; one that was never finished grows old as well.
  { of: 'inbound', table: 'inbound', key: ['conversation_id', 'activity_id'], age: 'claim_expires_at' },
  { of: 'hookMessages', table: 'hook_messages', key: ['source', 'message_id'], age: 'taken_at' },
  { of: 'reports', table: 'price_reports', key: ['id'], age: 'reported_at' },
  { of: 'codes', table: 'connections', key: ['id'], age: 'expires_at' },
];

export function createForgettingStore(database: Database): ForgettingStore {
  return {
    forget: async (before, limit) => {
      const counts: number[] = [];
      for (const aging of AGING) counts.push(await forgetRows(database, aging, before[aging.of], limit));
      counts.push(await forgetSettled(database, before.settled, limit));
      counts.push(await forgetPace(database.db, before.pace, limit));
      if (counts.some((count) => count > 0)) await database.scrub();
      return counts.some((count) => count >= limit);
    },
  };
}

/** Waits for nobody, so that it cannot stand in the way of an erasing that deletes in another order. */
async function forgetRows(
  { db, hasRowLocks }: Database,
  { table, key, age }: AgingTable,
  before: Instant,
  limit: number,
): Promise<number> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where (${columns}) in (
      select ${columns} from ${sql.table(table)} where ${sql.ref(age)} < ${before} limit ${limit}
      ${hasRowLocks ? sql`for update skip locked` : sql``}
    )`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

function forgetSettled({ db, hasRowLocks }: Database, before: Instant, limit: number): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('deliveries as d')
      .innerJoin('notices as n', 'n.delivery_id', 'd.id')
      .select(['d.id', 'n.id as notice_id'])
      .where('d.settled_at', '<', before)
      .where((row) =>
        row.not(
          row.exists(row.selectFrom('cards').select('delivery_id').whereRef('delivery_id', '=', 'd.id')),
        ),
      )
      .orderBy('d.settled_at')
      .limit(limit)
      .$if(hasRowLocks, (query) => query.forUpdate(['d', 'n']).skipLocked())
      .execute();
    if (rows.length === 0) return 0;
    const noticeIds = rows.map((row) => row.notice_id);
    const ids = rows.map((row) => row.id);
    await trx.deleteFrom('notices').where('id', 'in', noticeIds).execute();
    await trx.deleteFrom('deliveries').where('id', 'in', ids).execute();
    return rows.length;
  });
}

/** A row that was written meanwhile stays: what it counted last is new. */
async function forgetPace(db: Executor, before: Instant, limit: number): Promise<number> {
  const rows = await db
    .selectFrom('pace')
    .select(['key', 'sent_at'])
    .where('closed_until', '<', before)
    .where((is) => is.or([is('blocked_until', 'is', null), is('blocked_until', '<', before)]))
    .limit(limit)
    .execute();
  const old = rows.filter((row) => fromJson(row.sent_at).every((instant) => instant < before));
  for (const { key, sent_at } of old) {
    await db
      .deleteFrom('pace')
      .where('key', '=', key)
      .where('sent_at', '=', sent_at)
      .where('closed_until', '<', before)
      .execute();
  }
  return old.length;
}
