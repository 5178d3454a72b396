import { DAY } from './history';

/**
 * What is assumed of a product before anything is seen: one change in so long, with the weight of one change
 * seen.
 */
const ONE_CHANGE_IN_MS = 7 * DAY;
/** The shares of the usual interval between which every other one lies. */
const SHORTEST = 1 / 12;
const LONGEST = 2;
/** No interval grows beyond a day: what is found out later is of no use to anybody. */
const LONGEST_MS = DAY;

export interface Interest {
  /** How often a product is looked at that changes once a week and has one follower. */
  readonly checkEveryMs: number;
  /** Changes of price or availability that were seen … */
  readonly changes: number;
  /** … in so long. */
  readonly seenMs: number;
  readonly followers: number;
}

/**
 * How long to wait between two looks: in proportion to 1 / √(changes in a time × followers). So many looks in
 * all then leave the least time in which followers, all together, do not know of a change. Milliseconds.
 */
export function planInterval({ checkEveryMs, changes, seenMs, followers }: Interest): number {
  const changesInTime = ((changes + 1) * ONE_CHANGE_IN_MS) / (Math.max(0, seenMs) + ONE_CHANGE_IN_MS);
  const share = 1 / Math.sqrt(changesInTime * Math.max(1, followers));
  const interval = checkEveryMs * Math.min(Math.max(share, SHORTEST), LONGEST);
  return Math.min(interval, Math.max(checkEveryMs, LONGEST_MS));
}
