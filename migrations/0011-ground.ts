import { SqliteAdapter, sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Why a conversation may be written to, and since when. Both null: it may not. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const int = db.getExecutor().adapter instanceof SqliteAdapter ? sql`integer` : sql`bigint`;
  await sql`alter table conversations add column ground text
    check (ground in ('spoke', 'installed', 'confirmed'))`.execute(db);
  await sql`alter table conversations add column ground_at ${int}`.execute(db);
  await fillGround(db);
}

/** Who was welcomed spoke or installed; who was not and is followed for asked in a group to be written to in person. */
async function fillGround(db: Kysely<unknown>): Promise<void> {
  const begun = sql`(select min(created_at) from subscriptions where conversation_id = conversations.id)`;
  await sql`update conversations set
    ground = case when welcomed_at is null then 'confirmed' when ${begun} is null then 'installed' else 'spoke' end,
    ground_at = coalesce(welcomed_at, ${begun})
    where welcomed_at is not null or ${begun} is not null`.execute(db);
}
