import { SqliteAdapter, sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The messages of alerts that are kept up to date. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const int = isSqlite ? sql`integer` : sql`bigint`;
  const strict = isSqlite ? sql`strict` : sql``;
  const statements = [
    sql`create table cards (
      delivery_id ${int} primary key references deliveries (id),
      conversation_id ${int} not null references conversations (id),
      created_at ${int} not null,
      shows text not null,
      stale_since ${int},
      version ${int} not null default 0,
      not_before ${int} not null,
      attempts ${int} not null default 0,
      claim_token text,
      claim_expires_at ${int}
    ) ${strict}`,
    sql`create index cards_stale on cards (not_before) where stale_since is not null`,
    sql`create index cards_of_conversation on cards (conversation_id)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
