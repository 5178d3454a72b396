import type { RouterContext } from '@koa/router';
import type { Middleware } from 'koa';
import type { Log } from '../core/ports';

/** Nobody outside learns what went wrong inside. The log names the route, because paths hold tokens. */
export function hideFailures(log: Log): Middleware {
  return async (context, next) => {
    try {
      await next();
    } catch (error) {
      const status = (error as { status?: unknown }).status;
      const isTheirs = typeof status === 'number' && status >= 400 && status < 500;
      const { _matchedRoute: route } = context as Partial<RouterContext>;
      if (!isTheirs) log.error({ err: error, route: String(route) }, 'a request failed');
      context.status = isTheirs ? status : 500;
      context.body = { error: isTheirs ? (error as Error).message : 'something went wrong on our side' };
    }
  };
}
