import { SqliteAdapter, sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Who in a group waits for the same product. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const [int, strict] = isSqlite ? [sql`integer`, sql`strict`] : [sql`bigint`, sql``];
  await sql`create table subscription_members (
    subscription_id ${int} not null references subscriptions (id) on delete cascade,
    person text not null,
    name text not null,
    mention ${int} not null default 0,
    joined_at ${int} not null,
    primary key (subscription_id, person)
  ) ${strict}`.execute(db);
}
