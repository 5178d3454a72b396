import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What is old is found without reading what is not. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create index deliveries_settled on deliveries (settled_at) where settled_at is not null`,
    sql`create index inbound_by_age on inbound (claim_expires_at)`,
    sql`create index chat_log_by_age on chat_log (created_at)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
