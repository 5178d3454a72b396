import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { identify } from '../../src/plugins/identify';
import { loadWatchers } from '../../src/plugins/load-watchers';
import { silentLog } from '../support/silent-log';
import { describeWatcherContract } from '../support/watcher-contract';

const ROOT = join(__dirname, '..', '..');
const WATCHERS = join(ROOT, 'watchers');
const EXAMPLES = join(ROOT, 'test', 'support', 'example-watchers');

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

describe('docs/adding-a-watcher.md', () => {
  const text = readFileSync(join(ROOT, 'docs', 'adding-a-watcher.md'), 'utf8');
  const blocks = [...text.matchAll(/```ts\n([^]*?)```/g)].map((match) => match[1]);

  const examples = ['pan-api', 'oak-lamps'];

  it('shows the examples as they are compiled and tested here', () => {
    const files = examples.map((id) => readFileSync(join(EXAMPLES, id, 'index.ts'), 'utf8'));
    expect(blocks).toEqual(
      files.map((file) => file.replace('../../../../src/watcher-api', '../../src/watcher-api')),
    );
  });

  for (const id of examples) describeWatcherContract(EXAMPLES, id);
});
