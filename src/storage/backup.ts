import { existsSync } from 'node:fs';
import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import SqliteFile from 'better-sqlite3';
import { DEFAULT_MIGRATION_TABLE } from 'kysely';
import { explainSqlite, findDamage, isRefusal } from './sqlite';
import { StorageError } from './storage-error';

/** Addresses of chats are in it: nobody else on the machine reads it. */
export const PRIVATE = 0o600;

/**
 * Copies a SQLite database into a file of its own, also while Ebb works on it: the copy holds what stood at
 * one instant.
 * @returns the size of the copy in bytes.
 * @throws StorageError when there is nothing to copy, the file is there already, or the copy cannot be
 * written or read back; nothing is left behind then.
 */
export async function backUp(databaseUrl: string, file: string): Promise<number> {
  const path = pathOf(databaseUrl);
  if (!existsSync(path))
    throw new StorageError(`There is no database at ${path}. Is EBB_DATABASE_URL right?`);
  if (existsSync(file)) {
    throw new StorageError(`${file} is there already. Name another file; nothing was written.`);
  }
  const part = `${file}.part`;
  try {
    await writeFile(part, '', { mode: PRIVATE });
    copyInto(path, part);
    checkBackup(part);
    await flush(part);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error instanceof StorageError ? error : explainWriting(file, error);
  }
  return (await stat(file)).size;
}

/** @throws StorageError for PostgreSQL, which has tools of its own. */
export function pathOf(databaseUrl: string): string {
  if (databaseUrl.startsWith('sqlite:')) return databaseUrl.slice('sqlite:'.length);
  throw new StorageError(
    'This is for SQLite. Of a PostgreSQL database make a backup by pg_dump --format=custom, and restore it by pg_restore.',
  );
}

/** One read transaction: writers go on, and however busy they are, it never begins again. */
function copyInto(path: string, part: string): void {
  let source: SqliteFile.Database | undefined;
  try {
    // Not read-only: such a connection leaves files of the write-ahead log behind.
    source = new SqliteFile(path, { fileMustExist: true });
    source.prepare('vacuum into ?').run(part);
  } catch (error) {
    // Nothing is written but the copy.
    throw isRefusal(error) ? error : explainSqlite(path, error);
  } finally {
    source?.close();
  }
}

/** @throws StorageError when the file is damaged, or no database of Ebb. */
export function checkBackup(file: string): void {
  const fault = findFault(file);
  if (fault !== null) throw new StorageError(`${file} is no intact backup (${fault}). Take another one.`);
}

function findFault(file: string): string | null {
  let copy: SqliteFile.Database | undefined;
  try {
    copy = new SqliteFile(file, { readonly: true, fileMustExist: true });
    const find = copy.prepare("select 1 from sqlite_master where type = 'table' and name = ?");
    return findDamage(copy) ?? (find.get(DEFAULT_MIGRATION_TABLE) ? null : 'it is no database of Ebb');
  } catch (error) {
    return (error as Error).message;
  } finally {
    copy?.close();
  }
}

/** Only what is whole and on the disk may take the place of another file. */
export async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function explainWriting(file: string, error: unknown): StorageError {
  const why = (error as Error).message;
  return new StorageError(`${file} cannot be written (${why}). Is its folder there, with room and writable?`);
}
