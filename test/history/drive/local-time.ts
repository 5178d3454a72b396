const DAY = 86_400_000;

/** "3 April 2026 at 14:35", as clocks there show it. */
export function writeLocalTime(instant: number, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long' }).format(instant);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(instant);
  return `${day} at ${time}`;
}

/** The first instant of the next day there. */
export function findNextMidnight(instant: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short' });
  const today = format.format(instant);
  let [before, after] = [instant, instant + 1.1 * DAY];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (format.format(middle) === today) before = middle;
    else after = middle;
  }
  return after;
}
