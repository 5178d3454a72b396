import * as fc from 'fast-check';
import { scaleOf } from '../core/money';
import type { PriceHints } from './currency-sign';
import { readPriceText } from './price-text';
import { measureProcessor } from '../../test/support/processor-time';

const priceOf = (text: string, hints?: PriceHints) => readPriceText(text, hints).price;

describe('how numbers are written', () => {
  it.each([
    ['1,299.95 USD', '1299.95'],
    ['1.299,95 EUR', '1299.95'],
    ['1 299,95 zł', '1299.95'],
    ['1\u00A0299,95 zł', '1299.95'],
    ['1\u202F299,95 €', '1299.95'],
    ['12 345 678 ₫', '12345678'],
    ["CHF 1'299.95", '1299.95'],
    ['CHF 1’299', '1299'],
    ['₹ 2,34,567.50', '234567.50'],
    ['1.299.00 €', '1299.00'],
    ['1.299.500 Rp', '1299500'],
    ['0.125 €', '0.125'],
    ['£1234.567', '1234.567'],
    [',89 €', '0.89'],
    ['Rs.750', '750'],
    ['7.25.-', '7.25'],
    ['1.049,- kr', '1049'],
    ['CHF 49.–', '49'],
    ['007 €', '7'],
    ['24. 90 €', '24.90'],
    ['€ 24 90', '24.90'],
    ['24€90', '24.90'],
    ['24⁹⁰ €', '24.90'],
    ['24,90¹ €', '24.90'],
    ['٣٬٤٩٩٫٥٠ ر.س', '3499.50'],
    ['۱۲۵٬۰۰۰ تومان', '125000'],
    ['￥３，２１０', '3210'],
    ['₹ १,२३४.५०', '1234.50'],
    ['\u200F\u202B 89.90 ₪\u202C', '89.90'],
  ])('%s', (text, price) => {
    expect(priceOf(text)).toBe(price);
  });

  it.each([
    ['KD 7.250', '7.250'],
    ['7.250 €', '7250'],
    ['7,250 د.ت', '7.250'],
    ['BHD 1,007.250', '1007.250'],
    ['¥7,250', '7250'],
    ['25,000 IQD', '25000'],
  ])('three digits after one separator: %s', (text, price) => {
    expect(priceOf(text)).toBe(price);
  });

  it('lets the currency known from elsewhere decide about three digits', () => {
    expect(priceOf('7.250', { currency: 'OMR' })).toBe('7.250');
    expect(priceOf('7.250', { currencyHint: '₫' })).toBe('7250');
    expect(priceOf('7.250')).toBe('7250');
  });
});

describe('which of several numbers is the price', () => {
  it.each([
    ['Was £8.99, now £6.49', '6.49'],
    ['£6.49 (was £8.99)', '6.49'],
    ['UVP 89,00 € 59,00 €', '59.00'],
    ['De: R$ 99,90 Por: R$ 79,90', '79.90'],
    ['Was: $80.00 Now: $0.00', '80.00'],
    ['4x 25,00 € = 100,00 €', '100.00'],
    ['R$ 528,00 ou 12x de R$ 44,00', '528.00'],
    ['8 - 15 €', '8'],
    ['8–15 €', '8'],
    ['$8.00 - $15.00', '8.00'],
    ['from 8 to 15 kr', '8'],
    ['(3,99 €/100 ml) 39,90 €', '39.90'],
    ['1 kg = 12,99 €', '12.99'],
    ['Phone 12 $599', '599'],
    ['27" monitor 199,00 €', '199.00'],
    ['Set of 3 - 12 €', '12'],
    ['Save $10, now $49', '49'],
    ['Pre-order: $59.99', '59.99'],
    ['49 € + 4,99 € Versand', '49'],
    ['49,00 € inkl. MwSt. zzgl. Versandkosten', '49.00'],
    ['Price12.99 €', '12.99'],
    ['69 TL 41.90 TL', '69'],
    ['- $44.99', '44.99'],
    ['Free!', '0'],
  ])('%s', (text, price) => {
    expect(priceOf(text)).toBe(price);
  });
});

describe('what is no price', () => {
  it.each([
    ...[
      '',
      '€',
      'Out of stock',
      'Price on request',
      'Free shipping',
      'NaN',
      'Infinity',
      '1e309',
      '€1e5',
      '0x10',
    ],
    ...[
      '-5',
      '-5 €',
      '-$5.00',
      '$-5',
      '−5,00 €',
      '12.05.2024',
      '2024-05-12',
      '12/05/2024',
      '12 May 2024',
      '10:30',
    ],
    ...[
      '25-09',
      '1.2.3',
      '192.168.1.1',
      '4006381333931',
      'MX924 IX',
      'SKU: 12345',
      '16.00 ft',
      '128 GB',
      '5 in stock',
    ],
    ...[
      '40 % off',
      '-30%',
      '$5 off',
      'You save $10',
      'Free shipping on orders $49+',
      'Versand: 4,95 €',
      '4.5 stars',
    ],
    ...[
      '12x de R$ 44,00',
      'or 4 payments of $25.00',
      '$1.2M',
      '€ 1,2 Mio.',
      '1.5万円',
      '3万5000円',
      '39,9 тыс. руб.',
    ],
    ...['12\uFFFD99 €', '1\uFFFD299,00 €', '12,\uFFFD9 €', '1\uFFFD\uFFFD299', '1 2 3 4 5 6'],
    ...['The 3 nicest walks around the lake and the hills', `${'9'.repeat(400)} €`, `${'x '.repeat(400)}5 €`],
  ])('%s', (text) => {
    expect(priceOf(text)).toBeNull();
  });
});

