import type { Instant } from './history';

/** What is older than these instants is of no use any more. */
export interface Cutoffs {
  /** Messages of the built-in chat. */
  readonly said: Instant;
  /** Deliveries that were settled, with their notices. One whose card is kept up to date stays. */
  readonly settled: Instant;
  /** Cards that are kept up to date. */
  readonly cards: Instant;
  /** Ids of what came in. */
  readonly inbound: Instant;
  /** Ids of what services told us. */
  readonly hookMessages: Instant;
  /** Pages with prices that people say are wrong. */
  readonly reports: Instant;
  /** Codes that were offered for a list, by when they expired. */
  readonly codes: Instant;
  /** What was counted against the limits of a channel. */
  readonly pace: Instant;
}

export interface ForgettingStore {
  /**
   * Deletes what is older, at most `limit` rows of each kind; what another process has in hand is passed
   * over.
   * @returns whether there may be more.
   */
  forget(before: Cutoffs, limit: number): Promise<boolean>;
}
