import { type Money, toDecimal } from '../../core/money';
import { type Reading, chosenOffer } from '../../core/reading';
import type { Expectation } from './recorded-case';

/** Says in which way a reading is not the expected one; null when it is. Amounts are compared as numbers. */
export function compareReading(expected: Expectation, reading: Reading): string | null {
  const why = 'why' in reading ? ` (${reading.why})` : '';
  if (reading.kind !== expected.kind) return `is ${reading.kind}${why} instead of ${expected.kind}`;
  const offer = chosenOffer(reading);
  const got = {
    title: offer?.title,
    price: decimalOf(offer?.price),
    currency: offer?.price?.currency,
    listPrice: decimalOf(offer?.listPrice),
    availability: offer?.availability,
    variant: offer?.variant,
  };
  const differences = (Object.keys(got) as (keyof typeof got)[]).flatMap((name) => {
    const wanted = expected[name];
    return wanted === undefined || isSame(name, wanted, got[name])
      ? []
      : [`${name} is ${got[name] ?? 'missing'} instead of ${wanted ?? 'missing'}`];
  });
  return differences.length === 0 ? null : differences.join(', ');
}

function isSame(name: string, wanted: string | null, got: string | null | undefined): boolean {
  if (wanted === null || got === null || got === undefined) return wanted === (got ?? null);
  return name === 'price' || name === 'listPrice' ? Number(wanted) === Number(got) : wanted === got;
}

function decimalOf(money: Money | null | undefined): string | null {
  return money ? toDecimal(money) : null;
}
