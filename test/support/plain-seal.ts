import type { Seal } from '../../src/core/endpoint';

/** A seal that hides nothing but still tells its own from others. */
export const plainSeal: Seal = {
  seal: (purpose, value) => Buffer.from(JSON.stringify([purpose, value])).toString('base64url'),
  open: (purpose, sealed) => {
    try {
      const [made, value] = JSON.parse(Buffer.from(sealed, 'base64url').toString()) as [string, string];
      return made === purpose ? value : null;
    } catch {
      return null;
    }
  },
};
