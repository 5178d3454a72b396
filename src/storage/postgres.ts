import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Logger } from 'kysely';
import { DatabaseError, Pool, TypeOverrides, types } from 'pg';
import { parseUrl } from '../core/parse-url';
import type { Database } from './database';
import type { Tables } from './schema';
import { StorageError } from './storage-error';

const CONNECT_TIMEOUT_MS = 5000;

/** @throws StorageError when the server cannot be reached or refuses. */
export async function openPostgres(url: string, log?: Logger): Promise<Database> {
  if (!parseUrl(url)) {
    throw new StorageError(
      'EBB_DATABASE_URL is no address of the form postgres://user:password@host:5432/name.',
    );
  }
  const pool = createPool(url);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), ...(log && { log }) });
  try {
    await sql`select 1`.execute(db);
  } catch (error) {
    await db.destroy();
    throw explain(url, error);
  }
  return {
    db,
    hasRowLocks: true,
    takeTurn: async (trx, name) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
    },
    // The server itself clears what no transaction sees any more.
    scrub: () => Promise.resolve(),
  };
}

function createPool(url: string): Pool {
  const overrides = new TypeOverrides();
  overrides.setTypeParser(types.builtins.INT8, readSafeInteger);
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types: overrides,
  });
  // An idle connection that breaks is replaced; whoever needs the server next meets the error itself.
  pool.on('error', () => undefined);
  return pool;
}

/** int8 arrives as text, because it can be larger than what a number holds exactly. */
function readSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} in the database is too large to be exact.`);
  return value;
}

function explain(url: string, error: unknown): StorageError {
  const place = describePlace(url);
  if (error instanceof DatabaseError) {
    return new StorageError(
      `PostgreSQL at ${place} refuses the connection (${error.message}). ` +
        'Check user, password and database name in EBB_DATABASE_URL.',
      { cause: error },
    );
  }
  return new StorageError(
    `PostgreSQL at ${place} cannot be reached (${describeFailure(error)}). ` +
      'Start it, or check host and port in EBB_DATABASE_URL.',
    { cause: error },
  );
}

/** Host and database, without the password. */
function describePlace(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/** A name with several addresses fails with one error for each, and no message of its own. */
function describeFailure(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describeFailure).join(', ');
  return error instanceof Error ? error.message : String(error);
}
