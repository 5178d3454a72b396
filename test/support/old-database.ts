import { promises as fs } from 'node:fs';
import path from 'node:path';
import { FileMigrationProvider, type Kysely, Migrator, sql } from 'kysely';
import { openPostgres } from '../../src/storage/postgres';
import type { Tables } from '../../src/storage/schema';
import { openSqlite } from '../../src/storage/sqlite';

export const MIGRATIONS = path.join(__dirname, '../../migrations');
export const FIRST_MIGRATION = '0001-first-tables';

/** Works on a database as it is. */
export async function withTables<T>(url: string, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const isFile = url.startsWith('sqlite:');
  const { db } = isFile ? openSqlite(url.slice('sqlite:'.length)) : await openPostgres(url);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** Makes a database as the first version of Ebb left it. */
export function makeOldDatabase(url: string): Promise<void> {
  return withTables(url, async (db) => {
    const provider = new FileMigrationProvider({ fs, path, migrationFolder: MIGRATIONS });
    const { error } = await new Migrator({ db, provider }).migrateTo(FIRST_MIGRATION);
    if (error !== undefined) throw error as Error;
    await sql`insert into secrets (name, secret) values ('seal', 'kept')`.execute(db);
  });
}

export async function listMigrations(db: Kysely<Tables>): Promise<string[]> {
  const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return done.rows.map(({ name }) => name);
}
