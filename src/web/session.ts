import type { Context } from 'koa';
import type { Seal } from '../core/endpoint';
import type { Random } from '../core/ports';

const COOKIE = 'ebb_session';
const PURPOSE = 'session';
/** The longest that browsers keep a cookie. */
const MAX_AGE_SECONDS = 400 * 24 * 60 * 60;

function isHttps(context: Context): boolean {
  return context.secure || context.get('x-forwarded-proto') === 'https';
}

/** Visitors are known by a cookie that only we can make. */
export class Sessions {
  constructor(
    private readonly seal: Seal,
    private readonly random: Random,
  ) {}

  /** @returns the visitor, or an empty string when there is none yet. */
  read(context: Context): string {
    return this.seal.open(PURPOSE, context.cookies.get(COOKIE) ?? '') ?? '';
  }

  /** @returns the visitor, a new one when there was none; the cookie's time starts anew. */
  ensure(context: Context): string {
    const visitor = this.read(context) || this.random.token(16);
    const flags = `Path=/; Max-Age=${MAX_AGE_SECONDS}; HttpOnly; SameSite=Lax${isHttps(context) ? '; Secure' : ''}`;
    context.append('Set-Cookie', `${COOKIE}=${this.seal.seal(PURPOSE, visitor)}; ${flags}`);
    return visitor;
  }
}
