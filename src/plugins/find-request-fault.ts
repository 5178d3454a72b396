import type { LookRequest } from './look-runner';

/** Those that name the asker, the host or a session belong to Ebb; proxies' own would say that others ask. */
const OWN_HEADER = /^(?:accept|accept-language|authorization|x-(?!forwarded-|real-ip$)[a-z\d-]{1,60})$/;
const MOST_HEADERS = 10;
/** Printable ASCII. */
const HEADER_VALUE = /^[\x20-\x7e]{1,1000}$/;
const LONGEST_BODY = 16 * 1024;
/** Also of a watcher in plain JavaScript, where nothing else holds it to the types. */
const ACCEPTED: ReadonlySet<unknown> = new Set<LookRequest['accept']>(['html', 'json']);

/**
 * What a request carries that a watcher may not send, or not like this.
 * @returns a sentence that names no value, for a developer; null when all is well.
 */
export function findRequestFault(
  { accept, headers, body }: LookRequest,
  reads: 'page' | 'api' | 'feed',
): string | null {
  if (!ACCEPTED.has(accept)) return 'accept is neither "html" nor "json"';
  if (headers === undefined && body === undefined) return null;
  if (reads === 'page') return 'a reader of pages sends no headers and no body of its own';
  const named = Object.entries(headers ?? {});
  if (named.length > MOST_HEADERS) return `more than ${MOST_HEADERS} headers`;
  const unfit = named.find(([name, value]) => !OWN_HEADER.test(name) || !HEADER_VALUE.test(value));
  if (unfit) return `the header ${JSON.stringify(unfit[0])} or its value is not allowed`;
  const tooLong = body !== undefined && Buffer.byteLength(body) > LONGEST_BODY;
  return tooLong ? `a body of more than ${LONGEST_BODY} bytes` : null;
}
