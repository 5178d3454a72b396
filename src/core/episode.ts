import type { Instant } from './history';
import type { Money } from './money';

/** What is remembered per (subscription, product) between looks, so that an alert comes once. */
export interface Episode {
  /** The rule held at the last confirmed period that could be judged. */
  readonly open: boolean;
  /** The lowest price announced in this episode; null before the first announcement. */
  readonly lowestAnnounced: Money | null;
  /** `startedAt` of the last period that was announced; no period is announced twice. */
  readonly announcedPeriod: Instant | null;
  /** A confirmed out-of-stock was seen since the last back-in-stock alert. */
  readonly sawOutOfStock: boolean;
  /** The currency changed: evaluation rests until the person answers. */
  readonly suspended: boolean;
}

export const NEW_EPISODE: Episode = {
  open: false,
  lowestAnnounced: null,
  announcedPeriod: null,
  sawOutOfStock: false,
  suspended: false,
};
