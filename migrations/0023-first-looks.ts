import { SqliteAdapter, sql } from 'kysely';
import type { Kysely } from 'kysely';

/** When each product was first looked at: who names too many hosts that cannot be reached is told by that. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const int = db.getExecutor().adapter instanceof SqliteAdapter ? sql`integer` : sql`bigint`;
  await sql`alter table products add column first_checked_at ${int}`.execute(db);
  await sql`update products set first_checked_at = checked_at`.execute(db);
}
