import { OFFER } from '../../../test/support/looker-of';
import type { Offer } from '../../core/offer';
import type { Reading } from '../../core/reading';
import { compareLooks } from './compare-looks';

function offer(changes: Partial<Offer> = {}): Reading {
  return { ...OFFER, offers: OFFER.offers.map((each) => ({ ...each, ...changes })) };
}

const from = (source: string): Reading => offer({ evidence: { source, snippet: '' } });
const titled = (title: string): Reading => offer({ title });
const sold: Reading = { kind: 'unavailable' };
const gone: Reading = { kind: 'not-found' };
const unreadable: Reading = { kind: 'unreadable', why: 'No price.' };

it.each<[string, Reading | null, Reading, string, string[]]>([
  ['the same offer', OFFER, OFFER, 'same', []],
  ['another price', OFFER, offer({ price: { minor: 1, currency: 'USD' } }), 'same', []],
  ['a title that lost some words', titled('Kettle 1.5 l, blue'), titled('Kettle 1.5 l'), 'same', []],
  [
    'another title',
    titled('Copper kettle'),
    titled('Our best offers'),
    'drifted',
    ['is titled "Our best offers" instead of "Copper kettle"'],
  ],
  [
    'a price from elsewhere',
    from('json-ld'),
    from('page text'),
    'drifted',
    ['has its price from page text instead of json-ld'],
  ],
  [
    'no price to be found',
    OFFER,
    unreadable,
    'drifted',
    ['is unreadable (No price.) instead of offer for 79.90 EUR by test'],
  ],
  [
    'a page of another kind',
    OFFER,
    { kind: 'not-a-product' },
    'drifted',
    [expect.stringContaining('not-a-product')],
  ],
  [
    'a product sold out',
    OFFER,
    sold,
    'changed',
    [expect.stringContaining('is unavailable instead of offer')],
  ],
  ['a product gone', OFFER, gone, 'changed', [expect.stringContaining('is not-found')]],
  [
    'a missing product that is no more recognised',
    gone,
    unreadable,
    'drifted',
    [expect.stringContaining('instead of not-found')],
  ],
  ['the same failure', gone, gone, 'same', []],
  ['a captcha', OFFER, { kind: 'blocked' }, 'unseen', ['blocked']],
  ['an offer where nothing was recorded', null, OFFER, 'same', []],
  [
    'no offer where nothing was recorded',
    null,
    unreadable,
    'drifted',
    ['is unreadable (No price.) instead of an offer'],
  ],
])('takes %s for what it is', (_, last, now, drift, differences) => {
  expect(compareLooks(last, now)).toEqual({ drift, differences });
});
