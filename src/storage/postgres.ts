import { Kysely, PostgresDialect, sql } from 'kysely';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { DatabaseError, Pool, type PoolClient, TypeOverrides, types } from 'pg';
import { AwayError } from '../core/away-error';
import { parseUrl } from '../core/parse-url';
import { UnsavedError } from '../core/unsaved-error';
import { type Database, logTo, type StatementListener } from './database';
import type { Tables } from './schema';
import { StorageError } from './storage-error';

const CONNECT_TIMEOUT_MS = 5000;

/** SQLSTATE: a broken connection, a server that stops or starts, no room for one more connection. */
const AWAY_STATE = /^(08|57P|53300)/;
/** SQLSTATE of a write for which there is no room, on the disk or in memory. */
const FULL_STATE = /^53[12]00$/;
/** Words of the driver's own errors, which have no code. */
const AWAY_WORDS = /^Connection terminated|is not queryable$/;

/** @throws StorageError when the server cannot be reached or refuses. */
export async function openPostgres(url: string, listener?: StatementListener): Promise<Database> {
  if (!parseUrl(url)) {
    throw new StorageError(
      'EBB_DATABASE_URL is no address of the form postgres://user:password@host:5432/name.',
    );
  }
  const pool = watchPool(createPool(url), listener);
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    ...(listener && { log: logTo(listener) }),
  });
  try {
    await sql`select 1`.execute(db);
  } catch (error) {
    await db.destroy();
    throw explain(url, error instanceof AwayError ? error.cause : error);
  }
  return {
    db,
    hasRowLocks: true,
    takeTurn: async (trx, name) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
    },
    // Processes that went on with the old tables say so by /readyz, and are replaced one by one.
    refuseShared: () => undefined,
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
  // A connection that breaks is replaced, and whoever needs the server next meets the error itself. The pool
  // listens to idle ones only: in hand, between two statements, an error that nobody listens to would end the
  // process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * Tells a server that is away from all other errors.
 * @param listener hears of connections that there were none of, too.
 */
function watchPool(pool: Pool, listener: StatementListener | undefined): PostgresPool {
  return {
    connect: async () => {
      try {
        return watchClient(await pool.connect());
      } catch (error) {
        const away = new AwayError(describeAway(error), { cause: error });
        listener?.onError(away);
        throw away;
      }
    },
    end: () => pool.end(),
  };
}

function watchClient(client: PoolClient): PostgresPoolClient {
  const query = async (text: string, parameters: unknown[]): Promise<unknown> => {
    try {
      return await client.query(text, parameters);
    } catch (error) {
      throw nameFailure(error);
    }
  };
  return { query: query as PostgresPoolClient['query'], release: () => client.release() };
}

/** What was asked of the server failed: is that its disk, is it away, or is it the statement? */
function nameFailure(error: unknown): unknown {
  if (error instanceof DatabaseError && FULL_STATE.test(error.code ?? '')) {
    return new UnsavedError(`PostgreSQL takes nothing more (${error.message}). Make room on its disk.`, {
      cause: error,
    });
  }
  return isAway(error) ? new AwayError(describeAway(error), { cause: error }) : error;
}

function isAway(error: unknown): boolean {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  // Without being PostgreSQL's own, a code is Node's, of the socket.
  if (code !== undefined) return !(error instanceof DatabaseError) || AWAY_STATE.test(code);
  return AWAY_WORDS.test(message ?? '');
}

function describeAway(error: unknown): string {
  return `PostgreSQL is away (${describeFailure(error)}).`;
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
