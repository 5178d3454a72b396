import { readAmount } from './amount';

describe('readAmount', () => {
  it.each([
    ['80', 'EUR', 8000],
    ['79.99', 'EUR', 7999],
    ['79,99', 'EUR', 7999],
    ['79,9', 'EUR', 7990],
    ['80.', 'EUR', 8000],
    ['1.299', 'EUR', 129900],
    ['1,299', 'USD', 129900],
    ['1.299,00', 'EUR', 129900],
    ['1,299.50', 'USD', 129950],
    ['1 299,00', 'EUR', 129900],
    ["1'299", 'CHF', 129900],
    ['1.299.000', 'VND', 1299000],
    ['1.299', 'KWD', 1299],
    ['0.299', 'USD', 30],
    ['12000', 'JPY', 12000],
  ])('%s in %s', (text, currency, minor) => {
    expect(readAmount(text, currency)).toEqual({ minor, currency });
  });

  it.each([
    ['0', 'EUR'],
    ['0,00', 'EUR'],
    ['', 'EUR'],
    ['abc', 'EUR'],
    ['1,2,3', 'EUR'],
    ['12.34.56', 'EUR'],
    ['-5', 'EUR'],
    ['80', 'NOPE'],
    ['99999999999999999999', 'EUR'],
  ])('refuses %s in %s', (text, currency) => {
    expect(readAmount(text, currency)).toBeNull();
  });
});
