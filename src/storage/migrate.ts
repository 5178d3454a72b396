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
  const provider = new FileMigrationProvider({ fs, path, migrationFolder: FOLDER });
  await refuseNewer(db, Object.keys(await provider.getMigrations()));
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('The migration failed.');
}

async function refuseNewer(db: Executor, known: readonly string[]): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE)) return;
  const done = await sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(
    db,
  );
  const unknown = done.rows.map((row) => row.name).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new StorageError(
    `This database was written by a newer Ebb (it has the migration ${unknown}). ` +
      'Start that version, or set EBB_DATABASE_URL to another database.',
  );
}
