import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** When a row of `pace` says nothing any more was noted for a clean-up that never came: erasing a chat deletes its row. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index pace_stale`.execute(db);
  await sql`alter table pace drop column stale_at`.execute(db);
}
