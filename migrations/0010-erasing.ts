import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** All that belongs to a conversation is found by it, so that erasing reads no whole table. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create index deliveries_of_conversation on deliveries (conversation_id)`,
    sql`create index notices_of_conversation on notices (conversation_id)`,
    sql`create index notices_of_subscription on notices (subscription_id)`,
    sql`create index conversations_gone on conversations (gone_at) where gone_at is not null`,
  ];
  for (const statement of statements) await statement.execute(db);
}
