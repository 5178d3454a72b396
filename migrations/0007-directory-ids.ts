import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Of a personal chat: the person's id in the directory of the organisation. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table conversations add column directory_id text`.execute(db);
  await sql`create index conversations_of_person on conversations (channel, directory_id)`.execute(db);
}
