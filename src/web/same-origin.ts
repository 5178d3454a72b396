import type { IncomingHttpHeaders } from 'node:http';
import { parseUrl } from '../core/parse-url';

/** @returns true when the page that asks was served under this request's own Host; browsers always say. */
export function isSameOrigin({ origin, host }: IncomingHttpHeaders): boolean {
  return origin !== undefined && parseUrl(origin)?.host === host;
}

/**
 * @returns true when another site's page asks. A client that tells no origin is no browser, so nobody's
 * cookies can be misused through it.
 */
export function isForeign(headers: IncomingHttpHeaders): boolean {
  return headers.origin !== undefined && !isSameOrigin(headers);
}
