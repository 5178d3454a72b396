import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SqliteFile from 'better-sqlite3';
import { openStore } from './open-store';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ebb-open-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The message of the StorageError that the address leads to: one line. */
async function refusalOf(databaseUrl: string): Promise<string> {
  const refusal: unknown = await openStore(databaseUrl).catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    name: 'StorageError',
    message: expect.not.stringContaining('\n') as string,
  });
  return (refusal as Error).message;
}

function place(name: string): string {
  return path.join(folder, name);
}

describe('a SQLite file', () => {
  it('is made where there is none: WAL, STRICT tables, foreign keys', async () => {
    const store = await openStore(`sqlite:${place('ebb.db')}`);
    const file = new SqliteFile(place('ebb.db'), { readonly: true });
    expect(file.pragma('journal_mode', { simple: true })).toBe('wal');
    const loose =
      "select name from pragma_table_list where not strict and name not like 'sqlite%' order by 1";
    expect(file.prepare(loose).pluck().all()).toEqual(['kysely_migration', 'kysely_migration_lock']);
    file.close();
    await store.close();
  });

  it('is opened again as it was left', async () => {
    await (await openStore(`sqlite:${place('ebb.db')}`)).close();
    const before = readFileSync(place('ebb.db'));
    await (await openStore(`sqlite:${place('ebb.db')}`)).close();
    expect(readFileSync(place('ebb.db')).equals(before)).toBe(true);
  });

  it('is refused when it is no database', async () => {
    writeFileSync(place('letter.txt'), 'Dear shop, '.repeat(500));
    expect(await refusalOf(`sqlite:${place('letter.txt')}`)).toBe(
      `The file ${place('letter.txt')} is no intact database (file is not a database). ` +
        'Restore a backup, or set EBB_DATABASE_URL to another file.',
    );
    expect(readFileSync(place('letter.txt'), 'utf8')).toMatch(/^Dear shop/);
  });

  it('is refused when pages of it are damaged', async () => {
    await (await openStore(`sqlite:${place('ebb.db')}`)).close();
    const bytes = readFileSync(place('ebb.db'));
    bytes.fill(0x55, 8192, bytes.length - 4096);
    writeFileSync(place('ebb.db'), bytes);
    expect(await refusalOf(`sqlite:${place('ebb.db')}`)).toMatch(
      /ebb\.db is no intact database \(.+\)\. Restore a backup/,
    );
  });

  it('is refused where it cannot be written', async () => {
    mkdirSync(place('folder.db'));
    expect(await refusalOf(`sqlite:${place('folder.db')}`)).toMatch(
      /folder\.db cannot be opened for writing \(.+\)\. Make sure that its folder exists and is writable/,
    );
    expect(await refusalOf(`sqlite:${place('missing/ebb.db')}`)).toMatch(
      /missing\/ebb\.db cannot be opened for writing/,
    );
  });
});

describe('a PostgreSQL address', () => {
  it('is refused, without its password, when nobody answers there', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const message = await refusalOf(`postgres://ebb:s3cret@127.0.0.1:${port}/ebb`);
    expect(message).toMatch(`PostgreSQL at 127.0.0.1:${port}/ebb cannot be reached (`);
    expect(message).toMatch('ECONNREFUSED');
    expect(message).not.toMatch('s3cret');
  });

  it('is refused when it is none', async () => {
    expect(await refusalOf('postgres://[')).toMatch('postgres://user:password@host:5432/name');
  });
});

it.each(['mysql://localhost/ebb', './ebb.db', ''])(
  'refuses %j with the forms that work',
  async (databaseUrl) => {
    expect(await refusalOf(databaseUrl)).toMatch(/must begin with sqlite: or postgres:/);
  },
);
