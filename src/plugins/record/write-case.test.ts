import { OFFER } from '../../../test/support/looker-of';
import { expectReading, parseExpectation } from './write-case';

it('expects of a reading what it says', () => {
  expect(expectReading(OFFER)).toEqual({
    kind: 'offer',
    price: '79.90',
    currency: 'EUR',
    availability: 'in-stock',
  });
  expect(expectReading({ kind: 'not-found' })).toEqual({ kind: 'not-found' });
});

it.each([
  ['offer 79.90 EUR', { kind: 'offer', price: '79.90', currency: 'EUR' }],
  [' offer  80 ', { kind: 'offer', price: '80' }],
  ['unavailable', { kind: 'unavailable' }],
])('reads what a person expects: %s', (text, expected) => expect(parseExpectation(text)).toEqual(expected));

it.each(['', 'yes', 'offer 79,90', 'offer 79.90 euros', 'offer 1 EUR more', 'unchanged'])(
  'does not take "%s"',
  (text) => expect(parseExpectation(text)).toBeNull(),
);
