import type { KeptRobots, RobotsStore } from '../../../src/core/robots-store';

export function createMemoryRobots(): RobotsStore {
  const kept = new Map<string, KeptRobots>();
  return {
    get: (origin, now) => {
      const robots = kept.get(origin);
      return Promise.resolve(robots && robots.expiresAt > now ? robots : null);
    },
    put: (origin, robots) => Promise.resolve(void kept.set(origin, robots)),
  };
}
