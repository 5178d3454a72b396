import type { Instant } from './history';

const MIN_SECONDS = 1;
const MAX_SECONDS = 24 * 60 * 60;

/**
 * How long a `Retry-After` header asks to wait, in whole seconds between 1 and a day.
 * @param value seconds, which some write with decimals, or an HTTP date (RFC 9110 §10.2.3), verbatim.
 * @returns null when the header is missing or says nothing.
 */
export function parseRetryAfter(value: string, now: Instant): number | null {
  const text = value.trim();
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : (Date.parse(text) - now) / 1000;
  if (text === '' || Number.isNaN(seconds)) return null;
  return Math.min(Math.max(Math.ceil(seconds), MIN_SECONDS), MAX_SECONDS);
}
