import fc from 'fast-check';
import { keepRecent, nextFreeAt } from './pace';

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
        let sent: number[] = [];
        const all: number[] = [];
        for (const pause of pauses) {
          now = nextFreeAt(sent, LIMITS, now + pause);
          sent = [...keepRecent(sent, LIMITS, now), now];
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
});
