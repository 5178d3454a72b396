import { DAY, daysLooked, lowestIn, type Instant, type Period } from './history';
import type { LowestSeen } from './notice';

export const LOWEST_SEEN_DAYS = 30;

/** @returns the lowest price of the last 30 days, the present one counted; null when nothing was offered. */
export function findLowestSeen(history: readonly Period[], now: Instant): LowestSeen | null {
  const since = now - LOWEST_SEEN_DAYS * DAY;
  const price = lowestIn(history, since, now);
  return price && { price, daysLooked: daysLooked(history, since, now) };
}
