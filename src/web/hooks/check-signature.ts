import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../core/history';

/** The headers of Standard Webhooks (standardwebhooks.com, "Signature scheme") and the body as it came. */
export interface SignedMessage {
  readonly id: string;
  /** Seconds since 1970, as text. */
  readonly timestamp: string;
  /** One or more, each `v1,BASE64`, apart by spaces. */
  readonly signatures: string;
  readonly body: string;
}

/** A message may have been signed so long before or after it comes. */
const TOLERANCE_MS = 5 * 60 * 1000;
const MOST_SIGNATURES = 10;

/**
 * Is the message signed now by one of the keys? Several keys stand side by side while one is replaced by
 * another. All are tried, in the same time whichever fits.
 */
export function isSigned(
  { id, timestamp, signatures, body }: SignedMessage,
  keys: readonly Uint8Array[],
  now: Instant,
): boolean {
  if (id === '' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now - Number(timestamp) * 1000) > TOLERANCE_MS) return false;
  const given = signatures.split(' ').slice(0, MOST_SIGNATURES).flatMap(readSignature);
  const right = keys.map((key) => createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest());
  return right.flatMap((one) => given.map((other) => isSame(one, other))).includes(true);
}

/** Signatures of other schemes are passed over. */
function readSignature(text: string): Buffer[] {
  const base64 = /^v1,([A-Za-z0-9+/]+=*)$/.exec(text)?.[1];
  return base64 === undefined ? [] : [Buffer.from(base64, 'base64')];
}

function isSame(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
