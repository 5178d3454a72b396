import { captureIo } from '../../test/support/captured-io';
import { runCommand } from './command';
import { command } from './price';

async function runPrice(...args: string[]) {
  const io = captureIo();
  const code = await runCommand(command, args, io);
  return { code, out: io.written(), err: io.complained() };
}

it('prints one JSON object per text, in order', async () => {
  const { code, out } = await runPrice('1.299,00 €', 'sold out', '--json', '--', '--5 £');
  expect(code).toBe(0);
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { text: '1.299,00 €', price: '1299.00', currency: 'EUR', sign: '€' },
    { text: 'sold out', price: null, currency: null, sign: null },
    { text: '--5 £', price: null, currency: 'GBP', sign: '£' },
  ]);
});

it('takes the currency from the hint when the text has none', async () => {
  const { out } = await runPrice('12.50', '--currency-hint', 'RRP £ 20', '--json');
  expect(JSON.parse(out)).toEqual({ text: '12.50', price: '12.50', currency: 'GBP', sign: '£' });
});

it('prints for people without --json', async () => {
  const { out } = await runPrice('1.299,00 €', 'sold out', '5 kr');
  expect(out).toBe('1.299,00 €: 1299.00 EUR\nsold out: no price\n5 kr: 5, currency unknown\n');
});

it.each([
  { args: [], fault: 'give at least one text' },
  { args: ['5 €', '--colour'], fault: "'--colour'" },
  { args: ['5 €', '--currency-hint'], fault: 'currency-hint' },
])('calls $args wrong use', async ({ args, fault }) => {
  const { code, out, err } = await runPrice(...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(fault);
});
