import type { TraceEvent } from '../trace';

/**
 * The settings under which a history was made, and how much time counts as time enough. Durations in
 * milliseconds.
 */
export interface Terms {
  /** `EBB_ALERT_GAP`. */
  readonly alertGapMs: number;
  /** `EBB_FLOW_SILENCE`. */
  readonly flowSilenceMs: number;
  /** A price seen twice, so far apart, is confirmed, however unusual it is. */
  readonly secondSightingMs: number;
  /** What a process began, it has ended and noted down after so long, unless it was killed. */
  readonly settleMs: number;
  /**
   * An announcement that nothing stands against comes within so much time, counted without the time of what
   * stands against it.
   */
  readonly patienceMs: number;
  /**
   * A product that is followed is looked at again within so much time in which Ebb runs, whatever the shop
   * answered.
   */
  readonly looksWithinMs: number;
  /** At most `count` messages to one chat within `withinMs`. */
  readonly chatLimits: readonly Limit[];
  /** The same for all chats together. */
  readonly tenantLimits: readonly Limit[];
}

export interface Limit {
  readonly count: number;
  readonly withinMs: number;
}

/** The settings of Ebb as it comes, with the limits of Teams. */
export const USUAL_TERMS: Terms = {
  alertGapMs: 10 * 60_000,
  flowSilenceMs: 10 * 60_000,
  secondSightingMs: 30 * 60_000,
  settleMs: 60_000,
  patienceMs: 60 * 60_000,
  looksWithinMs: 26 * 3_600_000,
  chatLimits: [
    { count: 7, withinMs: 1_000 },
    { count: 8, withinMs: 2_000 },
    { count: 60, withinMs: 30_000 },
    { count: 1_800, withinMs: 3_600_000 },
  ],
  tenantLimits: [{ count: 30, withinMs: 1_000 }],
};

/** A promise of DESIGN.md that a history breaks. */
export interface Violation {
  readonly promise: PromiseName;
  readonly chat: string | null;
  readonly at: number;
  /** One sentence: what happened, and what should have. */
  readonly what: string;
  /** What shows it, in their order. */
  readonly events: readonly TraceEvent[];
}

/**
 * `lost`: a qualifying price was never announced. `repeated`: announced again without an excuse. `order`: an
 * older price of a product after a newer one. `gap`, `pace`: too soon after the last, more than the chat
 * takes. `quiet`: unasked in quiet hours.
 * `unwanted`: to whom it is not owed: gone, erased, stopped, snoozed, never asked. `untrue`: not so when it
 * was sent.
 * `unseen`: a product that somebody follows is not looked at. `unanswered`: an answer that was promised never
 * came.
 */
export type PromiseName =
  'lost' | 'repeated' | 'order' | 'gap' | 'pace' | 'quiet' | 'unwanted' | 'untrue' | 'unseen' | 'unanswered';
