import { DAY, type Instant } from './history';

/** UTC−12, where a day ends last. */
const LAST_ZONE_MS: number = DAY / 2;

/**
 * When the last day of a product is over. What is sold for a day can be bought until that day ends where it
 * takes place, and a link does not say where that is: so it counts as over when it is over everywhere.
 * @param endsOn ISO date.
 */
export function overAt(endsOn: string): Instant {
  return Date.parse(`${endsOn}T00:00:00Z`) + DAY + LAST_ZONE_MS;
}

/** Is there nothing left to buy? @param endsOn null: it has no end. */
export function isOver(endsOn: string | null, now: Instant): boolean {
  return endsOn !== null && now >= overAt(endsOn);
}
