import SqliteFile from 'better-sqlite3';
import {
  CompiledQuery,
  Kysely,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import type { CompiledQuery as Query, DatabaseConnection, QueryResult } from 'kysely';
import { UnsavedError } from '../core/unsaved-error';
import { type Database, logTo, type StatementListener } from './database';
import type { Tables } from './schema';
import { StorageError } from './storage-error';

const BUSY_TIMEOUT_MS = 5000;

/** Codes of what the disk does not take: it is full, over a quota, read-only or broken. */
const REFUSED = /^SQLITE_(FULL|IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE|SHM\w+))$/;

/** @throws StorageError when the file is damaged, no database, or cannot be written. */
export function openSqlite(path: string, listener?: StatementListener): Database {
  const file = openFile(path);
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new TransactionalAdapter(),
      createDriver: () => new ImmediateDriver(file),
      createIntrospector: (kysely) => new SqliteIntrospector(kysely),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
    ...(listener && { log: logTo(listener) }),
  });
  return {
    db,
    hasRowLocks: false,
    takeTurn: () => Promise.resolve(),
    refuseShared: () => refuseShared(file, path),
    // The log still has the pages as they were before.
    scrub: async () => {
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
  };
}

/**
 * Leaving the write-ahead log needs the file for oneself alone, which nobody has while another program has it
 * open.
 */
function refuseShared(file: SqliteFile.Database, path: string): void {
  file.pragma('busy_timeout = 0');
  try {
    file.pragma('journal_mode = DELETE');
    file.pragma('journal_mode = WAL');
  } catch (error) {
    throw explainSqlite(path, error);
  } finally {
    file.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

/**
 * Every transaction writes: one that begins by reading could not be upgraded while another process writes.
 */
class ImmediateDriver extends SqliteDriver {
  private connection: DatabaseConnection | undefined;

  constructor(private readonly file: SqliteFile.Database) {
    super({ database: file });
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const only = await super.acquireConnection();
    return (this.connection ??= new WritingConnection(only));
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full disk makes SQLite roll back by itself; a second rollback would hide the first error.
    if (this.file.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** Tells what the disk refuses from all other errors. */
class WritingConnection implements DatabaseConnection {
  constructor(private readonly inner: DatabaseConnection) {}

  executeQuery<R>(query: Query): Promise<QueryResult<R>> {
    try {
      // SQLite has answered when this returns; it rejects nothing later.
      return this.inner.executeQuery<R>(query);
    } catch (error) {
      throw isRefusal(error) ? new UnsavedError(describeRefusal(error), { cause: error }) : error;
    }
  }

  streamQuery<R>(query: Query, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery<R>(query, chunkSize);
  }
}

/** Lets the migrator work inside of one transaction: killed midway, nothing changed. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function openFile(path: string): SqliteFile.Database {
  let file: SqliteFile.Database | undefined;
  try {
    file = new SqliteFile(path, { timeout: BUSY_TIMEOUT_MS });
    const damage = findDamage(file);
    if (damage !== null) throw explainDamage(path, damage);
    file.pragma('journal_mode = WAL');
    file.pragma('synchronous = FULL');
    file.pragma('foreign_keys = ON');
    file.pragma('secure_delete = ON');
    return file;
  } catch (error) {
    file?.close();
    throw error instanceof StorageError ? error : explainSqlite(path, error);
  }
}

/** @returns where what the file holds contradicts itself; null: nowhere. */
export function findDamage(file: SqliteFile.Database): string | null {
  const verdict = String(file.pragma('quick_check(1)', { simple: true }));
  return verdict === 'ok' ? null : verdict;
}

/** @returns whether the disk did not take what SQLite wrote. */
export function isRefusal(error: unknown): boolean {
  return REFUSED.test((error as { code?: string }).code ?? '');
}

function describeRefusal(error: unknown): string {
  return `The disk of the database takes nothing more (${(error as Error).message}). Make room on it.`;
}

/** @returns in one line what is wrong with a database file. */
export function explainSqlite(path: string, error: unknown): StorageError {
  // By its fields: the driver's error class is that of whoever loaded the driver first in this process.
  const { code = '', message: why = String(error) } = error as { code?: string; message?: string };
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return explainDamage(path, why);
  if (code.startsWith('SQLITE_BUSY')) {
    return new StorageError(
      `The database file ${path} is locked by another program (${why}). Stop it first.`,
    );
  }
  if (isRefusal(error)) return new StorageError(describeRefusal(error));
  return new StorageError(
    `The database file ${path} cannot be opened for writing (${why}). ` +
      'Make sure that its folder exists and is writable, or set EBB_DATABASE_URL to another place.',
    { cause: error },
  );
}

function explainDamage(path: string, why: string): StorageError {
  return new StorageError(
    `The file ${path} is no intact database (${why.split('\n')[0] ?? ''}). ` +
      'Restore a backup, or set EBB_DATABASE_URL to another file.',
  );
}
