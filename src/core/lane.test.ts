import { DAY } from './history';
import { IDLE_LANE, type LaneState, type Visit, askLane, isClosed, leaveLane } from './lane';

const NOW = 1_000_000_000;
const CLAIM = { token: 'mine', expiresAt: NOW + 60_000 };
const MINUTE = 60_000;

describe('askLane', () => {
  const cases: readonly [string, Partial<LaneState>, object][] = [
    ['a new lane', {}, { kind: 'yours' }],
    ['a request in flight', { turn: CLAIM }, { kind: 'wait', until: NOW + 250 }],
    ['a request whose process died', { turn: { ...CLAIM, expiresAt: NOW } }, { kind: 'yours' }],
    ['the gap', { freeAt: NOW + 1500 }, { kind: 'wait', until: NOW + 1500 }],
    ['the end of the gap', { freeAt: NOW }, { kind: 'yours' }],
    ['a pause', { pausedUntil: NOW + DAY }, { kind: 'paused', until: NOW + DAY }],
    [
      'a pause while a request is in flight',
      { turn: CLAIM, pausedUntil: NOW + 1 },
      { kind: 'paused', until: NOW + 1 },
    ],
    ['a clock that was put back', { freeAt: NOW + DAY, pausedUntil: NOW + 3 * DAY }, { kind: 'yours' }],
    ['a turn from before that', { turn: { ...CLAIM, expiresAt: NOW + DAY } }, { kind: 'yours' }],
  ];
  it.each(cases)('%s', (_name, state, answer) => {
    expect(askLane({ ...IDLE_LANE, ...state }, NOW)).toEqual(answer);
  });
});

describe('isClosed', () => {
  const SOON = NOW + 15 * MINUTE;
  it.each<[string, Partial<LaneState>, forAll: boolean, forAsked: boolean]>([
    ['a new lane', {}, false, false],
    ['a request in flight', { turn: CLAIM }, true, true],
    ['a request whose process died', { turn: { ...CLAIM, expiresAt: NOW } }, false, false],
    ['a short gap', { freeAt: NOW + 5_000 }, false, false],
    ['a longer gap', { freeAt: NOW + 5_001 }, true, true],
    ['the end of the gap', { freeAt: NOW }, false, false],
    ['a short pause', { pausedUntil: SOON }, true, false],
    ['a longer pause', { pausedUntil: SOON + 1 }, false, false],
    ['the gap in a longer pause', { pausedUntil: SOON + 1, freeAt: NOW + 1 }, false, false],
    ['a clock that was put back', { freeAt: NOW + DAY, pausedUntil: NOW + 3 * DAY }, false, false],
  ])('%s', (_name, changes, forAll, forAsked) => {
    const state = { ...IDLE_LANE, ...changes };
    expect([isClosed(state, false, NOW), isClosed(state, true, NOW)]).toEqual([forAll, forAsked]);
  });
});

describe('leaveLane', () => {
  const leave = (state: Partial<LaneState>, outcome: Visit['outcome']): LaneState | null =>
    leaveLane({ ...IDLE_LANE, turn: CLAIM, ...state }, CLAIM, { freeAt: NOW + 2000, outcome }, NOW);

  it('changes nothing when the turn was taken over', () => {
    expect(leave({ turn: { token: 'other', expiresAt: NOW + 1 } }, 'answered')).toBeNull();
  });

  it.each([
    [4, 'answered', 0],
    [4, 'neither', 4],
    [3, 'failed', 4],
  ] as const)('after %d failures and one that is %s', (failures, outcome, after) => {
    expect(leave({ failures }, outcome)).toEqual({ ...IDLE_LANE, freeAt: NOW + 2000, failures: after });
  });

  it.each([
    [5, 15],
    [6, 60],
    [7, 4 * 60],
    [8, 24 * 60],
    [20, 24 * 60],
  ])('leaves the shop alone after %d failures in a row, for %d minutes', (failures, minutes) => {
    expect(leave({ failures: failures - 1 }, 'failed')?.pausedUntil).toBe(NOW + minutes * MINUTE);
  });

  it('keeps a longer pause that the shop asked for', () => {
    expect(leave({ failures: 4, pausedUntil: NOW + DAY }, 'failed')?.pausedUntil).toBe(NOW + DAY);
    expect(leave({ pausedUntil: NOW + DAY }, 'answered')?.pausedUntil).toBe(NOW + DAY);
  });
});
