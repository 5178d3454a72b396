import fc from 'fast-check';
import { PROBE_TAKES_MS, findRoom, nextFreeAt, takeRoom } from './pace';

const LIMITS = [
  { count: 7, perMs: 1000 },
  { count: 8, perMs: 2000 },
  { count: 60, perMs: 30_000 },
];

describe('pace', () => {
  it('lets a first message through at once', () => {
    expect(nextFreeAt([], LIMITS, 5000)).toBe(5000);
  });

  it('holds the eighth message of a second', () => {
    expect(nextFreeAt([0, 0, 0, 0, 0, 0, 0], LIMITS, 10)).toBe(1000);
  });

  it('never lets more than a limit through in any window, whenever messages come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 120 }), (pauses) => {
        let now = 0;
        let sent: readonly number[] = [];
        const all: number[] = [];
        for (const pause of pauses) {
          now = nextFreeAt(sent, LIMITS, now + pause);
          sent = takeRoom({ sentAt: sent, blockedUntil: null }, { key: 'c', limits: LIMITS }, now).sentAt;
          all.push(now);
        }
        for (const { count, perMs } of LIMITS) {
          for (const start of all) {
            expect(all.filter((at) => at >= start && at < start + perMs).length).toBeLessThanOrEqual(count);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('lets one message try what was blocked, and the others wait for it', () => {
    const bucket = { key: 'channel', limits: [] };
    const blocked = { sentAt: [], blockedUntil: 500 };
    expect(findRoom(blocked, bucket, 499)).toBe(500);
    expect(findRoom(blocked, bucket, 500)).toBe(500);
    const tried = takeRoom(blocked, bucket, 500);
    expect(tried).toEqual({ sentAt: [], blockedUntil: 500 + PROBE_TAKES_MS });
    expect(takeRoom({ sentAt: [], blockedUntil: null }, bucket, 500)).toEqual({
      sentAt: [],
      blockedUntil: null,
    });
  });
});
