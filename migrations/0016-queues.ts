import { SqliteAdapter, sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What is owed stands in a queue for each bucket of a channel's limits, so that a full one holds nobody else up. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const int = db.getExecutor().adapter instanceof SqliteAdapter ? sql`integer` : sql`bigint`;
  const statements = [
    sql`alter table deliveries add column bucket text not null default ''`,
    sql`update deliveries set bucket = (
      select 'tenant ' || c.channel || ' ' || c.tenant from conversations c where c.id = deliveries.conversation_id
    ) where settled_at is null`,
    sql`alter table deliveries add column turn ${int} not null default 1`,
    sql`drop index deliveries_owed`,
    sql`create index deliveries_queued on deliveries (turn, bucket, not_before, id) where settled_at is null`,
    sql`alter table pace add column closed_until ${int} not null default 0`,
    sql`alter table pace add column stale_at ${int} not null default 0`,
    sql`create index pace_stale on pace (stale_at)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
