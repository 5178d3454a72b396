import { currencyOfSign, type PriceHints } from './currency-sign';
import { ABBREVIATIONS, LETTERS, STEMS, SYMBOLS, WORDS } from './currency-signs';
import { isCurrency } from '../core/money';

it.each<[string, PriceHints, string | null]>([
  ['$', { country: 'CA' }, 'CAD'],
  ['$', { language: 'en-AU' }, 'AUD'],
  ['$', { language: 'en' }, null],
  ['$', { currency: 'USD' }, 'USD'],
  ['$', { currency: 'EUR' }, null],
  ['kr', { language: 'sv' }, 'SEK'],
  ['kr', { country: 'NO', language: 'sv' }, 'NOK'],
  ['kr.', { language: 'da-DK' }, 'DKK'],
  ['¥', { language: 'ja' }, 'JPY'],
  ['¥', { country: 'CN' }, 'CNY'],
  ['lei', { country: 'MD' }, 'MDL'],
  ['£', {}, 'GBP'],
  ['£', { country: 'EG' }, 'EGP'],
  ['€', { currency: 'USD', country: 'US' }, 'EUR'],
  ['usd', {}, 'USD'],
  ['ALL', {}, 'ALL'],
  ['تومان', { currency: 'IRR', country: 'IR' }, null],
  ['nonsense', {}, null],
  ['', {}, null],
])('%s with %j', (sign, hints, currency) => {
  expect(currencyOfSign(sign, hints)).toBe(currency);
});

it.each(Object.entries({ SYMBOLS, WORDS, STEMS, ABBREVIATIONS, LETTERS }))(
  'names only ISO 4217 currencies: %s',
  (_, table) => {
    const names = Object.keys(table).flatMap((meaning) => meaning.split(' '));
    expect(names.filter((name) => name !== '-' && !isCurrency(name))).toEqual([]);
  },
);
