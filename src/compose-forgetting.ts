import { forgetOld } from './app/forget-old';
import type { Base } from './compose-work';
import { WorkLoop } from './jobs/work-loop';

/** Starting and what is owed come first. */
const FIRST_AFTER_MS = 60_000;
const AGAIN_AFTER_MS = 3_600_000;
const GO_ON_AFTER_MS = 1_000;

/**
 * Deletes what is too old, a little at a time, every hour. Two processes may do so at once: each takes what
 * the other leaves.
 */
export function createForgetting({
  store: { forgetting },
  disk,
  clock,
  log,
}: Pick<Base, 'store' | 'disk' | 'clock' | 'log'>): WorkLoop<'old rows'> {
  let nextAt = clock.now() + FIRST_AFTER_MS;
  return new WorkLoop<'old rows'>({
    name: 'forgetting',
    capacity: 1,
    rests: () => disk.isRefusing(),
    claim: () => Promise.resolve(clock.now() >= nextAt ? ['old rows'] : []),
    keyOf: (work) => work,
    perform: async () => {
      nextAt = clock.now() + AGAIN_AFTER_MS;
      try {
        if (await forgetOld(forgetting, clock.now())) nextAt = clock.now() + GO_ON_AFTER_MS;
      } catch (error) {
        log.error({ err: error }, 'what is too old could not be deleted; the next hour tries again');
      }
    },
    log,
  });
}
