import { z } from '../../src/watcher-api';

/** `3999 EUR`: hundredths of the currency's main unit. */
const amount = z
  .string()
  .regex(/^\d{1,12} [A-Z]{3}$/)
  .transform((text) => ({ hundredths: Number(text.slice(0, -4)), currency: text.slice(-3) }));

/** The prices of one country, its own currency first. */
export const productPrices = z.object({
  _embedded: z.object({ prices: z.array(z.object({ basePrice: amount, finalPrice: amount })) }),
});

export type GogPrice = z.output<typeof productPrices>['_embedded']['prices'][number];
