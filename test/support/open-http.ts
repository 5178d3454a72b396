import { createHttp, type HttpOptions } from '../../src/http/create-http';
import type { FetchOutcome, FetchRequest, Log } from '../../src/core/ports';
import { ManualClock, seededRandom } from './manual-clock';

/** A log that only speaks of faults in the program. */
const quietLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (fields, message) => console.error(message, fields),
};

/** `createHttp` on a clock that stands still, with a shorter way to fetch. */
export function openHttp(options: Partial<HttpOptions> = {}): ReturnType<typeof createHttp> & {
  get(url: string, request?: Partial<FetchRequest>, signal?: AbortSignal): Promise<FetchOutcome>;
} {
  const http = createHttp({
    clock: new ManualClock(),
    random: seededRandom(1),
    log: quietLog,
    laneGapMs: 0,
    allowPrivate: [],
    trustedShops: [],
    userAgent: 'Ebb/1.0 (+http://127.0.0.1/bot)',
    ...options,
  });
  return {
    ...http,
    get: (url, request = {}, signal = new AbortController().signal) =>
      http.fetch({ url, accept: 'html', ...request }, signal),
  };
}

/** Lets the event loop turn until something has happened on a real socket. */
export async function until(hasHappened: () => boolean): Promise<void> {
  while (!hasHappened()) await new Promise((resolve) => setImmediate(resolve));
}