describe('the currency', () => {
  it.each<[string, string | null, string | null]>([
    ['12,50 Kč', 'Kč', 'CZK'],
    ['US$ 12.50', 'US$', 'USD'],
    ['USD12.50', 'USD', 'USD'],
    ['12.50 eur', 'eur', 'EUR'],
    ['$12.50 CAD', 'CAD', 'CAD'],
    ['$12.50', '$', null],
    ['149 kr', 'kr', null],
    ['149 рублей', 'руб', 'RUB'],
    ['9 472 Ft', 'Ft', 'HUF'],
    ['R8,499', 'R', 'ZAR'],
    ['12.50', null, null],
    ['99¢', '¢', null],
    ['DEM 170', 'DEM', null],
    ['۱۲۵٬۰۰۰ تومان', 'تومان', null],
    ['12,99€14,99£', '€', 'EUR'],
    ['CAD 5 / USD 4', 'CAD', 'CAD'],
    ['Free shipping on orders $49+', '$', null],
  ])('%s', (text, sign, currency) => {
    expect(readPriceText(text)).toMatchObject({ sign, currency });
  });

  it('takes sign and currency from the hint only when the text has none', () => {
    expect(readPriceText('12.50', { currencyHint: 'DKK/pcs' })).toEqual({
      price: '12.50',
      sign: 'DKK',
      currency: 'DKK',
    });
    expect(readPriceText('£12.50', { currencyHint: 'USD' })).toEqual({
      price: '12.50',
      sign: '£',
      currency: 'GBP',
    });
    expect(readPriceText('$12.50', { currencyHint: 'AUD' })).toEqual({
      price: '12.50',
      sign: '$',
      currency: 'AUD',
    });
    expect(readPriceText('12.50', { currency: 'usd' })).toEqual({
      price: '12.50',
      sign: null,
      currency: 'USD',
    });
  });
});

describe('for any input', () => {
  const currency = fc.constantFrom(
    'EUR',
    'USD',
    'GBP',
    'JPY',
    'CHF',
    'INR',
    'SEK',
    'PLN',
    'BRL',
    'KWD',
    'TND',
    'VND',
    'HUF',
  );
  const locale = fc.constantFrom(
    ...[
      'en-US',
      'en-IN',
      'de-DE',
      'de-CH',
      'fr-FR',
      'sv-SE',
      'pl-PL',
      'pt-BR',
      'ja-JP',
      'es-ES',
      'ar-EG',
      'hi-IN',
      'fa-IR',
    ],
  );

  it('reads back what Intl formats', () => {
    fc.assert(
      fc.property(
        currency,
        locale,
        fc.nat({ max: 999_999_999 }),
        fc.boolean(),
        (code, tag, minor, asCode) => {
          const scale = scaleOf(code)!;
          const amount = minor / 10 ** scale;
          const digits = { minimumFractionDigits: scale, maximumFractionDigits: scale };
          const style = {
            style: 'currency',
            currency: code,
            currencyDisplay: asCode ? 'code' : 'symbol',
          } as const;
          const text = new Intl.NumberFormat(tag, { ...style, ...digits }).format(amount);
          expect([text, Number(priceOf(text, { currency: code }))]).toEqual([text, amount]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never throws, and answers with a plain decimal or null', () => {
    const piece = fc.constantFrom(
      ..."0123456789.,' -–€$£xкр%/()\u00A0\uFFFD\u200F٥".split(''),
      'Rs.',
      'now ',
      '12x',
      'USD',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, text, (one, hint) => {
        const { price, currency: code, sign } = readPriceText(one, { currencyHint: hint });
        expect(price ?? '0').toMatch(/^(0|[1-9]\d{0,14})(\.\d+)?$/);
        expect(code === null || scaleOf(code) !== null).toBe(true);
        expect(code === null || sign !== null).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it.each(['9', '1 ', '1,', '$', '1.234.', '. ', ' ', '\u200F', '1x', "1'", '$1', 'руб', '\uFFFD1', '٣٬'])(
    'reads a long row of %j in no time',
    (piece) => {
      const milliseconds = (times: number) => {
        const text = piece.repeat(times);
        return measureProcessor(() => readPriceText(text));
      };
      milliseconds(100);
      expect(milliseconds(500 / piece.length)).toBeLessThan(200);
      expect(milliseconds(200_000)).toBeLessThan(1000);
    },
  );
});
