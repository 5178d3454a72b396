import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { setImmediate } from 'node:timers/promises';
import type { Store } from '../../src/core/store';
import { openStore } from '../../src/storage/open-store';
import { describeBuilt, runProgram } from '../support/built-program';
import { makeNewer } from '../support/newer-database';
import { ServedEbb } from '../support/served-ebb';
import { NOW, chat, claimOf, follow, noticeFor } from '../support/store-samples';

jest.setTimeout(60_000);
const DAY = 24 * 3_600_000;

describeBuilt('ebb backup and ebb restore', () => {
  let folder: string;
  let path: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ebb-backup-'));
    path = join(folder, 'ebb.db');
    file = join(folder, 'copy.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) => runProgram(args, { EBB_DATABASE_URL: `sqlite:${path}` });

  async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const store = await openStore(`sqlite:${path}`);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  const fill = () => withStore((store) => follow(store, 'ada', 'kettle'));
  const countChats = () => withStore(async (store) => (await store.conversations.listIds()).length);

  it('bring back what stood at one instant, while Ebb runs and writes', async () => {
    const ebb = await ServedEbb.start();
    path = ebb.databaseUrl.slice('sqlite:'.length);
    const before = await withStore(async (store) => {
      await follow(store, 'ada', 'kettle');
      const { length } = await store.conversations.listIds();
      let copying = true;
      const copied = run('backup', file).finally(() => (copying = false));
      for (let count = 0; copying; count += 1) {
        await follow(store, `chat-${count}`, `lamp-${count % 7}`);
        await setImmediate();
      }
      expect(await copied).toMatchObject({ code: 0, stderr: '' });
      return length;
    });
    const after = await countChats();
    await ebb.stop();

    path = join(folder, 'elsewhere.db');
    expect(await run('restore', file)).toMatchObject({ code: 0, stderr: '' });
    const restored = await countChats();
    expect(restored).toBeGreaterThanOrEqual(before);
    expect(restored).toBeLessThanOrEqual(after);
    const copy = new SqliteFile(path, { readonly: true });
    expect(copy.pragma('foreign_key_check')).toEqual([]);
    copy.close();
    const followed = await withStore((store) => store.subscriptions.list(1, 0, 9));
    expect(followed.items.map(({ product }) => product.key)).toEqual(['kettle']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['copy.db', 'elsewhere.db']);
  });

  it('set aside what was there, also when nobody can read it any more', async () => {
    await fill();
    await run('backup', file);
    writeFileSync(path, 'all is lost '.repeat(1_000));
    const { code, stdout } = await run('restore', file);
    expect(code).toBe(0);
    expect(await countChats()).toBe(1);
    const [aside] = readdirSync(folder).filter((name) => name.startsWith('ebb.db.before-'));
    expect(stdout).toContain(join(folder, aside ?? '?'));
    expect(readFileSync(join(folder, aside ?? '?'), 'utf8')).toContain('all is lost');
  });

  it('tell nobody twice what was due before the restore', async () => {
    const now = Date.now();
    await withStore(async (store) => {
      const { subscription, conversation } = await follow(store, 'ada', 'kettle');
      await store.conversations.meet(chat('ada'), NOW, 'spoke');
      await store.deliveries.owe(conversation.id, noticeFor(subscription, 'due'), now - 1_000);
      const held = { ...noticeFor(subscription, 'held'), notBefore: now + DAY };
      await store.deliveries.owe(conversation.id, held, now);
    });
    await run('backup', file);
    await run('restore', file);
    const left = await withStore((store) => store.deliveries.claim(now + 2 * DAY, 9, claimOf('send')));
    expect(left.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['held']);
  });

  it.each<[string, () => void, RegExp]>([
    [
      'is cut off',
      () => truncateSync(file, 20_000),
      /copy\.db is no intact backup \(.+\)\. Take another one\.$/,
    ],
    [
      'is no database',
      () => writeFileSync(file, 'all is lost'),
      /is no intact backup \(file is not a database\)/,
    ],
    ['is none of Ebb', () => writeFileSync(file, ''), /is no intact backup \(it is no database of Ebb\)/],
    ['is of a newer Ebb', () => makeNewer(file), /written by a newer Ebb .*Start that version/],
    ['is not there', () => rmSync(file), /There is no backup at/],
  ])('change nothing when the backup %s', async (_name, spoil, why) => {
    await fill();
    await run('backup', file);
    spoil();
    const before = readFileSync(path);
    const { code, stderr } = await run('restore', file);
    expect(code).toBe(1);
    expect(stderr.trimEnd()).toMatch(why);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => !/^(copy|ebb)\.db$/.test(name))).toEqual([]);
  });

  it('change nothing while Ebb works on the database', async () => {
    const ebb = await ServedEbb.start();
    path = ebb.databaseUrl.slice('sqlite:'.length);
    await run('backup', file);
    const { code, stderr } = await run('restore', file);
    await ebb.stop();
    expect(code).toBe(1);
    expect(stderr).toContain('is locked by another program');
  });

  it('write over nothing, and say what is missing', async () => {
    const absent = await run('backup', file);
    expect(absent).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no database at') });
    expect(existsSync(path)).toBe(false);
    await fill();
    writeFileSync(file, 'precious');
    expect((await run('backup', file)).stderr).toContain('is there already');
    expect(readFileSync(file, 'utf8')).toBe('precious');
    expect((await run('backup', join(folder, 'no', 'copy.db'))).stderr).toContain('cannot be written');
    expect(await run('backup')).toMatchObject({ code: 2 });
    const postgres = await runProgram(['backup', file], { EBB_DATABASE_URL: 'postgres://127.0.0.1/ebb' });
    expect(postgres.stderr).toContain('pg_dump');
  });
});
