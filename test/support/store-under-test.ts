import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SqliteFile from 'better-sqlite3';
import type { Store } from '../../src/core/store';
import { openStore } from '../../src/storage/open-store';
import { dumpOf, runOn, startPostgres, whyNoPostgres } from './postgres';
import type { TestPostgres } from './postgres';

/** A place for one database: emptied before each test. */
interface Place {
  /** A second SQLite connection in the same thread would wait for the first until it gives up. */
  readonly takesTwoConnections: boolean;
  /** @returns the address of an empty database. */
  empty(): Promise<string>;
  /** Runs statements beside the store. */
  run(statements: string): Promise<void>;
  /** All that can be read where the database is: every byte of its files, or the text of every row. */
  dump(): Promise<string>;
  leave(): Promise<void>;
}

/** What a test of the contract is given. */
export interface StoreUnderTest {
  /** Opens the database of this test, also again. Closed after the test. */
  readonly open: () => Promise<Store>;
  /** Two hands on the database: two connections, where one process has several. */
  readonly openTwice: () => Promise<readonly [Store, Store]>;
  /** Runs statements beside the store. */
  readonly run: (statements: string) => Promise<void>;
  /** All that can be read where the database is: every byte of its files, or the text of every row. */
  readonly dump: () => Promise<string>;
  /** The address of the database of this test, for processes of its own. */
  readonly url: () => string;
  /** How many processes work on such a database at once. */
  readonly processes: number;
}

/** Runs one suite over both databases, each test on an empty one. */
export function describeStores(suite: (test: StoreUnderTest) => void): void {
  describe('on SQLite', () => suite(useStores(enterSqlite, 1)));
  const skipped = whyNoPostgres();
  if (skipped === null) describe('on PostgreSQL', () => suite(useStores(enterPostgres, 2)));
  else describe.skip(`on PostgreSQL (skipped: ${skipped})`, () => suite(useStores(enterPostgres, 2)));
}

function useStores(enter: () => Promise<Place>, processes: number): StoreUnderTest {
  let place: Place;
  let url: string;
  let opened: Store[] = [];
  beforeAll(async () => {
    place = await enter();
  }, 60_000);
  beforeEach(async () => {
    url = await place.empty();
  });
  afterEach(async () => {
    for (const store of opened) await store.close();
    opened = [];
  });
  afterAll(() => place.leave());
  const open = async (): Promise<Store> => {
    const store = await openStore(url);
    opened.push(store);
    return store;
  };
  return {
    open,
    openTwice: async () => {
      if (place.takesTwoConnections) return Promise.all([open(), open()]);
      const only = await open();
      return [only, only];
    },
    run: (statements) => place.run(statements),
    dump: () => place.dump(),
    url: () => url,
    processes,
  };
}

function enterSqlite(): Promise<Place> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ebb-sqlite-'));
  let file = '';
  let count = 0;
  return Promise.resolve({
    takesTwoConnections: false,
    empty: () => {
      file = path.join(folder, `${++count}.db`);
      return Promise.resolve(`sqlite:${file}`);
    },
    run: (statements) => {
      const database = new SqliteFile(file);
      database.exec(statements);
      database.close();
      return Promise.resolve();
    },
    dump: () =>
      Promise.resolve(
        ['', '-wal', '-shm', '-journal']
          .map((end) => file + end)
          .filter((name) => existsSync(name))
          .map((name) => readFileSync(name, 'latin1'))
          .join(''),
      ),
    leave: () => {
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  });
}

async function enterPostgres(): Promise<Place> {
  const server: TestPostgres | { skipped: string } = await startPostgres();
  if ('skipped' in server) throw new Error(server.skipped);
  return {
    takesTwoConnections: true,
    empty: async () => {
      await runOn(server.url, 'drop schema public cascade; create schema public');
      return server.url;
    },
    run: (statements) => runOn(server.url, statements),
    dump: () => dumpOf(server.url),
    leave: () => server.stop(),
  };
}
