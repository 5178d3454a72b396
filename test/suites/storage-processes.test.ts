import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { openStore } from '../../src/storage/open-store';
import { runProgram } from '../support/built-program';
import { FIRST_MIGRATION, listMigrations, makeOldDatabase, withTables } from '../support/old-database';
import { NOW, follow } from '../support/store-samples';

const ENTRY = path.join(__dirname, '../support/claiming-entry.cjs');
const describeBuilt = existsSync(path.join(__dirname, '../../dist/src/storage/open-store.js'))
  ? describe
  : describe.skip;

describeBuilt('several processes on one SQLite file (needs `npm run build`)', () => {
  it('make its tables together, and are never handed one product twice', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ebb-processes-'));
    const url = `sqlite:${path.join(folder, 'ebb.db')}`;
    const claimInProcess = async (name: string): Promise<number[]> => {
      const { stdout } = await promisify(execFile)(process.execPath, [ENTRY, url, String(NOW), name], {
        timeout: 60_000,
      });
      return JSON.parse(stdout) as number[];
    };
    expect(await Promise.all(['a', 'b'].map(claimInProcess))).toEqual([[], []]);
    const store = await openStore(url);
    for (let index = 0; index < 100; index++) await follow(store, 'a', `kettle-${index}`);
    await store.close();
    const claimed = (await Promise.all(['a', 'b', 'c'].map(claimInProcess))).flat();
    rmSync(folder, { recursive: true });
    expect(claimed).toHaveLength(100);
    expect(new Set(claimed).size).toBe(100);
  }, 60_000);

  it('are refused to change the tables under one that works with the old ones', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ebb-processes-'));
    const url = `sqlite:${path.join(folder, 'ebb.db')}`;
    await makeOldDatabase(url);
    const migrate = () => runProgram(['migrate'], { EBB_DATABASE_URL: url });
    await withTables(url, async (old) => {
      await listMigrations(old);
      expect(await migrate()).toMatchObject({
        code: 1,
        stderr: `ebb: The database file ${path.join(folder, 'ebb.db')} is locked by another program (database is locked). Stop it first.\n`,
      });
      expect(await listMigrations(old)).toEqual([FIRST_MIGRATION]);
    });
    expect(await migrate()).toMatchObject({ code: 0 });
    rmSync(folder, { recursive: true });
  }, 60_000);
});
