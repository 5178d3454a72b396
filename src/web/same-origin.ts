import type { IncomingHttpHeaders } from 'node:http';

/** @returns true when the page that asks was served under this request's own Host; browsers always say. */
export function isSameOrigin({ origin, host }: IncomingHttpHeaders): boolean {
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
