import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Seal } from '../core/endpoint';

/** Seals by HMAC-SHA-256; the purpose goes into the key, the value stays readable. */
export function createSeal(secret: string): Seal {
  const sign = (purpose: string, value: string): string => {
    const key = createHmac('sha256', secret).update(purpose).digest();
    return createHmac('sha256', key).update(value).digest('base64url');
  };
  return {
    seal: (purpose, value) => `${Buffer.from(value).toString('base64url')}.${sign(purpose, value)}`,
    open: (purpose, sealed) => {
      const [encoded = '', given = ''] = sealed.split('.');
      const value = Buffer.from(encoded, 'base64url').toString();
      const expected = Buffer.from(sign(purpose, value));
      const offered = Buffer.from(given);
      return offered.length === expected.length && timingSafeEqual(offered, expected) ? value : null;
    },
  };
}
