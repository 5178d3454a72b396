import type { Instant } from './history';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Hours of the day as the person's clock shows them, in minutes since midnight. `from` may be later than
 * `to`: over night.
 */
export interface DailyHours {
  readonly from: number;
  /** The first minute after them. */
  readonly to: number;
}

/** @returns the minutes since midnight that clocks show in a time zone. */
function localMinutes(at: Instant, timeZone: string): number {
  const [hour = 0, minute = 0] = formatFor(timeZone).format(at).split(':').map(Number);
  return hour * 60 + minute;
}

/** Formatters are costly to make: one is kept for each zone. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, format);
  return format;
}

function isWithin({ from, to }: DailyHours, minutes: number): boolean {
  return from <= to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}

/**
 * @returns the first instant, to the minute, at which the hours are over; null when `now` is not within them.
 * Clocks that are set forward or back in between are read as they are.
 */
export function endOfHours(hours: DailyHours, timeZone: string, now: Instant): Instant | null {
  if (!isWithin(hours, localMinutes(now, timeZone))) return null;
  let within = now;
  for (;;) {
    const left = (hours.to - localMinutes(within, timeZone) + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
    const guess = floorToMinute(within) + left * MINUTE;
    if (!isWithin(hours, localMinutes(guess, timeZone))) return findEnd(hours, timeZone, within, guess);
    within = guess;
  }
}

/**
 * The end lies behind `within` and not behind `outside`: where clocks jump over it, before what they were to
 * show.
 */
function findEnd(hours: DailyHours, timeZone: string, within: Instant, outside: Instant): Instant {
  let [low, high] = [floorToMinute(within), outside];
  while (high - low > MINUTE) {
    const middle = floorToMinute((low + high) / 2);
    if (isWithin(hours, localMinutes(middle, timeZone))) low = middle;
    else high = middle;
  }
  return high;
}

/** @returns the next midnight that clocks show. */
export function nextMidnight(timeZone: string, now: Instant): Instant {
  const from = localMinutes(now, timeZone);
  if (from === 0) return nextMidnight(timeZone, now + MINUTE);
  return endOfHours({ from, to: 0 }, timeZone, now) ?? now;
}

function floorToMinute(at: Instant): Instant {
  return at - (at % MINUTE);
}
