import type { Instant } from '../core/history';
import { IDLE_LANE, type LaneState, type LaneStore, LONGEST_GAP_MS, askLane, leaveLane } from '../core/lane';

/** Lanes that no longer matter are forgotten when so many are known. */
const SWEEP_AT = 1000;

/** Lanes of this process alone, for commands that have no database. */
export function createMemoryLanes(): LaneStore {
  const lanes = new Map<string, LaneState>();
  const stateOf = (lane: string): LaneState => lanes.get(lane) ?? IDLE_LANE;

  function sweep(now: Instant): void {
    for (const [lane, state] of lanes) if (isForgettable(state, now)) lanes.delete(lane);
  }

  return {
    take(lane, claim, now) {
      const answer = askLane(stateOf(lane), now);
      if (lanes.size >= SWEEP_AT) sweep(now);
      if (answer.kind === 'yours') lanes.set(lane, { ...stateOf(lane), turn: claim });
      return Promise.resolve(answer);
    },
    leave(lane, claim, visit, now) {
      const left = leaveLane(stateOf(lane), claim, visit, now);
      if (left) lanes.set(lane, left);
      return Promise.resolve();
    },
    pause(lane, until) {
      const state = stateOf(lane);
      lanes.set(lane, { ...state, pausedUntil: Math.max(state.pausedUntil, until) });
      return Promise.resolve();
    },
  };
}

function isForgettable({ turn, freeAt, pausedUntil }: LaneState, now: Instant): boolean {
  return turn === null && freeAt + LONGEST_GAP_MS < now && pausedUntil < now;
}
