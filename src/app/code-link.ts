import type { Seal } from '../core/endpoint';
import type { Instant } from '../core/history';

/** What the page behind a link to a code shows. */
export interface CodeLink {
  readonly code: string;
  readonly until: Instant;
}

const PURPOSE = 'connect-code';

/**
 * @returns the token of `/connect/:token`: all that the page shows stands in it, so that opening it changes
 * nothing.
 */
export function sealCode(seal: Seal, { code, until }: CodeLink): string {
  return seal.seal(PURPOSE, JSON.stringify({ code, until } satisfies CodeLink));
}

/** @returns null for a token that is not ours, and when its code is good no more. */
export function openCode(seal: Seal, token: string, now: Instant): CodeLink | null {
  const value = seal.open(PURPOSE, token);
  // What is sealed was made by us, so its shape is known.
  const link = value === null ? null : (JSON.parse(value) as CodeLink);
  return link && link.until > now ? link : null;
}
