import { isQuietAt } from './quiet-hours';

const night = { kind: 'quiet', from: '22:00', to: '7:00', timeZone: 'Europe/Berlin' } as const;
const noon = { kind: 'quiet', from: '12:00', to: '13:30', timeZone: 'America/New_York' } as const;

test.each([
  [night, '2026-01-15T20:59:59Z', false],
  [night, '2026-01-15T21:00:00Z', true],
  [night, '2026-01-15T23:00:00Z', true],
  [night, '2026-01-16T05:59:59Z', true],
  [night, '2026-01-16T06:00:00Z', false],
  [noon, '2026-01-15T16:59:00Z', false],
  [noon, '2026-01-15T17:00:00Z', true],
  [noon, '2026-01-15T18:29:59Z', true],
  [noon, '2026-01-15T18:30:00Z', false],
])('%j at %s: %p', (hours, at, quiet) => {
  expect(isQuietAt(hours, Date.parse(at))).toBe(quiet);
});

test.each([
  ['before summer time', '2026-03-28T06:00:00Z', false],
  ['the night when clocks go forward', '2026-03-29T04:59:00Z', true],
  ['the morning after, an hour sooner', '2026-03-29T05:00:00Z', false],
  ['before winter time', '2026-10-24T05:00:00Z', false],
  ['the night when clocks go back', '2026-10-25T05:59:00Z', true],
  ['the morning after, an hour later', '2026-10-25T06:00:00Z', false],
])('%s: %s', (_when, at, quiet) => {
  expect(isQuietAt(night, Date.parse(at))).toBe(quiet);
});
