import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findWatcher } from './find-watcher';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ebb-find-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function find(...files: readonly string[]) {
  const watchers = join(folder, 'watchers');
  mkdirSync(join(watchers, 'kettle'), { recursive: true });
  for (const file of files) writeFileSync(join(watchers, 'kettle', file), '');
  return findWatcher(watchers, 'kettle');
}

it.each(['recipe.yaml', 'index.js', 'package.json'])('takes a folder with %s as it stands', (file) => {
  const own = join(folder, 'watchers', 'kettle');
  expect(find(file)).toEqual({ id: 'kettle', folder: own, code: own });
});

it('says that TypeScript is compiled nowhere else', () => {
  expect(find('index.ts')).toEqual({ fault: expect.stringContaining('write an index.js here') });
});

it('says that a module of this source is not compiled yet', () => {
  mkdirSync(join(folder, 'src', 'watcher-api'), { recursive: true });
  expect(find('index.ts')).toEqual({ fault: expect.stringContaining('npm run build') });
});

it('says that there is nothing', () => {
  expect(find()).toEqual({ fault: expect.stringContaining('neither a recipe.yaml nor a module') });
});
