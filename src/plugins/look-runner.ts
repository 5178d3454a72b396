import type { Instant } from '../core/history';
import type { FetchOutcome, FetchRequest, IdentifiedLink } from '../core/ports';
import type { ProductIdentity } from '../core/reading';

/** One product in the hands of one watcher. */
export interface LookJob {
  readonly watcher: string;
  readonly product: ProductIdentity;
  /** When it was begun; the same when it is run again. */
  readonly now: Instant;
}

export type LookRequest = Omit<FetchRequest, 'validator'>;

export type Fetched = Exclude<FetchOutcome, { kind: 'not-modified' }>;

/** Never throws. */
export type Fetch = (request: LookRequest) => Promise<Fetched>;

/** How the code of a watcher ended; nothing of it is believed yet. */
export type LookEnd =
  | {
      readonly kind: 'reading';
      readonly reading: unknown;
      /** The page belongs to the platform of another watcher. */
      readonly recognised?: IdentifiedLink;
    }
  /** The watcher says that the product belongs to another one. */
  | { readonly kind: 'not-this-shop' };

/** Runs the code of watchers, apart from the rest of the program. */
export interface LookRunner {
  /**
   * Never throws; ends soon after `signal` fires.
   * @param open called at each start of the job, which may be more than one when the place it ran in breaks
   * down.
   */
  run(job: LookJob, open: () => Fetch, signal: AbortSignal): Promise<LookEnd>;
  close(): Promise<void>;
}

/** Why a look ended that took more than its limits. */
export const OVERRUN = 'The page takes more time or memory to read than it may.';

export function endUnreachable(why: string): LookEnd {
  return { kind: 'reading', reading: { kind: 'unreachable', why } };
}
