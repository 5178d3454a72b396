import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SqliteFile from 'better-sqlite3';
import { sql } from 'kysely';
import type { Store } from '../../src/core/store';
import { openStore } from '../../src/storage/open-store';
import { describeBuilt, runProgram } from '../support/built-program';
import { runDying } from '../support/dying-program';
import {
  FIRST_MIGRATION,
  listMigrations,
  makeOldDatabase,
  MIGRATIONS,
  withTables,
} from '../support/old-database';
import { NOW, chat, follow, noticeFor } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

// SIGKILL in the midst of what changes a whole database.
jest.setTimeout(60_000);

describeBuilt('ebb restore, killed', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'ebb-killed-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const place = (name: string): string => path.join(folder, name);
  const settings = (name: string) => ({ EBB_DATABASE_URL: `sqlite:${place(name)}` });

  async function withStore<T>(name: string, work: (store: Store) => Promise<T>): Promise<T> {
    const store = await openStore(`sqlite:${place(name)}`);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  /** A database with one chat that is owed something, and its backup `<name>.copy`. */
  async function make(name: string): Promise<void> {
    await withStore(name, async (store) => {
      const { conversation, subscription } = await follow(store, name, 'kettle');
      await store.conversations.meet(chat(name), NOW, 'spoke');
      for (let count = 0; count < 50; count += 1) {
        await store.deliveries.owe(conversation.id, noticeFor(subscription, `${name} ${count}`), NOW);
      }
    });
    await runProgram(['backup', place(`${name}.copy`)], settings(name));
  }

  /** @returns whose chat is in a database that is whole. */
  async function whose(name: string): Promise<string | undefined> {
    const file = new SqliteFile(place(name), { readonly: true });
    expect(file.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    file.close();
    return withStore(name, async (store) => (await store.conversations.get(1))?.where.externalId);
  }

  it('before any of its steps, leaves the old database in its place, and can be repeated', async () => {
    await make('old');
    await make('new');
    let steps: number | null = null;
    for (let at = 1; steps === null; at += 1) {
      expect(await whose('old')).toBe('old');
      steps = await runDying(['restore', place('new.copy')], settings('old'), 'files', at);
    }
    expect(steps).toBeGreaterThanOrEqual(5);
    expect(await whose('old')).toBe('new');
  });

  it('while the copy was brought up to date, leaves nothing in it for the next one', async () => {
    await make('old');
    await make('new');
    const restoreTo = (name: string, backup: string, at?: number) =>
      runDying(['restore', place(backup)], settings(name), 'sqlite', at);
    const steps = (await restoreTo('elsewhere', 'old.copy')) ?? 0;
    expect(await restoreTo('new', 'old.copy', steps)).toBeNull();
    expect(readdirSync(folder)).toContain('new.restored-wal');
    expect(await restoreTo('new', 'new.copy')).not.toBeNull();
    expect(await whose('new')).toBe('new');
    const followed = await withStore('new', (store) => store.subscriptions.list(1, 0, 9));
    expect(followed.items).toHaveLength(1);
  });
});

describeStores(({ url }) => {
  const readState = () =>
    withTables(url(), async (db) => {
      const tables = await db.introspection.getTables();
      const kept = await sql<{ secret: string }>`select secret from secrets`.execute(db);
      return {
        migrations: await listMigrations(db),
        columns: tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`)),
        secrets: kept.rows.map(({ secret }) => secret),
      };
    });

  describeBuilt('ebb migrate, killed', () => {
    it('in the midst of its changes, has changed nothing, and can be repeated', async () => {
      await makeOldDatabase(url());
      const old = await readState();
      expect(old.migrations).toEqual([FIRST_MIGRATION]);
      const kind = url().startsWith('sqlite:') ? 'sqlite' : 'postgres';
      const migrate = (at?: number) => runDying(['migrate'], { EBB_DATABASE_URL: url() }, kind, at);
      for (const at of [20, 45, 70]) {
        expect(await migrate(at)).toBeNull();
        expect(await readState()).toEqual(old);
      }
      const steps = (await migrate()) ?? 0;
      expect(steps).toBeGreaterThan(70);
      const upToDate = await readState();
      expect(upToDate.secrets).toEqual(['kept']);
      expect(upToDate.migrations).toEqual(readdirSync(MIGRATIONS).map((file) => file.slice(0, -3)));
      expect(await migrate()).toBeLessThan(20);
      expect(await readState()).toEqual(upToDate);
    });
  });
});
