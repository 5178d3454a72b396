import { SqliteAdapter, sql } from 'kysely';
import type { Kysely } from 'kysely';

/** When a chat was last spoken to unasked, what went out together, the room that channels have, and snoozes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const int = isSqlite ? sql`integer` : sql`bigint`;
  const strict = isSqlite ? sql`strict` : sql``;
  const statements = [
    sql`alter table conversations add column unasked_at ${int}`,
    sql`alter table deliveries add column joined_id ${int}`,
    sql`create index deliveries_joined on deliveries (joined_id) where joined_id is not null`,
    sql`alter table subscriptions add column snooze text`,
    sql`create table pace (
      "key" text primary key,
      sent_at text not null default '[]',
      blocked_until ${int}
    ) ${strict}`,
  ];
  for (const statement of statements) await statement.execute(db);
}
