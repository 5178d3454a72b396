import fc from 'fast-check';
import { DAY_ONE as NOW } from '../../test/support/periods';
import { DAY } from './history';
import type { Reading } from './reading';
import { nextCheckAt, type CheckOutcome } from './schedule';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const UNREACHABLE: Reading = { kind: 'unreachable', why: '' };

/** How long until the next look, with the default settings and no jitter to either side. */
function waitAfter(outcome: Partial<CheckOutcome>): number {
  const at = nextCheckAt({
    now: NOW,
    reading: { kind: 'unchanged' },
    failures: 0,
    checkEveryMs: 6 * HOUR,
    floorMs: 30 * MINUTE,
    minIntervalMs: 0,
    lookAgainAt: null,
    jitter: 0.5,
    ...outcome,
  });
  return at - NOW;
}

describe('nextCheckAt', () => {
  it.each<[string, Partial<CheckOutcome>, number]>([
    ['regularly', {}, 6 * HOUR],
    ['a tenth earlier', { jitter: 0 }, 5.4 * HOUR],
    ['up to a tenth later', { jitter: 0.999_999_999_9 }, 6.6 * HOUR],
    ['not under the floor', { checkEveryMs: MINUTE }, 30 * MINUTE],
    ['not under the floor by jitter', { checkEveryMs: MINUTE, jitter: 0 }, 30 * MINUTE],
    ['every second, where the operator says so', { checkEveryMs: 1000, floorMs: 1000 }, 1000],
    [
      'not under the least of the watcher',
      { checkEveryMs: 1000, floorMs: 1000, minIntervalMs: HOUR, jitter: 0 },
      HOUR,
    ],
    ['once a week, where the operator says so', { checkEveryMs: 7 * DAY }, 7 * DAY],

    ['for a pending price', { lookAgainAt: NOW + 30 * MINUTE }, 30 * MINUTE],
    ['for a pending price that is due', { lookAgainAt: NOW - 1 }, 30 * MINUTE],
    ['for a pending price, not under the least', { lookAgainAt: NOW + MINUTE, minIntervalMs: HOUR }, HOUR],

    ['after one failure', { failures: 1, reading: { kind: 'not-found' } }, 6 * HOUR],
    ['after three failures', { failures: 3, reading: { kind: 'not-found' } }, DAY / 1.1],
    ['after many failures', { failures: 500, reading: { kind: 'not-found' } }, DAY / 1.1],
    ['a day at most, by jitter', { failures: 9, reading: { kind: 'not-found' }, jitter: 1 }, DAY],
    [
      'after a failure of a weekly look',
      { failures: 2, reading: { kind: 'not-found' }, checkEveryMs: 7 * DAY },
      7 * DAY,
    ],
    ['soon when it could not be reached', { failures: 1, reading: UNREACHABLE }, 30 * MINUTE],
    ['later when it still cannot', { failures: 4, reading: UNREACHABLE }, 4 * HOUR],

    [
      'when the shop says, at the earliest',
      { failures: 1, reading: { kind: 'blocked', retryAfterSeconds: 36_000 }, jitter: 0 },
      10 * HOUR,
    ],
    [
      'when the shop says, and in the place of the product among the others of the shop',
      { failures: 1, reading: { kind: 'blocked', retryAfterSeconds: 36_000 } },
      10.5 * HOUR,
    ],
    [
      'an hour after the longest pause, at the latest',
      { failures: 9, reading: { kind: 'blocked', retryAfterSeconds: 1e12 }, jitter: 0.999_999_9 },
      25 * HOUR,
    ],
    [
      'when the shop says much too long',
      { failures: 1, reading: { kind: 'blocked', retryAfterSeconds: 1e12 }, jitter: 0 },
      DAY,
    ],
    [
      'later than the shop says',
      { failures: 1, reading: { kind: 'blocked', retryAfterSeconds: 5 } },
      6 * HOUR,
    ],
    ['when the shop says nothing', { failures: 1, reading: { kind: 'blocked' } }, 6 * HOUR],
    [
      'not before the shop says, by jitter',
      { failures: 1, reading: { kind: 'blocked', retryAfterSeconds: 6 * 3600 }, jitter: 0 },
      6 * HOUR,
    ],
  ])('%s', (_name, outcome, expected) => {
    expect(waitAfter(outcome)).toBeCloseTo(expected, -1);
  });

  it('grows from failure to failure and never undercuts what is allowed', () => {
    const numbers = {
      checkEveryMs: fc.integer({ min: 1000, max: 2 * DAY }),
      floorMs: fc.integer({ min: 1000, max: DAY }),
      minIntervalMs: fc.integer({ min: 0, max: DAY }),
      failures: fc.integer({ min: 0, max: 40 }),
      jitter: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      reading: fc.constantFrom<Reading>(
        UNREACHABLE,
        { kind: 'not-found' },
        { kind: 'blocked', retryAfterSeconds: 9 },
      ),
    };
    fc.assert(
      fc.property(fc.record(numbers), (outcome) => {
        const wait = waitAfter(outcome);
        expect(wait).toBeGreaterThanOrEqual(Math.max(outcome.floorMs, outcome.minIntervalMs));
        const more = waitAfter({ ...outcome, failures: outcome.failures + 1 });
        if (outcome.failures > 0) expect(more).toBeGreaterThanOrEqual(wait);
      }),
    );
  });
});
