import { existsSync } from 'node:fs';
import { chmod, copyFile, link, rename, rm } from 'node:fs/promises';
import SqliteFile from 'better-sqlite3';
import type { Instant } from '../core/history';
import { checkBackup, explainWriting, flush, pathOf, PRIVATE } from './backup';
import type { Executor } from './database';
import { migrate } from './migrate';
import { explainSqlite, openSqlite } from './sqlite';
import { StorageError } from './storage-error';

/** What SQLite keeps beside a database, and would read into whatever has the name of that database. */
const BESIDE = ['-wal', '-shm', '-journal'];

/**
 * Puts a backup in the place of a SQLite database, brought up to date. What was there before is set aside,
 * not deleted. Killed at any moment, the old database or the new one stands in that place; repeatable then.
 * @param name what is appended to the files that are set aside.
 * @returns the path of the database that was set aside; null: there was none.
 * @throws StorageError when the backup is damaged or of a newer Ebb, or an Ebb works on the database; nothing
 * is changed then.
 */
export async function restore(
  databaseUrl: string,
  file: string,
  { now, name }: { readonly now: Instant; readonly name: string },
): Promise<string | null> {
  const path = pathOf(databaseUrl);
  if (!existsSync(file)) throw new StorageError(`There is no backup at ${file}.`);
  checkBackup(file);
  const part = `${path}.restored`;
  try {
    // One that was killed may have left it behind.
    await remove(part);
    await copyFile(file, part);
    await chmod(part, PRIVATE);
    await bringUpToDate(part, now);
    await flush(part);
    refuseInUse(path);
    // From here on there is nothing left but to give files other names.
    const aside = await setAside(path, `${path}.${name}`);
    await rename(part, path);
    return aside;
  } catch (error) {
    await remove(part);
    throw error instanceof StorageError ? error : explainWriting(path, error);
  }
}

/**
 * Leaving the write-ahead log needs the file for oneself alone, which nobody has while another program has it
 * open.
 */
function refuseInUse(path: string): void {
  if (!existsSync(path)) return;
  let file: SqliteFile.Database | undefined;
  try {
    file = new SqliteFile(path, { timeout: 0 });
    file.pragma('journal_mode = DELETE');
  } catch (error) {
    // What cannot be read any more is used by nobody, and may be why a backup is restored.
    if (!/^SQLITE_(NOTADB|CORRUPT)/.test((error as { code?: string }).code ?? '')) {
      throw explainSqlite(path, error);
    }
  } finally {
    file?.close();
  }
}

async function bringUpToDate(path: string, now: Instant): Promise<void> {
  const database = openSqlite(path);
  try {
    await migrate(database);
    await forgetTold(database.db, now);
  } finally {
    await database.db.destroy();
  }
}

/**
 * What was due before now was told when its time came, by the Ebb that went on after the backup; nobody is
 * told twice.
 */
async function forgetTold(db: Executor, now: Instant): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ settled_at: now, outcome: 'dropped', because: 'a backup was restored' })
    .where('settled_at', 'is', null)
    .where('not_before', '<=', now)
    .execute();
  await db.deleteFrom('reminders').where('remind_at', '<=', now).execute();
}

async function remove(path: string): Promise<void> {
  for (const ending of ['', ...BESIDE]) await rm(`${path}${ending}`, { force: true });
}

/**
 * Gives the database a second name; it has the first one until another file takes it.
 * @returns the second name; null: there was no database.
 */
async function setAside(path: string, aside: string): Promise<string | null> {
  if (!existsSync(path)) return null;
  // Some file systems know no second names.
  await link(path, aside).catch(() => copyFile(path, aside));
  for (const ending of BESIDE) {
    if (existsSync(`${path}${ending}`)) await rename(`${path}${ending}`, `${aside}${ending}`);
  }
  return aside;
}
