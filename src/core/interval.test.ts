import { DAY } from './history';
import { type Interest, planInterval } from './interval';

const HOUR = 3_600_000;
const WEEK = 7 * DAY;

describe('planInterval', () => {
  it.each<[string, Partial<Interest>, hours: number]>([
    ['of what is new', {}, 6],
    ['of what was just seen to change', { changes: 1, seenMs: HOUR }, 6 / Math.SQRT2],
    ['of what changes once a week', { changes: 52, seenMs: 52 * WEEK }, 6],
    ['of what changes every day', { changes: 364, seenMs: 364 * DAY }, 6 / Math.sqrt(7)],
    ['of what changes all the time', { changes: 10_000, seenMs: 100 * DAY }, 0.5],
    ['of what did not change in a week', { seenMs: WEEK }, 6 * Math.SQRT2],
    ['of what did not change for long', { seenMs: 50 * WEEK }, 12],
    ['of what four follow', { followers: 4 }, 3],
    ['of what a thousand follow', { followers: 1000 }, 0.5],
    ['of what nobody follows just now', { followers: 0 }, 6],
    ['of what four follow and does not change', { followers: 4, seenMs: 3 * WEEK }, 6],
    ['of what is looked at twice a day', { checkEveryMs: DAY / 2, seenMs: 50 * WEEK }, 24],
    ['of what is looked at once a day', { checkEveryMs: DAY, seenMs: 50 * WEEK }, 24],
    ['of what is looked at once a week', { checkEveryMs: WEEK, seenMs: 50 * WEEK }, 7 * 24],
    ['after the clock was put back', { seenMs: -DAY }, 6],
  ])('%s', (_name, interest, hours) => {
    const interval = planInterval({
      checkEveryMs: 6 * HOUR,
      changes: 0,
      seenMs: 0,
      followers: 1,
      ...interest,
    });
    expect(interval / HOUR).toBeCloseTo(hours, 1);
  });
});
