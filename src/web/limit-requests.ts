import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Context, Middleware } from 'koa';
import { findClientAddress, nameClient } from './client-address';

/** Room for an office behind one address; whoever takes more is no person. */
const PER_MINUTE = { points: 1_200, duration: 60 };

/** What costs more than a look into the cache, in points; the first that fits. */
const COSTS: readonly (readonly [path: RegExp, points: number])[] = [
  // Bot Framework speaks for all its users from few addresses, and signs; probes and scrapers come by the
  // clock.
  [/^\/(api\/messages|healthz|readyz|metrics)$/, 0],
  // A picture is drawn, a list is read and written out, a visitor is made.
  [/^\/(charts|p|exports|connect)\//, 5],
  [/^\/v3\/directline\/(tokens|conversations)(\/(generate|refresh))?$/, 5],
];
/** Reading goes on as long as a page is open, in a chat that its token names. */
const FREE_READS = /^\/v3\/directline\/conversations\/[^/]+/;

/**
 * Answers 429 to an address that asks for more than people do, and says when to come again. Counts in this
 * process.
 */
export function limitRequests(perMinute = PER_MINUTE): Middleware {
  const buckets = new RateLimiterMemory(perMinute);
  return async (context, next) => {
    const points = costOf(context.method, context.path);
    const wait = points === 0 ? null : await takeRoom(buckets, readAddress(context), points);
    if (wait === null) {
      await next();
      return;
    }
    context.status = 429;
    context.set('retry-after', String(wait));
    context.body = { error: `too many requests; wait ${wait} s` };
  };
}

function costOf(method: string, path: string): number {
  if (method === 'GET' && FREE_READS.test(path)) return 0;
  return COSTS.find(([pattern]) => pattern.test(path))?.[1] ?? 1;
}

function readAddress(context: Context): string {
  const { remoteAddress = '' } = context.req.socket;
  return nameClient(findClientAddress(remoteAddress, context.get('x-forwarded-for')));
}

/** @returns the seconds to wait; null: there was room. */
async function takeRoom(buckets: RateLimiterMemory, address: string, points: number): Promise<number | null> {
  try {
    await buckets.consume(address, points);
    return null;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
  }
}
