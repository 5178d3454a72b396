import { schedule } from 'node-cron';

export interface Ticker {
  stop(): Promise<void>;
}

/**
 * Calls `tick` every second by cron. Ticks only hand work out: one that is missed or slow loses nothing,
 * because what is due stands in the database.
 */
export function startTicker(name: string, tick: () => void): Ticker {
  const task = schedule('* * * * * *', tick, { name, noOverlap: true });
  return {
    async stop() {
      await task.destroy();
    },
  };
}
