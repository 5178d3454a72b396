import { DAY, type Instant } from './history';

/** What a clock on the wall shows, somewhere: as milliseconds since 1970 as if that place were UTC. */
export type WallTime = number;

/** @param timeZone IANA. */
export function wallTimeAt(at: Instant, timeZone: string): WallTime {
  const parts = formatFor(timeZone).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value);
  const [year, month, day] = [read('year'), read('month'), read('day')];
  return Date.UTC(year, month - 1, day, read('hour'), read('minute'), read('second'));
}

/**
 * When the clocks of a zone show this. Where they show it twice, the first time; where they skip it, as much
 * later as they skip.
 */
export function instantOf(wall: WallTime, timeZone: string): Instant {
  const before = wall - offsetAt(wall - DAY, timeZone);
  const after = wall - offsetAt(wall + DAY, timeZone);
  const shown = [before, after].filter((at) => wallTimeAt(at, timeZone) === wall);
  return shown.length > 0 ? Math.min(...shown) : before;
}

/** How far the clocks are ahead of UTC; whole seconds of `at` are enough. */
function offsetAt(at: Instant, timeZone: string): number {
  const second = Math.floor(at / 1000) * 1000;
  return wallTimeAt(second, timeZone) - second;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(timeZone, format);
  return format;
}
