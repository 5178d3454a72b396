import type { Instant } from './history';
import type { RateLimit } from './ports';
import type { Whereabouts } from './turn';

/** A count that a channel keeps: the messages to one conversation, or to one tenant. */
export interface Bucket {
  readonly key: string;
  readonly limits: readonly RateLimit[];
}

/** What is known of a bucket. */
export interface BucketState {
  /** When messages went out, oldest first; only those that can still matter. */
  readonly sentAt: readonly Instant[];
  /** The channel asked to wait until then; null: it did not. Once that has passed, one message tries it. */
  readonly blockedUntil: Instant | null;
}

type Place = Pick<Whereabouts, 'channel' | 'tenant'>;

/** Keys of buckets. What is owed stands in one queue for each tenant's. */
export function channelKey({ channel }: Place): string {
  return `channel ${channel}`;
}

export function tenantKey({ channel, tenant }: Place): string {
  return `tenant ${channel} ${tenant}`;
}

export function conversationKey(id: number): string {
  return `conversation ${id}`;
}

/** The room that channels have, counted for all processes together. */
export interface PaceStore {
  /**
   * Takes room for one message in all buckets at once, if each has it. `at` is now then; otherwise it says
   * when to ask again, and `full` names the buckets without room. `tried` names those that were blocked and
   * are tried by this message.
   */
  take(
    buckets: readonly Bucket[],
    now: Instant,
  ): Promise<{ readonly at: Instant; readonly full: readonly string[]; readonly tried: readonly string[] }>;
  /** Counts a message that goes out whether there is room or not. */
  count(buckets: readonly Bucket[], now: Instant): Promise<void>;
  /** What stands in the queue of this bucket is not claimed until then. */
  close(key: string, until: Instant): Promise<void>;
  /** Nothing goes out by a bucket until then, and then one message first. */
  block(key: string, until: Instant): Promise<void>;
  /** The buckets are blocked no more. */
  free(keys: readonly string[]): Promise<void>;
}

/** The others wait so long for what becomes of the one that tries; longer than any send. */
export const PROBE_TAKES_MS = 30_000;

/**
 * @returns when the next message fits all limits, given when the last ones went out (oldest first); at
 * earliest now.
 */
export function nextFreeAt(sentAt: readonly Instant[], limits: readonly RateLimit[], now: Instant): Instant {
  let free = now;
  for (const { count, perMs } of limits) {
    // With this one, `count + 1` messages would lie between that instant and the new one.
    const oldest = sentAt.at(-count);
    if (oldest !== undefined) free = Math.max(free, oldest + perMs);
  }
  return free;
}

/** When a bucket has room for the next message; now or earlier: at once. */
export function findRoom(state: BucketState, { limits }: Bucket, now: Instant): Instant {
  return Math.max(nextFreeAt(state.sentAt, limits, now), state.blockedUntil ?? now);
}

/** The bucket after a message goes out now. */
export function takeRoom(state: BucketState, bucket: Bucket, now: Instant): BucketState {
  const { blockedUntil } = state;
  return {
    ...countSent(state, bucket, now),
    blockedUntil: blockedUntil === null ? null : now + PROBE_TAKES_MS,
  };
}

/** The bucket after a message that did not ask for room. */
export function countSent(
  { sentAt, blockedUntil }: BucketState,
  { limits }: Bucket,
  now: Instant,
): BucketState {
  return {
    sentAt: limits.length === 0 ? [] : [...keepRecent(sentAt, limits, now), now],
    blockedUntil,
  };
}

/** @returns the sends that can still matter to a limit. */
function keepRecent(sentAt: readonly Instant[], limits: readonly RateLimit[], now: Instant): Instant[] {
  const longest = Math.max(0, ...limits.map((limit) => limit.perMs));
  return sentAt.filter((instant) => instant > now - longest);
}
