import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { identify } from '../../src/plugins/identify';
import { loadWatchers } from '../../src/plugins/load-watchers';
import { silentLog } from '../support/silent-log';
import { describeWatcherContract } from '../support/watcher-contract';

const ROOT = join(__dirname, '..', '..');
const WATCHERS = join(ROOT, 'watchers');

for (const id of readdirSync(WATCHERS)) describeWatcherContract(WATCHERS, id);

describe('every watcher', () => {
  const watchers = loadWatchers({ packages: [], environment: {} });

  it.each(readdirSync(WATCHERS))('%s says in its readme what it reads and when that was checked', (id) => {
    const readme = readFileSync(join(WATCHERS, id, 'readme.md'), 'utf8');
    expect(readme).toMatch(/Checked: \d{4}-\d{2}-\d{2}/);
  });

  it.each(watchers.map((watcher) => [watcher.id, watcher.example.url]))(
    '%s is offered its own example',
    (id, url) => {
      expect(identify(watchers, url, silentLog)?.watcher).toBe(id);
    },
  );
});
