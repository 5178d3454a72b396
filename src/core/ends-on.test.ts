import { isOver, overAt } from './ends-on';

it.each([
  // Noon UTC is when the day before ends on Baker Island.
  ['2026-12-24', '2026-12-25T11:59:59.999Z', false],
  ['2026-12-24', '2026-12-25T12:00:00Z', true],
  ['2024-02-29', '2024-03-01T12:00:00Z', true],
])('what is sold for %s at %s: over is %s', (endsOn, now, over) => {
  expect(isOver(endsOn, Date.parse(now))).toBe(over);
});

it.each(['America/Los_Angeles', 'Pacific/Honolulu', 'Europe/Berlin', 'Pacific/Auckland'])(
  'is never over while the day lasts in %s',
  (timeZone) => {
    const lastMoment = new Intl.DateTimeFormat('sv', { timeZone }).format(overAt('2026-12-24') - 1);
    expect(lastMoment >= '2026-12-24').toBe(true);
    expect(new Intl.DateTimeFormat('sv', { timeZone }).format(overAt('2026-12-24'))).not.toBe('2026-12-24');
  },
);

it('never comes for what has no end', () => {
  expect(isOver(null, Number.MAX_SAFE_INTEGER)).toBe(false);
});
