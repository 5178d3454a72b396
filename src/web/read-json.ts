import { bodyParser } from '@koa/bodyparser';
import type { Context, Middleware, Next } from 'koa';

/** No activity, card or hook comes near; walking over deeper values exhausts the stack. */
const MOST_LEVELS = 64;

/**
 * Reads a JSON body. Answers 413 above the limit (`256kb`), 400 when it is no JSON or is nested too deeply.
 */
export function readJson(limit: string): Middleware {
  const parse = bodyParser({
    enableTypes: ['json'],
    jsonLimit: limit,
    onError: (error, context) => {
      const tooLarge = (error as { status?: number }).status === 413;
      context.throw(
        tooLarge ? 413 : 400,
        tooLarge ? `the body is larger than ${limit}` : 'the body is no JSON',
      );
    },
  });
  return (context: Context, next: Next) =>
    parse(context, async () => {
      const { body } = context.request as { body?: unknown };
      if (isDeeperThan(MOST_LEVELS, body)) context.throw(400, 'the body is nested too deeply');
      await next();
    });
}

/** Level by level, because what is too deep for the stack must not be walked down. */
function isDeeperThan(levels: number, value: unknown): boolean {
  let level = [value].filter(isNested);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === levels) return true;
    level = level.flatMap((nested): unknown[] => Object.values(nested)).filter(isNested);
  }
  return false;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
