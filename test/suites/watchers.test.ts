import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecordedCases } from '../../src/plugins/contract/recorded-case';
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
  const blocksOf = (language: string) =>
    [...text.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map((match) => match[1] ?? '');

  const examples = ['pan-api', 'oak-lamps'];

  it('shows the examples as they are compiled and tested here', () => {
    const files = examples.map((id) => readFileSync(join(EXAMPLES, id, 'index.ts'), 'utf8'));
    expect(blocksOf('ts')).toEqual(
      files.map((file) => file.replace('../../../../src/watcher-api', '../../src/watcher-api')),
    );
  });

  it('shows the recipe as it is tested here', () => {
    expect(blocksOf('yaml')).toEqual([readFileSync(join(EXAMPLES, 'pan-shop', 'recipe.yaml'), 'utf8')]);
  });

  it('shows a case as it is read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ebb-case-'));
    mkdirSync(join(folder, 'pages'));
    for (const block of blocksOf('json')) writeFileSync(join(folder, 'pages', 'example.json'), block);
    const [shown] = readRecordedCases(folder, 'https://pans.example/');
    rmSync(folder, { recursive: true });
    expect(shown).toMatchObject({ name: 'example', expect: { kind: 'unavailable', price: '79.90' } });
  });

  for (const id of [...examples, 'pan-shop']) describeWatcherContract(EXAMPLES, id);
});
