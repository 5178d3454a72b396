import type { Instant } from './history';
import type { Shown } from './objection';
import type { Recording } from './ports';
import type { Reading } from './reading';

/** A page that was read otherwise than a person says. It tells nothing about the person. */
export interface PriceReport {
  readonly id: number;
  readonly watcher: string;
  readonly url: string;
  readonly reportedAt: Instant;
  readonly shown: Shown;
  /** Of the look that followed the objection. */
  readonly reading: Reading;
  /** What the shop answered to that look. */
  readonly recording: Recording;
}

/** Pages that were read otherwise than people say, for those who mend watchers. */
export interface PriceReportStore {
  /** Newest first. */
  list(): Promise<readonly Omit<PriceReport, 'recording'>[]>;
  get(id: number): Promise<PriceReport | null>;
}
