import { DAY, type Instant } from '../core/history';

const STEPS = [1, 2, 5, 10];

/** Round numbers from `low` to `high`, about `wanted` of them, as multiples of a step of at least `least`. */
export function roundNumbers(low: number, high: number, wanted: number, least = 1): number[] {
  const rough = Math.max(least, (high - low) / wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((one) => one * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step);
  const count = Math.max(0, Math.floor(high / step) - first + 1);
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}

/** What a tick on the time axis names. */
export interface TimeTicks {
  readonly unit: 'day' | 'month' | 'year';
  readonly at: readonly Instant[];
}

const DAY_STEPS = [1, 2, 5, 7, 14, 28];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60];
const MONTH: number = 30.44 * DAY;

/** Midnights, or firsts of months, UTC, between `from` and `to`: at most `most` of them. */
export function timeTicks(from: Instant, to: Instant, most: number): TimeTicks {
  const days = DAY_STEPS.find((step) => (to - from) / (step * DAY) <= most);
  if (days !== undefined) return { unit: 'day', at: listDays(from, to, days) };
  const months = MONTH_STEPS.find((step) => (to - from) / (step * MONTH) <= most) ?? 120;
  return { unit: months < 12 ? 'month' : 'year', at: listMonths(from, to, months) };
}

/** Counted back from the last midnight, so that the newest day is named. */
function listDays(from: Instant, to: Instant, step: number): Instant[] {
  const at: Instant[] = [];
  for (let day = Math.floor(to / DAY) * DAY; day >= from; day -= step * DAY) at.unshift(day);
  return at;
}

function listMonths(from: Instant, to: Instant, step: number): Instant[] {
  const start = new Date(from);
  const next = (start.getUTCFullYear() - 1970) * 12 + start.getUTCMonth() + 1;
  const at: Instant[] = [];
  for (let month = Math.ceil(next / step) * step; Date.UTC(1970, month) <= to; month += step) {
    at.push(Date.UTC(1970, month));
  }
  return at;
}
