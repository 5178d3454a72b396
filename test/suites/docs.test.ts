import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { listDocBlocks } from '../support/doc-blocks';

const ROOT = resolve(__dirname, '../..');

/** Every page for people: at the root, in docs/ and beside the watchers. */
const PAGES = ['.', 'docs', 'docs/decisions'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

/** Files and folders of ours that a text names: `src/core/rule.ts`, `watchers/page`. */
function listPaths(text: string): string[] {
  const named = [...text.matchAll(/`((?:src|test|watchers|migrations|docs|bench|scripts)\/[\w./-]*\w\/?)`/g)];
  return named.map((match) => match[1] ?? '');
}

/** Where the links of a page lead, within the repository. */
function listLinks(text: string): string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map((match) => match[1] ?? '')
    .filter((link) => !/^[a-z]+:/.test(link));
}

describe.each(PAGES)('%s', (page) => {
  const source = readFileSync(join(ROOT, page), 'utf8');
  // Blocks of code show what a reader would write.
  const text = source.replace(/```[^]*?```/g, '');
  const written = new Set(listDocBlocks(source).map(({ file }) => file));

  it('names only files that are there, or that it shows', () => {
    const missing = listPaths(text).filter((path) => !written.has(path) && !existsSync(join(ROOT, path)));
    expect(missing).toEqual([]);
  });

  it('links only to what is there', () => {
    expect(listLinks(text).filter((link) => !existsSync(join(ROOT, page, '..', link)))).toEqual([]);
  });
});

it('finds what documents name', () => {
  expect(listPaths('see `src/core/rule.ts`, `watchers/page` and `npm test`')).toEqual([
    'src/core/rule.ts',
    'watchers/page',
  ]);
  expect(listLinks('[a](docs/x.md#y) [b](https://a.example/) ![c](d.png "e")')).toEqual([
    'docs/x.md',
    'd.png',
  ]);
});
