import { SqliteAdapter, sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The queues of shops, shared by all processes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const int = isSqlite ? sql`integer` : sql`bigint`;
  const strict = isSqlite ? sql`strict` : sql``;
  await sql`create table lanes (
    lane text primary key,
    turn_token text,
    turn_expires_at ${int},
    free_at ${int} not null,
    paused_until ${int} not null,
    failures integer not null default 0
  ) ${strict}`.execute(db);
}
