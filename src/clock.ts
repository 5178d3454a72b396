import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock, Random } from './core/ports';

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    await wait(milliseconds, undefined, signal ? { signal } : {});
  },
};

/** The machine's own randomness: cryptographic for tokens, plain for jitter. */
export const systemRandom: Random = {
  fraction: () => Math.random(),
  token: (bytes) => randomBytes(bytes).toString('base64url'),
};
