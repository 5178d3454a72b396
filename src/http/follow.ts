import { parseUrl } from '../core/parse-url';
import { refused, unreachable } from './failure';
import { checkUrl } from './url-policy';

const MAX_REDIRECTS = 5;

/** Where an answer sends us. */
export interface Redirect {
  readonly kind: 'redirect';
  /** `Location`, verbatim. */
  readonly location: string;
}

const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** @returns null when the answer is no redirect. */
export function redirectOf(answer: { status: number; header(name: string): string }): Redirect | null {
  if (!redirectStatuses.has(answer.status)) return null;
  const location = answer.header('location');
  if (location === '') throw unreachable('The shop sends us on without saying where.');
  return { kind: 'redirect', location };
}

/**
 * Asks, and follows redirects; every hop passes the URL policy.
 * @throws Failure `refused` by the policy or from https down to http, `unreachable` after five redirects.
 */
export async function follow<T extends { readonly kind: string }>(
  start: string,
  allowPrivate: ReadonlySet<string>,
  ask: (url: URL) => Promise<T | Redirect>,
): Promise<T> {
  let url = checkUrl(start, allowPrivate);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const result = await ask(url);
    if (!isRedirect(result)) return result;
    url = nextHop(url, result.location, allowPrivate);
  }
  throw unreachable('The link is redirected again and again.');
}

function nextHop(from: URL, location: string, allowPrivate: ReadonlySet<string>): URL {
  // Header bytes arrive as Latin-1; shops write raw UTF-8.
  const text = Buffer.from(location, 'latin1').toString('utf8');
  const target = parseUrl(text, from);
  if (!target) throw unreachable('The shop sends us on to something that is not a link.');
  const next = checkUrl(target.href, allowPrivate);
  if (from.protocol === 'https:' && next.protocol === 'http:') {
    throw refused('The link leads from a secure page to one that is not secure.');
  }
  return next;
}

function isRedirect(result: { readonly kind: string }): result is Redirect {
  return result.kind === 'redirect';
}
