import type { Instant } from './history';

export interface KeptRobots {
  /** As the shop sent it; empty: it forbids nothing. */
  readonly text: string;
  readonly expiresAt: Instant;
}

/** What shops say in robots.txt, remembered by all processes together and over restarts. */
export interface RobotsStore {
  /** @param origin `https://shop.example`. @returns null when nothing is kept, or no longer. */
  get(origin: string, now: Instant): Promise<KeptRobots | null>;
  /** In the place of what was kept; what has expired at `now` is forgotten. */
  put(origin: string, robots: KeptRobots, now: Instant): Promise<void>;
}
