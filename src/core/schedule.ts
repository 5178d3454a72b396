import { DAY, type Instant } from './history';
import type { Reading } from './reading';

/** ±, of any wait, so that products do not fall due in step. */
const JITTER = 0.1;
/** Waits grow up to this long, jitter included, while a product cannot be read. */
const LONGEST_WAIT_MS: number = DAY;
/** What waited for one pause is looked at within so much time after it: no wait grows far beyond a day. */
const MOST_APART_MS = 3_600_000;
const SECOND = 1000;

/** How often a product may be looked at, all in milliseconds. */
export interface ScheduleNumbers {
  readonly checkEveryMs: number;
  /** No product is looked at more often, whatever asks for it. */
  readonly floorMs: number;
  /** The watcher's own minimum; 0 for shops the operator trusts. */
  readonly minIntervalMs: number;
}

export interface CheckOutcome extends ScheduleNumbers {
  readonly now: Instant;
  readonly reading: Reading;
  /** Looks in a row that brought no offer, this one counted. */
  readonly failures: number;
  /** When a pending price may be confirmed; null when none is pending. */
  readonly lookAgainAt: Instant | null;
  /** 0 ≤ x < 1, from the randomness. */
  readonly jitter: number;
}

/** When to look again. Jitter never undercuts the floor, the watcher's minimum or what the shop asked for. */
export function nextCheckAt(outcome: CheckOutcome): Instant {
  const { now, reading, lookAgainAt, jitter } = outcome;
  const shortest = Math.max(outcome.floorMs, outcome.minIntervalMs);
  if (lookAgainAt !== null) return Math.max(lookAgainAt, now + shortest);
  const asked = reading.kind === 'blocked' ? (reading.retryAfterSeconds ?? 0) * SECOND : 0;
  // All products of a shop hear of the same pause: after its end they come one by one.
  const apart = Math.min(outcome.checkEveryMs, MOST_APART_MS);
  const paused = asked > 0 ? clampWait(asked) + jitter * apart : 0;
  const wait = Math.max(shortest, paused, spread(planWait(outcome), jitter));
  return now + Math.round(wait);
}

/**
 * What cannot be reached is tried again soon at first; what refuses us or is no product is asked less and
 * less.
 */
function planWait({ checkEveryMs, floorMs, minIntervalMs, reading, failures }: CheckOutcome): number {
  const regular = Math.max(checkEveryMs, floorMs, minIntervalMs);
  if (failures === 0) return regular;
  const first = reading.kind === 'unreachable' ? Math.max(floorMs, minIntervalMs) : regular;
  return Math.max(first, Math.min(first * 2 ** (failures - 1), LONGEST_WAIT_MS / (1 + JITTER)));
}

/** What somebody else asks us to wait, made safe: 1 s to 24 h. */
export function clampWait(milliseconds: number): number {
  return Math.min(Math.max(milliseconds, SECOND), LONGEST_WAIT_MS);
}

export function spread(milliseconds: number, jitter: number): number {
  return milliseconds * (1 - JITTER + 2 * JITTER * jitter);
}
