import fc from 'fast-check';
import { instantOf, wallTimeAt } from './wall-time';

const at = (text: string): number => Date.parse(`${text}Z`);

describe('what a clock shows', () => {
  it.each([
    ['Europe/Berlin', '2026-01-16T09:00:00', '2026-01-16T08:00:00'],
    ['Europe/Berlin', '2026-07-16T09:00:00', '2026-07-16T07:00:00'],
    ['America/New_York', '2026-01-16T09:00:00', '2026-01-16T14:00:00'],
    ['Asia/Kolkata', '2026-01-16T09:00:00', '2026-01-16T03:30:00'],
    ['Pacific/Kiritimati', '2026-01-01T00:30:00', '2025-12-31T10:30:00'],
    // 02:00 to 03:00 is skipped on 29 March 2026.
    ['Europe/Berlin', '2026-03-29T02:30:00', '2026-03-29T01:30:00'],
    ['Europe/Berlin', '2026-03-29T03:00:00', '2026-03-29T01:00:00'],
    // 02:00 to 03:00 is shown twice on 25 October 2026.
    ['Europe/Berlin', '2026-10-25T02:30:00', '2026-10-25T00:30:00'],
    ['Europe/Berlin', '2026-10-25T03:30:00', '2026-10-25T02:30:00'],
    ['UTC', '2026-01-16T09:00:00', '2026-01-16T09:00:00'],
  ])('in %s, %s is %s UTC', (zone, wall, instant) => {
    expect(new Date(instantOf(at(wall), zone)).toISOString()).toBe(new Date(at(instant)).toISOString());
  });

  it('comes back from every instant, but for the hour that is shown twice', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Tehran');
    const instants = fc.integer({ min: at('2020-01-01') / 1000, max: at('2035-01-01') / 1000 });
    fc.assert(
      fc.property(zones, instants, (zone, seconds) => {
        const wall = wallTimeAt(seconds * 1000, zone);
        const back = instantOf(wall, zone);
        expect(wallTimeAt(back, zone)).toBe(wall);
        expect(seconds * 1000 - back).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });
});
