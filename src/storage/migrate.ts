import { promises as fs } from 'node:fs';
import path from 'node:path';
import { DEFAULT_MIGRATION_TABLE, FileMigrationProvider, Migrator, sql } from 'kysely';
import type { Executor } from './database';
import { StorageError } from './storage-error';

/** Beside the sources and beside dist/src alike. */
const FOLDER = path.join(__dirname, '../../migrations');

/**
 * Brings the tables up to date, in one transaction; repeatable, and safe from several processes at once.
 * @throws StorageError when the database is newer than this program.
 */
export async function migrate(db: Executor): Promise<void> {
  const provider = readMigrations();
  await refuseNewer(db, Object.keys(await provider.getMigrations()));
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('The migration failed.');
}

/** @returns whether the tables are those of this program: no older ones, and none that a newer one has made. */
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

async function refuseNewer(db: Executor, known: readonly string[]): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE)) return;
  const unknown = (await listDone(db)).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new StorageError(
    `This database was written by a newer Ebb (it has the migration ${unknown}). ` +
      'Start that version, or set EBB_DATABASE_URL to another database.',
  );
}
