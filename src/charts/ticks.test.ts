import { DAY } from '../core/history';
import { roundNumbers, timeTicks } from './ticks';

it.each([
  [7000, 10_000, [7000, 8000, 9000, 10_000]],
  [1998, 2003, [1998, 2000, 2002]],
  [0, 250_000_000, [0, 100_000_000, 200_000_000]],
  [5, 5, [5]],
])('round numbers from %d to %d', (low, high, numbers) => {
  expect(roundNumbers(low, high, 4)).toEqual(numbers);
});

const TO = Date.UTC(2026, 10, 22, 18);

it.each([
  [1, 'day', ['2026-11-22']],
  [30, 'day', ['2026-10-25', '2026-11-01', '2026-11-08', '2026-11-15', '2026-11-22']],
  [365, 'month', ['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01']],
  [1500, 'year', ['2023-01-01', '2024-01-01', '2025-01-01', '2026-01-01']],
])('the days that %d days name', (days, unit, named) => {
  const ticks = timeTicks(TO - days * DAY, TO, 5);
  expect(ticks.unit).toBe(unit);
  expect(ticks.at.map((at) => new Date(at).toISOString().slice(0, 10))).toEqual(named);
});

it.each([1, 20, 100, 400, 3000, 20_000])('are few, however long the time: %d days', (days) => {
  const { at } = timeTicks(TO - days * DAY, TO, 5);
  expect(at.length).toBeGreaterThan(0);
  expect(at.length).toBeLessThanOrEqual(6);
});
