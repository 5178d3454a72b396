import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What a person paid for what they watch, as JSON; null: it was not bought. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table subscriptions add column purchase text`.execute(db);
}
