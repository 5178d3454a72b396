import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureIo } from '../../../test/support/captured-io';
import { productPage } from '../../../test/support/fake-shop';
import { run } from './new';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ebb-new-'));
  writeFileSync(join(folder, 'page.html'), productPage({ title: 'Kettle', price: '79.90' }));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function answer(...lines: string[]) {
  const io = captureIo(lines.map((line) => `${line}\n`).join(''));
  await run(['kettle', '--file', join(folder, 'page.html'), '--folder', join(folder, 'watchers')], io);
  return { io, recipe: readFileSync(join(folder, 'watchers', 'kettle', 'recipe.yaml'), 'utf8') };
}

const LINK = 'https://www.kettle.example/en/p/7-kettle?ref_=mail';

it('asks for what it cannot know, shows what it read, and offers its guesses', async () => {
  const { io, recipe } = await answer(LINK, '', '', '', 'jane', '');
  expect(io.complained()).toMatch(
    /link of one of its products: .*79\.90 EUR[^]*Is that what the page says\?[^]*Its host: \[kettle\.example\].*\[\/en\/p\/\{product\}\].*looks after it\?/s,
  );
  expect(recipe).toContain('maintainers: [jane]');
  expect(recipe).toContain('key: 7-kettle');
});

it('takes other answers than its guesses', async () => {
  const { recipe } = await answer(
    LINK,
    'yes',
    'kettle.example',
    '/*/p/{id:number}-*',
    'jane',
    'Kettles & Co',
  );
  expect(recipe).toContain('name: Kettles & Co');
  expect(recipe).toContain("key: '7'");
});

it('begins nothing without a link', async () => {
  await expect(answer()).rejects.toThrow('say with --link the link of one of its products.');
});
