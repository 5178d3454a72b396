import { parseRetryAfter } from './retry-after';

const now = Date.UTC(2026, 0, 15, 12);

test.each([
  ['120', 120],
  [' 120 ', 120],
  ['0', 1],
  ['1.5', 2],
  ['999999999', 86_400],
  ['99999999999999999999999', 86_400],
  ['Thu, 15 Jan 2026 12:02:00 GMT', 120],
  ['Thu, 15 Jan 2026 11:00:00 GMT', 1],
  ['Fri, 15 Jan 2027 12:00:00 GMT', 86_400],
  ['', null],
  ['soon', null],
  ['-5 minutes', null],
])('%p asks for %p seconds', (value, seconds) => {
  expect(parseRetryAfter(value, now)).toBe(seconds);
});
