import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What one person follows, and what is looked at of one host, is counted whenever something is added. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create index subscriptions_of_person on subscriptions (person)`,
    sql`create index products_of_host on products (host, dormant)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
