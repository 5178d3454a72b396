import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The last day of what is sold for a day: an ISO date. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table products add column ends_on text`.execute(db);
}
