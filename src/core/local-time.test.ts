import fc from 'fast-check';
import { endOfHours, nextMidnight } from './local-time';

const NIGHT = { from: 22 * 60, to: 7 * 60 };
const BERLIN = 'Europe/Berlin';

function at(iso: string): number {
  return Date.parse(iso);
}

describe('endOfHours', () => {
  it.each<[string, string, string | null]>([
    ['in winter', '2026-01-15T23:30:00Z', '2026-01-16T06:00:00Z'],
    ['in summer', '2026-07-15T23:30:00Z', '2026-07-16T05:00:00Z'],
    ['at their first minute', '2026-01-15T21:00:00Z', '2026-01-16T06:00:00Z'],
    ['a minute before them', '2026-01-15T20:59:59Z', null],
    ['in their last minute', '2026-01-16T05:59:59Z', '2026-01-16T06:00:00Z'],
    ['when they are over', '2026-01-16T06:00:00Z', null],
    ['when clocks are set forward in the night', '2026-03-28T22:30:00Z', '2026-03-29T05:00:00Z'],
    ['when clocks are set back in the night', '2026-10-24T22:30:00Z', '2026-10-25T06:00:00Z'],
  ])('%s', (_name, now, end) => {
    expect(endOfHours(NIGHT, BERLIN, at(now))).toBe(end && at(end));
  });

  it('ends where clocks jump over the end', () => {
    const hours = { from: 22 * 60, to: 2 * 60 + 30 };
    expect(endOfHours(hours, BERLIN, at('2026-03-28T23:30:00Z'))).toBe(at('2026-03-29T01:00:00Z'));
  });

  it('knows hours within one day', () => {
    const noon = { from: 12 * 60, to: 13 * 60 };
    expect(endOfHours(noon, 'UTC', at('2026-01-15T12:15:10Z'))).toBe(at('2026-01-15T13:00:00Z'));
    expect(endOfHours(noon, 'UTC', at('2026-01-15T13:00:00Z'))).toBeNull();
  });

  it('says an instant that is no more within, and not long before was, in any zone and at any time', () => {
    const zones = [
      BERLIN,
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Asia/Kathmandu',
      'UTC',
    ];
    const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
    const years = fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') });
    fc.assert(
      fc.property(minutes, minutes, years, fc.constantFrom(...zones), (from, to, now, zone) => {
        fc.pre(from !== to);
        const end = endOfHours({ from, to }, zone, now);
        if (end === null) return;
        expect(end).toBeGreaterThan(now);
        expect(end - now).toBeLessThanOrEqual(25 * 60 * 60_000);
        expect(endOfHours({ from, to }, zone, end)).toBeNull();
        expect(endOfHours({ from, to }, zone, Math.max(now, end - 60_000))).toBe(end);
      }),
      { numRuns: 300 },
    );
  });
});

describe('nextMidnight', () => {
  it.each<[string, string, string, string]>([
    ['of the zone', BERLIN, '2026-01-15T12:00:00Z', '2026-01-15T23:00:00Z'],
    ['from midnight on', BERLIN, '2026-01-15T23:00:30Z', '2026-01-16T23:00:00Z'],
    ['on the day when clocks are set back', BERLIN, '2026-10-25T00:30:00Z', '2026-10-25T23:00:00Z'],
    ['where clocks jump over it', 'Africa/Cairo', '2026-04-23T12:00:00Z', '2026-04-23T22:00:00Z'],
  ])('is that %s', (_name, zone, now, end) => {
    expect(nextMidnight(zone, at(now))).toBe(at(end));
  });
});
