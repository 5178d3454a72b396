import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureIo } from '../../test/support/captured-io';
import { runCommand } from './command';
import { command } from './extract';

const PAGE =
  '<title>Cup</title><script type="application/ld+json">{"@type":"Product","name":"Cup","offers":' +
  '{"price":"12.50","priceCurrency":"EUR","availability":"InStock"}}</script><h1>Cup</h1><p class="price">€12.50</p>';

const folder = mkdtempSync(join(tmpdir(), 'ebb-extract-'));
const file = join(folder, 'page.html');
writeFileSync(file, PAGE);
afterAll(() => rmSync(folder, { recursive: true }));

async function runExtract(args: string[], stdin = '') {
  const io = captureIo(stdin);
  const code = await runCommand(command, args, io);
  return { code, out: io.written(), err: io.complained() };
}

const READ = {
  ...{
    kind: 'offer',
    title: 'Cup',
    price: '12.50',
    currency: 'EUR',
    availability: 'in-stock',
    listPrice: null,
    from: false,
  },
  ...{
    confidence: 0.95,
    source: 'json-ld',
    snippet: 'price: 12.50, priceCurrency: EUR, availability: InStock',
  },
};

it('reads a file, or standard input', async () => {
  const url = ['--url', 'https://shop.example/cup', '--json'];
  expect(JSON.parse((await runExtract([...url, file])).out)).toEqual(READ);
  expect(JSON.parse((await runExtract([...url, '-'], PAGE)).out)).toEqual(READ);
  expect(JSON.parse((await runExtract(url, PAGE)).out)).toEqual(READ);
});

it('says why there is no price', async () => {
  const { code, out } = await runExtract(['--url', 'https://shop.example/cup', '--json'], '<h1>Cup</h1>');
  expect(code).toBe(0);
  const { kind, why, price } = JSON.parse(out) as Record<string, unknown>;
  expect({ kind, why: typeof why, price }).toEqual({ kind: 'unreadable', why: 'string', price: null });
});

it('prints for people without --json', async () => {
  const { out } = await runExtract(['--url', 'https://shop.example/cup', file]);
  expect(out).toContain('12.50 EUR');
});

it.each([
  { args: [file], code: 2 },
  { args: ['--url', 'mailto:a@b.example', file], code: 2 },
  { args: ['--url', 'https://shop.example/', file, file], code: 2 },
  { args: ['--url', 'https://shop.example/', join(folder, 'missing.html')], code: 1 },
])('refuses $args with exit code $code', async ({ args, code }) => {
  const result = await runExtract(args);
  expect(result.code).toBe(code);
  expect(result.out).toBe('');
  expect(result.err).not.toBe('');
});
