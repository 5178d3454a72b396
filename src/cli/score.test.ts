import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureIo } from '../../test/support/captured-io';
import { runCommand } from './command';
import { command } from './score';

const folder = mkdtempSync(join(tmpdir(), 'ebb-score-'));
afterAll(() => rmSync(folder, { recursive: true }));

function savePage(id: string, price: string | null, expected: object): void {
  mkdirSync(join(folder, id));
  const offers = price === null ? {} : { offers: { price, priceCurrency: 'EUR' } };
  const json = JSON.stringify({ '@type': 'Product', name: 'Cup', ...offers });
  writeFileSync(
    join(folder, id, 'page.html'),
    `<h1>Cup</h1><script type="application/ld+json">${json}</script>`,
  );
  writeFileSync(
    join(folder, id, 'expected.json'),
    JSON.stringify({ url: 'https://shop.example/cup', ...expected }),
  );
}

savePage('a', '5.00', { price: '5', currency: 'EUR' });
savePage('b', '5.00', { price: '7', currency: 'EUR', alsoAcceptable: ['5'] });
savePage('c', '5.00', { price: '7', currency: 'USD' });
savePage('d', '5.00', { price: null, currency: null });
savePage('e', null, { price: null, currency: null, url: null });
savePage('f', null, { price: '5', currency: 'EUR' });
savePage('g', null, { price: '5', currency: 'EUR', alsoAcceptable: [null] });
savePage('h', '5.00', { price: null, alsoAcceptable: [5] });

async function runScore(...args: string[]) {
  const io = captureIo();
  const code = await runCommand(command, args, io);
  return { code, out: io.written(), err: io.complained() };
}

it('counts what was read right, wrong and not at all', async () => {
  const { code, out } = await runScore(folder, '--json');
  expect(code).toBe(0);
  const score = JSON.parse(out) as { results: { id: string; verdict: string }[] };
  expect(score).toMatchObject({ pages: 8, right: 5, wrong: 2, none: 1, currencyRight: 2 });
  expect(score.results.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
    ...['a right', 'b right', 'c wrong', 'd wrong', 'e right', 'f none', 'g right', 'h right'],
  ]);
  expect(Object.keys(score)).toEqual([
    ...['pages', 'right', 'wrong', 'none', 'currencyRight', 'msPerPage', 'results'],
  ]);
  expect(Object.keys(score.results[0] ?? {})).toEqual([
    ...['id', 'expected', 'got', 'currency', 'confidence', 'verdict'],
  ]);
  expect(score.results[0]).toMatchObject({ expected: '5', got: '5.00', currency: 'EUR' });
});

it('prints for people without --json', async () => {
  expect((await runScore(folder)).out).toMatch(/^8 pages: 5 right, 2 wrong, 1 without an answer/);
});

it('says what is wrong with a folder', async () => {
  expect(await runScore()).toMatchObject({ code: 2 });
  expect(await runScore(join(folder, 'a'))).toMatchObject({ code: 1, out: '' });
});
