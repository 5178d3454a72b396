import { SqliteAdapter, sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What people want to be reminded of, until its time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const int = isSqlite ? sql`integer` : sql`bigint`;
  const statements = [
    sql`create table reminders (
      subscription_id ${int} not null references subscriptions (id),
      person text not null,
      remind_at ${int} not null,
      asked_at ${int} not null,
      is_prepared ${int} not null default 0,
      primary key (subscription_id, person)
    ) ${isSqlite ? sql`strict` : sql``}`,
    sql`create index reminders_due on reminders (remind_at)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
