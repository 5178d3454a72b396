import { SqliteAdapter, sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Hosts that the operator keeps Ebb away from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const int = isSqlite ? sql`integer` : sql`bigint`;
  const strict = isSqlite ? sql`strict` : sql``;
  await sql`create table blocks (
    host text primary key,
    reason text not null,
    since ${int} not null
  ) ${strict}`.execute(db);
}
