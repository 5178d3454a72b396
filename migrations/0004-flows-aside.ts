import { SqliteAdapter, sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Flows that are put aside, the lease of a conversation, urgent subscriptions, and what a delivery waits for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const int = db.getExecutor().adapter instanceof SqliteAdapter ? sql`integer` : sql`bigint`;
  const statements = [
    sql`alter table flows add column aside text`,
    sql`alter table conversations add column lease_token text`,
    sql`alter table conversations add column lease_expires_at ${int}`,
    sql`alter table subscriptions add column urgent text`,
    sql`alter table deliveries add column waits_for text`,
  ];
  for (const statement of statements) await statement.execute(db);
}
