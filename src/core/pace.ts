import type { Instant } from './history';
import type { RateLimit } from './ports';

/** @returns when the next message fits all limits, given when the last ones went out (oldest first); at earliest now. */
export function nextFreeAt(sentAt: readonly Instant[], limits: readonly RateLimit[], now: Instant): Instant {
  let free = now;
  for (const { count, perMs } of limits) {
    // With this one, `count + 1` messages would lie between that instant and the new one.
    const oldest = sentAt.at(-count);
    if (oldest !== undefined) free = Math.max(free, oldest + perMs);
  }
  return free;
}

/** @returns the sends that can still matter to a limit. */
export function keepRecent(
  sentAt: readonly Instant[],
  limits: readonly RateLimit[],
  now: Instant,
): Instant[] {
  const longest = Math.max(0, ...limits.map((limit) => limit.perMs));
  return sentAt.filter((instant) => instant > now - longest);
}
