import type { Middleware } from 'koa';
import type { Log } from '../core/ports';

/** Nobody outside learns what went wrong inside. */
export function hideFailures(log: Log): Middleware {
  return async (context, next) => {
    try {
      await next();
    } catch (error) {
      const status = (error as { status?: unknown }).status;
      const isTheirs = typeof status === 'number' && status >= 400 && status < 500;
      if (!isTheirs) log.error({ err: error, path: context.path }, 'a request failed');
      context.status = isTheirs ? status : 500;
      context.body = { error: isTheirs ? (error as Error).message : 'something went wrong on our side' };
    }
  };
}
