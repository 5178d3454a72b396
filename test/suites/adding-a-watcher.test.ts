import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeBuilt } from '../support/built-program';
import { isPrinted, listDocBlocks, splitDocOutput, writeDocScript } from '../support/doc-blocks';
import { ServedEbb } from '../support/served-ebb';

const ROOT = join(__dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'adding-a-watcher.md'), 'utf8');
const blocks = listDocBlocks(PAGE);
const named = blocks.map((block, index) => ({
  ...block,
  index,
  name: `${block.language} ${block.file ?? ''}`.trim(),
}));
const files = named.filter(({ file }) => file !== null);

/** What a checkout needs so that watchers can be added to it and compiled. */
const CHECKOUT = [
  'src',
  'watchers',
  'migrations',
  'scripts',
  'dist',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

describe('each block of docs/adding-a-watcher.md', () => {
  it.each(named)('can be run: line $line, $name', ({ language, file, index }) => {
    if (file !== null) return;
    expect(['sh', 'text']).toContain(language);
    // What is printed follows the commands that print it.
    if (language === 'text') expect(blocks[index - 1]?.language).toBe('sh');
  });

  it.each(files)('has a name that a reader sees: $file', ({ file, before }) => {
    expect(before).toContain(`\`${file ?? ''}\``);
  });

  it.each(files)('is used by commands that follow: $file', ({ file, index }) => {
    const id = /^watchers\/([^/]+)\//.exec(file ?? '')?.[1];
    const use = id === undefined ? ` ${file ?? ''} ` : `ebb watchers test( ${id})?\n`;
    const later = blocks.slice(index).filter(({ language }) => language === 'sh');
    expect(later.map(({ content }) => content).join('')).toMatch(new RegExp(use));
  });
});

describeBuilt('docs/adding-a-watcher.md, word for word', () => {
  let folder: string;
  let output: string;
  let printed: readonly (string | null)[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ebb-docs-'));
    const checkout = join(folder, 'ebb');
    for (const name of CHECKOUT)
      cpSync(join(ROOT, name), join(checkout, name), { recursive: true, preserveTimestamps: true });
    symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
    const served = await ServedEbb.start();
    const script = writeDocScript(blocks).replaceAll('http://127.0.0.1:3978', new URL(served.url).origin);
    writeFileSync(join(folder, 'script.sh'), script);
    output = await runScript(join(folder, 'script.sh'), checkout);
    printed = splitDocOutput(output, blocks.length);
    await served.stop();
  }, 240_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(named)('line $line: $name', ({ index, language, content }) => {
    // Told with all that was said, since the shell stops at the first block that fails.
    if (printed[index] === null) throw new Error(`not run to its end:\n${output.slice(-3000)}`);
    const before = printed[index - 1] ?? '';
    if (language === 'text' && !isPrinted(content, before)) throw new Error(`printed was:\n${before}`);
  });
});

/** @returns all that it printed, errors too. */
function runScript(file: string, folder: string): Promise<string> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder };
  return new Promise((resolve) => {
    const child = execFile('bash', ['-c', `exec bash '${file}' 2>&1`], { cwd: folder, env }, (_, stdout) =>
      resolve(stdout),
    );
    child.stdin?.end();
  });
}

describe('a block', () => {
  it.each([
    ['lamp: 3 … passed\n', 'a\nlamp: 3 of 4 passed\n', true],
    ['lamp: 3\npot: 4\n', 'lamp: 3\nkettle: 1\npot: 4 (5)\n', true],
    ['lamp: 3\npot: 4\n', 'pot: 4\nlamp: 3\n', false],
    ['amp', 'lamp\n', false],
  ])('%j is printed in %j: %j', (text, printed, expected) => expect(isPrinted(text, printed)).toBe(expected));

  it('that fails stops what follows', () => {
    expect(splitDocOutput('@@ block 0\na\n@@ block 1\n', 2)).toEqual(['\na\n', null]);
  });
});
