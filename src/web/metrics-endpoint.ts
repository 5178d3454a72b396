import { createHash, timingSafeEqual } from 'node:crypto';
import type { Endpoint } from '../core/endpoint';

export interface MetricsOptions {
  /** null: nobody may read them. */
  readonly token: string | null;
  readonly contentType: string;
  readonly expose: () => Promise<string>;
}

const NOT_FOUND = { status: 404, body: { error: 'not found' } };
const UNAUTHORIZED = {
  status: 401,
  headers: { 'www-authenticate': 'Bearer' },
  body: { error: 'the bearer token is missing or wrong' },
};

/**
 * `GET /metrics`, for whoever has the token. A request from this machine is let in no easier: it may have
 * come through a proxy that does not say so.
 */
export function createMetricsEndpoint({ token, contentType, expose }: MetricsOptions): Endpoint {
  return async ({ headers }) => {
    if (token === null) return NOT_FOUND;
    if (!isSame(headers['authorization'] ?? '', `Bearer ${token}`)) return UNAUTHORIZED;
    return {
      status: 200,
      headers: { 'content-type': contentType, 'cache-control': 'no-store' },
      body: await expose(),
    };
  };
}

/** Takes the same time wherever they differ, and however long they are. */
function isSame(given: string, right: string): boolean {
  return timingSafeEqual(digest(given), digest(right));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
