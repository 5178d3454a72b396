import { promises as fs } from 'node:fs';
import path from 'node:path';
import { DEFAULT_MIGRATION_TABLE, FileMigrationProvider, Migrator, sql } from 'kysely';
import type { Database, Executor } from './database';
import { StorageError } from './storage-error';

/** Beside the sources and beside dist/src alike. */
const FOLDER = path.join(__dirname, '../../migrations');

/**
 * Brings the tables up to date, in one transaction; repeatable, and safe from several processes at once.
 * @throws StorageError when the database is newer than this program, or would be changed under another one.
 */
export async function migrate({ db, refuseShared }: Pick<Database, 'db' | 'refuseShared'>): Promise<void> {
  const provider = readMigrations();
  const known = Object.keys(await provider.getMigrations());
  const done = await findDone(db);
  refuseNewer(known, done);
  // Who makes the first tables disturbs nobody.
  if (done.length > 0 && known.length > done.length) refuseShared();
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('The migration failed.');
}

/**
 * @returns whether the tables are those of this program: no older ones, and none that a newer one has made.
 */
export async function isCurrent(db: Executor): Promise<boolean> {
  const known = Object.keys(await readMigrations().getMigrations());
  const done = await listDone(db);
  return known.length === done.length && known.every((name) => done.includes(name));
}

function readMigrations(): FileMigrationProvider {
  return new FileMigrationProvider({ fs, path, migrationFolder: FOLDER });
}

async function listDone(db: Executor): Promise<string[]> {
  const table = sql.table(DEFAULT_MIGRATION_TABLE);
  const { rows } = await sql<{ name: string }>`select name from ${table}`.execute(db);
  return rows.map(({ name }) => name);
}

/** @returns none where there are no tables yet. */
async function findDone(db: Executor): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  return tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE) ? listDone(db) : [];
}

function refuseNewer(known: readonly string[], done: readonly string[]): void {
  const unknown = done.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new StorageError(
    `This database was written by a newer Ebb (it has the migration ${unknown}). ` +
      'Start that version, or set EBB_DATABASE_URL to another database.',
  );
}
