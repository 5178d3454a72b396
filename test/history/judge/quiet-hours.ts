import type { TraceEvent } from '../trace';

type Meaning = Extract<TraceEvent, { kind: 'turn' }>['means'];
export type QuietHours = Extract<Meaning, { kind: 'quiet' }>;

/** Making one takes long. */
const CLOCKS = new Map<string, Intl.DateTimeFormat>();

/** Does the wall clock of the zone stand between the two times? The end is no longer quiet. */
export function isQuietAt({ from, to, timeZone }: QuietHours, at: number): boolean {
  const now = readWallClock(at, timeZone);
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  return begin <= end ? begin <= now && now < end : begin <= now || now < end;
}

/** Minutes since midnight on the wall clock, as the time zone's own rules for summer time say. */
function readWallClock(at: number, timeZone: string): number {
  const clock = CLOCKS.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' });
  CLOCKS.set(timeZone, clock);
  return minutesOf(clock.format(at));
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
}
