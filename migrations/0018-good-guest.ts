import { SqliteAdapter, sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What being a good guest takes: how often each product is looked at, and what shops say in robots.txt. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const int = isSqlite ? sql`integer` : sql`bigint`;
  const strict = isSqlite ? sql`strict` : sql``;
  const statements = [
    sql`alter table products add column wait_ms ${int}`,
    sql`drop index products_due`,
    // With the host, so that thousands of due products of one shop are stepped over without reading their rows.
    sql`create index products_due on products (dormant, next_check_at, host)`,
    sql`create table robots (
      origin text primary key,
      rules text not null,
      expires_at ${int} not null
    ) ${strict}`,
    sql`create index robots_expired on robots (expires_at)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
