import { SqliteAdapter, sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What other services told us, by their own ids; and notices that are about no subscription. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const [int, strict] = isSqlite ? [sql`integer`, sql`strict`] : [sql`bigint`, sql``];
  await sql`create table hook_messages (
    source text not null,
    message_id text not null,
    taken_at ${int} not null,
    primary key (source, message_id)
  ) ${strict}`.execute(db);
  await sql`create index hook_messages_by_age on hook_messages (taken_at)`.execute(db);
  for (const statement of isSqlite ? rebuildNotices() : loosenNotices()) await statement.execute(db);
}

function loosenNotices() {
  return [
    sql`alter table notices alter column subscription_id drop not null`,
    sql`alter table notices alter column product_id drop not null`,
  ];
}

/** SQLite cannot take a "not null" away, so the table is written anew. */
function rebuildNotices() {
  const columns = sql`id, delivery_id, conversation_id, subscription_id, product_id, idempotency_key, generation, body, created_at`;
  return [
    sql`create table notices_anew (
      id integer primary key autoincrement,
      delivery_id integer not null references deliveries (id),
      conversation_id integer not null references conversations (id),
      subscription_id integer references subscriptions (id),
      product_id integer references products (id),
      idempotency_key text not null unique,
      generation integer not null,
      body text not null,
      created_at integer not null
    ) strict`,
    sql`insert into notices_anew (${columns}) select ${columns} from notices`,
    sql`drop table notices`,
    sql`alter table notices_anew rename to notices`,
    sql`create index notices_of_delivery on notices (delivery_id)`,
    sql`create index notices_of_product on notices (product_id)`,
  ];
}
