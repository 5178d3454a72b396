import { schedule } from 'node-cron';
import type { Clock } from '../core/ports';

export interface Ticker {
  stop(): Promise<void>;
}

const GUARD_EVERY_MS = 500;
const LEAP_MS = 5_000;

/**
 * Calls `tick` every second by cron. Ticks only hand work out: one that is missed or slow loses nothing,
 * because what is due stands in the database.
 */
export function startTicker(name: string, tick: () => void, clock: Clock): Ticker {
  const start = () => schedule('* * * * * *', tick, { name, noOverlap: true, suppressMissedWarning: true });
  let task = start();
  let seenAt = clock.now();
  // node-cron 4.6 plans by the wall clock: set back by hours it was silent for hours, and after a suspend of
  // 8 h it counted the missed seconds for 3 s. So cron begins anew when the clock moved otherwise than this
  // timer.
  const guard = setInterval(() => {
    const leap = clock.now() - seenAt - GUARD_EVERY_MS;
    seenAt = clock.now();
    if (Math.abs(leap) < LEAP_MS) return;
    void task.destroy();
    task = start();
  }, GUARD_EVERY_MS);
  return {
    async stop() {
      clearInterval(guard);
      await task.destroy();
    },
  };
}
