import { DAY, type Instant } from './history';
import type { Claim } from './records';

/** What all processes know of the queue of one shop. */
export interface LaneState {
  /** Whose request is in flight; null: nobody's. */
  readonly turn: Claim | null;
  /** When the gap after the last request is over. */
  readonly freeAt: Instant;
  /** The shop asked for it, or did not answer for a while: nobody asks it until then. */
  readonly pausedUntil: Instant;
  /** Requests in a row that got no answer. */
  readonly failures: number;
}

export const IDLE_LANE: LaneState = { turn: null, freeAt: 0, pausedUntil: 0, failures: 0 };

export type LaneAnswer =
  | { readonly kind: 'yours' }
  /** Ask again then. */
  | { readonly kind: 'wait'; readonly until: Instant }
  /** Nobody may ask this shop until then. */
  | { readonly kind: 'paused'; readonly until: Instant };

/** How a turn ended. */
export interface Visit {
  /** From when the next request may be made. */
  readonly freeAt: Instant;
  /** `failed`: no answer, or a refusal; `neither`: it was given up by us. */
  readonly outcome: 'answered' | 'failed' | 'neither';
}

/** The queues of all shops, shared by all processes. */
export interface LaneStore {
  /** Takes the turn when the lane is free. */
  take(lane: string, claim: Claim, now: Instant): Promise<LaneAnswer>;
  /** Ends a turn; one that was taken over changes nothing. */
  leave(lane: string, claim: Claim, visit: Visit, now: Instant): Promise<void>;
  /** Closes the lane until then, unless it is closed for longer. */
  pause(lane: string, until: Instant): Promise<void>;
}

/** Longer than any request, or page that a browser shows, may take. */
export const TURN_TAKES_MS = 120_000;
/** No gap is longer, jitter included. */
export const LONGEST_GAP_MS = 66_000;
/** Another process has the turn: so soon it is worth asking again. */
const ASK_AGAIN_MS = 250;
/** So many requests in a row without an answer, and the shop is left alone … */
const FAILURES_THAT_BREAK = 5;
/** … for so long, each time that the one request after a pause fails, too. */
const BREAKS_MS = [0.25, 1, 4, 24].map((hours) => hours * 60 * 60 * 1000);

/**
 * What a lane says to who wants the next turn. A time further off than any that is ever set means that the
 * clock was put back.
 */
export function askLane({ turn, freeAt, pausedUntil }: LaneState, now: Instant): LaneAnswer {
  if (isAhead(pausedUntil, now, DAY)) return { kind: 'paused', until: pausedUntil };
  if (turn && isAhead(turn.expiresAt, now, TURN_TAKES_MS)) return { kind: 'wait', until: now + ASK_AGAIN_MS };
  return isAhead(freeAt, now, LONGEST_GAP_MS) ? { kind: 'wait', until: freeAt } : { kind: 'yours' };
}

function isAhead(at: Instant, now: Instant, atMost: number): boolean {
  return at > now && at <= now + atMost;
}

/**
 * A pause that is over so soon is waited for: a look now would find nothing out, and put the product off for
 * hours.
 */
export const SHORT_PAUSE_MS = BREAKS_MS[0] ?? 0;

/**
 * For a gap that is over so soon a look waits in hand: it then begins in time, and not with the next tick.
 */
export const SHORT_GAP_MS = 5_000;

/**
 * Whether a product's look waits until its lane is free. In a long pause looks go on: each is answered
 * without a request, and so people hear that the shop cannot be read.
 * @param isAsked somebody waits for the look.
 */
export function isClosed({ turn, freeAt, pausedUntil }: LaneState, isAsked: boolean, now: Instant): boolean {
  if (isAhead(pausedUntil, now, DAY)) return !isAsked && pausedUntil <= now + SHORT_PAUSE_MS;
  return (turn && isAhead(turn.expiresAt, now, TURN_TAKES_MS)) || isFarAhead(freeAt, now);
}

function isFarAhead(freeAt: Instant, now: Instant): boolean {
  return freeAt > now + SHORT_GAP_MS && isAhead(freeAt, now, LONGEST_GAP_MS);
}

/** The lane after a turn that was this claim's, or null when it was taken over. */
export function leaveLane(
  state: LaneState,
  { token }: Claim,
  { freeAt, outcome }: Visit,
  now: Instant,
): LaneState | null {
  if (state.turn?.token !== token) return null;
  const failures = countFailures(state.failures, outcome);
  const breakMs = outcome === 'failed' ? breakFor(failures) : 0;
  const pausedUntil = breakMs > 0 ? Math.max(state.pausedUntil, now + breakMs) : state.pausedUntil;
  return { turn: null, freeAt, pausedUntil, failures };
}

function countFailures(before: number, outcome: Visit['outcome']): number {
  if (outcome === 'neither') return before;
  return outcome === 'failed' ? before + 1 : 0;
}

function breakFor(failures: number): number {
  const step = Math.min(failures - FAILURES_THAT_BREAK, BREAKS_MS.length - 1);
  return BREAKS_MS[step] ?? 0;
}
