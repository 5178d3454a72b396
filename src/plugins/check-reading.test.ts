import type { Offer } from '../core/offer';
import { checkReading } from './check-reading';
import type { Reading } from '../core/reading';

const OFFER: Offer = {
  title: 'Kettle',
  url: 'https://shop.example/kettle',
  price: { minor: 7990, currency: 'EUR' },
  availability: 'in-stock',
  from: false,
  evidence: { source: 'json-ld', snippet: '79.90' },
  confidence: 1,
};

/** null when it is not believed. */
function believed(candidate: unknown): Reading | null {
  const checked = checkReading(candidate);
  return 'reading' in checked ? checked.reading : null;
}

function withPrice(minor: number, currency = 'EUR'): object {
  return { kind: 'offer', offers: [{ ...OFFER, price: { minor, currency } }], chosen: 0 };
}

it.each([
  {
    kind: 'offer',
    offers: [OFFER],
    chosen: 0,
    canonical: { key: 'k', url: OFFER.url },
    endsOn: '2026-12-24',
  },
  { kind: 'unavailable' },
  { kind: 'unavailable', offer: { ...OFFER, price: null, availability: 'out-of-stock' } },
  { kind: 'ambiguous', candidates: [OFFER, OFFER] },
  { kind: 'not-a-product' },
  { kind: 'not-found' },
  { kind: 'blocked', retryAfterSeconds: 30 },
  { kind: 'unreadable', why: 'No price.' },
  { kind: 'refused', why: 'No.' },
  { kind: 'unreachable', why: 'Gone.' },
])('believes $kind', (reading) => {
  expect(believed(reading)).toEqual(reading);
});

it.each<[string, unknown]>([
  ['nothing', undefined],
  ['a text', '79.90'],
  ['an unknown kind', { kind: 'cheap' }],
  ['unchanged, which only Ebb itself can know', { kind: 'unchanged' }],
  ['no offers', { kind: 'offer', offers: [], chosen: 0 }],
  ['a choice outside of the offers', { kind: 'offer', offers: [OFFER], chosen: 1 }],
  ['a price that is a text', { kind: 'offer', offers: [{ ...OFFER, price: '79.90' }], chosen: 0 }],
  ['a currency that does not exist', withPrice(7990, 'EURO')],
  ['a price that is no number', withPrice(Number.NaN)],
  ['a link that runs code', { kind: 'offer', offers: [{ ...OFFER, url: 'javascript:alert(1)' }], chosen: 0 }],
  ['a confidence above 1', { kind: 'offer', offers: [{ ...OFFER, confidence: 2 }], chosen: 0 }],
  ['no title', { kind: 'offer', offers: [{ ...OFFER, title: ' ' }], chosen: 0 }],
  ['a day that does not exist', { kind: 'offer', offers: [OFFER], chosen: 0, endsOn: '2026-02-30' }],
])('does not believe %s', (_, candidate) => {
  expect(believed(candidate)).toBeNull();
});

it.each([
  [0, 'EUR'],
  [1, 'EUR'],
  [-7990, 'EUR'],
  [79.9, 'EUR'],
  [2 ** 53, 'EUR'],
  [99_999_900, 'EUR'],
  [99_999_999, 'EUR'],
  [999_999, 'JPY'],
  [9_999_999, 'JPY'],
])('takes %d minor units of %s for no price', (minor, currency) => {
  expect(believed(withPrice(minor, currency))).toMatchObject({ kind: 'unreadable' });
});

it.each([
  [2, 'EUR'],
  [1, 'JPY'],
  [999_999, 'EUR'],
  [99_999, 'JPY'],
])('takes %d minor units of %s for a price', (minor, currency) => {
  expect(believed(withPrice(minor, currency))).toMatchObject({ kind: 'offer' });
});

it('takes an offer without a price for unreadable', () => {
  const reading = { kind: 'offer', offers: [{ ...OFFER, price: null }], chosen: 0 };
  expect(believed(reading)).toMatchObject({ kind: 'unreadable' });
});

it('drops false prices beside the chosen one', () => {
  const free = { ...OFFER, price: { minor: 0, currency: 'EUR' } };
  expect(believed({ kind: 'offer', offers: [OFFER, free], chosen: 0 })).toMatchObject({
    offers: [{ price: { minor: 7990 } }, { price: null }],
  });
  expect(believed({ kind: 'ambiguous', candidates: [free] })).toMatchObject({
    candidates: [{ price: null }],
  });
  expect(believed({ kind: 'unavailable', offer: free })).toMatchObject({ offer: { price: null } });
});

it('drops a list price that cannot be one', () => {
  const other = { ...OFFER, listPrice: { minor: 9900, currency: 'USD' } };
  const reading = believed({ kind: 'offer', offers: [other], chosen: 0 });
  expect(reading?.kind === 'offer' && reading.offers[0]).not.toHaveProperty('listPrice');
});

it('cuts the snippet and drops what it does not know', () => {
  const evidence = { source: 'json-ld', snippet: 'x'.repeat(5000), page: '<html>' };
  const reading = believed({
    kind: 'offer',
    offers: [{ ...OFFER, evidence, page: 1 }],
    chosen: 0,
    page: 2,
  });
  expect(reading).toEqual({
    kind: 'offer',
    offers: [{ ...OFFER, evidence: { source: 'json-ld', snippet: 'x'.repeat(200) } }],
    chosen: 0,
  });
});

it('resolves the image and loses what is wrong beside the price, not the price', () => {
  const offers = [{ ...OFFER, image: '//cdn.example/a.jpg', seller: ' ', condition: 3, variant: 'Blue' }];
  expect(believed({ kind: 'offer', offers, chosen: 0 })).toMatchObject({
    offers: [{ ...OFFER, image: 'https://cdn.example/a.jpg', variant: 'Blue' }],
  });
  const bad = believed({ kind: 'offer', offers: [{ ...OFFER, image: 'javascript:alert(1)' }], chosen: 0 });
  expect(bad).toEqual({ kind: 'offer', offers: [OFFER], chosen: 0 });
});

it('tells a developer what is wrong', () => {
  expect(checkReading({ kind: 'offer', offers: [{ ...OFFER, title: '' }], chosen: 0 })).toEqual({
    fault: expect.stringContaining('offers[0].title'),
  });
});
