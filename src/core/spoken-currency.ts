import { isCurrency } from './money';

const DOLLARS = ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD', 'MXN', 'ARS', 'CLP', 'COP'];
const CROWNS = ['SEK', 'NOK', 'DKK', 'ISK', 'CZK'];

/**
 * What people say to us for a currency, lower case; shops write more, and mean it more exactly. The usual
 * meaning comes first.
 */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  euro: ['EUR'],
  $: DOLLARS,
  dollar: DOLLARS,
  buck: DOLLARS,
  us$: ['USD'],
  ca$: ['CAD'],
  c$: ['CAD'],
  a$: ['AUD'],
  au$: ['AUD'],
  r$: ['BRL'],
  '£': ['GBP'],
  pound: ['GBP'],
  quid: ['GBP'],
  '¥': ['JPY', 'CNY'],
  yen: ['JPY'],
  yuan: ['CNY'],
  kr: CROWNS,
  kč: ['CZK'],
  zł: ['PLN'],
  zl: ['PLN'],
  zloty: ['PLN'],
  ft: ['HUF'],
  '₹': ['INR'],
  rupee: ['INR', 'PKR', 'LKR', 'NPR'],
  '₩': ['KRW'],
  '₺': ['TRY'],
  '₴': ['UAH'],
  '₽': ['RUB'],
  '₪': ['ILS'],
  '฿': ['THB'],
  '₫': ['VND'],
  '₱': ['PHP'],
  fr: ['CHF'],
  franc: ['CHF'],
  franken: ['CHF'],
};

/**
 * @returns the ISO 4217 codes that a sign, word or code may mean, most usual first; empty when it is none.
 */
export function currenciesOf(sign: string): readonly string[] {
  const written = sign.trim().toLowerCase().replace(/\.$/, '');
  const known = SIGNS[written] ?? SIGNS[written.replace(/s$/, '')];
  if (known) return known;
  const code = written.toUpperCase();
  return isCurrency(code) ? [code] : [];
}
