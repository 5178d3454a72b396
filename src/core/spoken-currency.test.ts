import { currenciesOf } from './spoken-currency';

describe('currenciesOf', () => {
  it.each([
    ['€', 'EUR'],
    ['euros', 'EUR'],
    ['Eur', 'EUR'],
    ['£', 'GBP'],
    ['$', 'USD'],
    ['kr.', 'SEK'],
    ['chf', 'CHF'],
  ])('%s', (sign, currency) => {
    expect(currenciesOf(sign)[0]).toBe(currency);
  });

  it('knows that a dollar sign may mean other dollars', () => {
    expect(currenciesOf('$')).toContain('CAD');
    expect(currenciesOf('apples')).toEqual([]);
  });
});
