import type { Money } from './money';
import type { Availability } from './offer';

/** Milliseconds since 1970, UTC. */
export type Instant = number;

export const DAY: number = 24 * 60 * 60 * 1000;

/** A stretch of time over which price and availability did not change. */
export interface Period {
  readonly startedAt: Instant;
  /** The last look that saw it so; of the running period, the latest look. */
  readonly endedAt: Instant;
  /** null: the shop showed no price (usually: out of stock). */
  readonly price: Money | null;
  readonly availability: Availability;
}
