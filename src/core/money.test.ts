import fc from 'fast-check';
import { codes } from 'currency-codes';
import {
  formatMoney,
  fromDecimal,
  isCurrency,
  lessPercent,
  percentBelow,
  sameMoney,
  scaleOf,
  toDecimal,
  type Money,
} from './money';

const currencies = fc.constantFrom(...codes().filter((code) => scaleOf(code) !== null));
const amounts: fc.Arbitrary<Money> = fc.record({
  minor: fc.integer({ min: 0, max: 9e11 }),
  currency: currencies,
});
const percents = fc.integer({ min: 1, max: 99 });

describe('money', () => {
  it.each([
    ['12.34', 'EUR', 1234],
    ['12.3', 'EUR', 1230],
    ['12', 'EUR', 1200],
    ['12.345', 'EUR', 1235],
    ['12.344999', 'EUR', 1234],
    ['0.999', 'EUR', 100],
    ['1200.5', 'JPY', 1201],
    ['1.2345', 'KWD', 1235],
    ['9680', 'HUF', 968_000],
  ])('reads %s %s as %d of its smallest unit', (decimal, currency, minor) => {
    expect(fromDecimal(decimal, currency)).toEqual({ minor, currency });
  });

  it.each([
    ['', 'EUR'],
    ['-1', 'EUR'],
    ['1,5', 'EUR'],
    ['1e3', 'EUR'],
    [' 1', 'EUR'],
    ['1.', 'EUR'],
    ['.5', 'EUR'],
    ['1', 'XYZ'],
    ['1', 'eur '],
    ['999999999999999', 'EUR'],
  ])('does not read "%s" %s', (decimal, currency) => {
    expect(fromDecimal(decimal, currency)).toBeNull();
  });

  it('takes the scale from ISO 4217', () => {
    expect(['EUR', 'JPY', 'KWD', 'HUF', 'ISK', 'XYZ'].map(scaleOf)).toEqual([2, 0, 3, 2, 0, null]);
    expect(isCurrency('EUR')).toBe(true);
    expect(isCurrency('XYZ')).toBe(false);
  });

  it('is the same after it was written as a decimal and read again, in every currency', () => {
    fc.assert(
      fc.property(amounts, (money) => {
        const decimal = toDecimal(money);
        expect(fromDecimal(decimal, money.currency)).toEqual(money);
        expect((decimal.split('.')[1] ?? '').length).toBe(scaleOf(money.currency));
      }),
    );
  });

  it('keeps the order of the decimals it is read from, and is off by half a unit at most', () => {
    const decimals = fc
      .tuple(fc.integer({ min: 0, max: 1e6 }), fc.stringMatching(/^[0-9]{1,6}$/))
      .map(([whole, fraction]) => `${whole}.${fraction}`);
    fc.assert(
      fc.property(decimals, decimals, currencies, (a, b, currency) => {
        const [one, other] = [a, b].map((decimal) => fromDecimal(decimal, currency)!.minor) as [
          number,
          number,
        ];
        if (Number(a) < Number(b)) expect(one).toBeLessThanOrEqual(other);
        expect(Math.abs(one / 10 ** scaleOf(currency)! - Number(a))).toBeLessThanOrEqual(
          0.5 / 10 ** scaleOf(currency)! + 1e-9,
        );
      }),
    );
  });

  it('falls by a percentage to the highest amount that is no higher', () => {
    expect(lessPercent({ minor: 9900, currency: 'EUR' }, 20)).toEqual({ minor: 7920, currency: 'EUR' });
    fc.assert(
      fc.property(amounts, percents, (money, percent) => {
        const { minor } = lessPercent(money, percent);
        // In whole numbers, as floating point would round.
        const [kept, whole] = [BigInt(minor) * 100n, BigInt(money.minor) * BigInt(100 - percent)];
        expect(kept <= whole && whole < kept + 100n).toBe(true);
      }),
    );
  });

  it('lies as far below as it was lowered, and never below another currency', () => {
    fc.assert(
      fc.property(amounts, percents, (money, percent) => {
        const fall = percentBelow(money, lessPercent(money, percent));
        if (money.minor === 0) expect(fall).toBeNull();
        else expect(fall).toBeGreaterThanOrEqual(percent - 1e-9);
      }),
    );
    const [euro, dollar] = ['EUR', 'USD'].map((currency) => ({ minor: 100, currency })) as [Money, Money];
    expect(percentBelow(euro, dollar)).toBeNull();
    expect(sameMoney(euro, dollar)).toBe(false);
    expect(percentBelow({ ...euro, minor: 80 }, euro)).toBe(-25);
  });

  it('is printed with the digits of ISO 4217, not with those of the locale data', () => {
    expect(formatMoney({ minor: 7920, currency: 'EUR' }, 'en')).toBe('€79.20');
    expect(formatMoney({ minor: 7920, currency: 'EUR' }, 'de')).toBe('79,20\u00a0€');
    expect(formatMoney({ minor: 1200, currency: 'JPY' }, 'en')).toBe('¥1,200');
    expect(formatMoney({ minor: 968_050, currency: 'HUF' }, 'en')).toBe('HUF\u00a09,680.50');
  });
});
