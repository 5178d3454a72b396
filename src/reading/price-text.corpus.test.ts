import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPriceText } from './price-text';

interface Case {
  readonly text: string;
  readonly currencyHint: string | null;
  /** Decimal; null where no price is right. */
  readonly amount: string | null;
  /** The sign as written. */
  readonly currency: string | null;
  /** Other parsers fail here. */
  readonly xfail: boolean;
}

const file = join(process.env['EBB_SHARED'] ?? '../shared', 'data', 'price-strings.json');
const found = existsSync(file);
const cases = found ? (JSON.parse(readFileSync(file, 'utf8')) as Case[]) : [];
const title = found
  ? 'price texts from many shops'
  : `price texts from many shops: SKIPPED, there is no ${file} (set EBB_SHARED)`;

(found ? describe : describe.skip)(title, () => {
  const results = cases.map((one) => {
    const got = readPriceText(one.text, one.currencyHint === null ? {} : { currencyHint: one.currencyHint });
    const sameAmount = asNumber(got.price) === asNumber(one.amount);
    return { ...one, got, sameAmount, sameSign: got.sign === one.currency };
  });
  const ordinary = results.filter(({ xfail }) => !xfail);
  const hard = results.filter(({ xfail }) => xfail);

  it('reads the amount of every ordinary case', () => {
    expect(ordinary.length).toBeGreaterThan(0);
    expect(ordinary.filter(({ sameAmount }) => !sameAmount)).toEqual([]);
  });

  it('reads the sign of every ordinary case', () => {
    expect(ordinary.filter(({ sameSign }) => !sameSign)).toEqual([]);
  });

  it('reads nine in ten of the hard cases', () => {
    const right = hard.filter(({ sameAmount, sameSign }) => sameAmount && sameSign);
    expect(right.length / hard.length).toBeGreaterThanOrEqual(0.9);
  });
});

function asNumber(decimal: string | null): number | null {
  return decimal === null ? null : Number(decimal);
}
