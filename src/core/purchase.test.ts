import { euro } from '../../test/support/periods';
import { endOfReturn, isReturnOver, worthReturningAt } from './purchase';

it.each([
  ['Europe/Berlin', '2026-11-03T22:30:00Z', 14, '2026-11-17T22:59:59.999Z'],
  ['Europe/Berlin', '2026-11-03T23:30:00Z', 14, '2026-11-18T22:59:59.999Z'],
  // Clocks are set back on 25 October: the last day has its own midnight.
  ['Europe/Berlin', '2026-10-20T10:00:00Z', 14, '2026-11-03T22:59:59.999Z'],
  ['America/Los_Angeles', '2026-11-04T02:00:00Z', 1, '2026-11-05T07:59:59.999Z'],
  ['UTC', '2026-01-31T12:00:00Z', 30, '2026-03-02T23:59:59.999Z'],
])('in %s what was bought at %s can be returned for %i days until %s', (zone, bought, days, until) => {
  expect(new Date(endOfReturn(Date.parse(bought), days, zone)).toISOString()).toBe(until);
});

it('is over after its last instant, and never without a purchase', () => {
  const purchase = { price: euro(80), at: 0, until: 99, instead: { kind: 'any-change' } } as const;
  expect([isReturnOver(purchase, 99), isReturnOver(purchase, 100), isReturnOver(null, 100)]).toEqual([
    false,
    true,
    false,
  ]);
});

it('asks for a saving that is worth a word', () => {
  expect([79.9, 0.3].map((price) => worthReturningAt(euro(price)))).toEqual([euro(78.3), euro(0.29)]);
});
