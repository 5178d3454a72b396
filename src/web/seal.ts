import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Seal } from '../core/endpoint';

/** Seals by HMAC-SHA-256; the purpose goes into the key, the value stays readable. */
export function createSeal(secret: string): Seal {
  const sign = (purpose: string, value: string): string => {
    const key = createHmac('sha256', secret).update(purpose).digest();
    return createHmac('sha256', key).update(value).digest('base64url');
  };
  const seal = (purpose: string, value: string): string =>
    `${Buffer.from(value).toString('base64url')}.${sign(purpose, value)}`;
  return {
    seal,
    open: (purpose, sealed) => {
      const value = Buffer.from(sealed.split('.', 1)[0] ?? '', 'base64url').toString();
      // All of it, because base64 can be written in more than one way: a value has one seal and no other.
      const expected = Buffer.from(seal(purpose, value));
      const offered = Buffer.from(sealed);
      return offered.length === expected.length && timingSafeEqual(offered, expected) ? value : null;
    },
  };
}
