import { z } from '../../src/watcher-api';

const text = z.string().min(1);
const decimal = z.string().regex(/^\d+(\.\d+)?$/);

/** `/products/HANDLE.json`: decimals, in newer shops with their currency; no availability. */
export const productJson = z.object({
  product: z.object({
    title: text,
    image: z.object({ src: z.url() }).nullish(),
    variants: z
      .array(
        z.object({
          id: z.int(),
          title: z.string(),
          price: decimal,
          compare_at_price: decimal.nullish().catch(null),
          price_currency: z.string().optional(),
        }),
      )
      .min(1),
  }),
});

/** `/products/HANDLE.js`: hundredths of the visitor's currency, which it does not name. */
export const productJs = z.object({
  variants: z.array(
    z.object({
      id: z.int(),
      available: z.boolean(),
      price: z.int().min(0),
      compare_at_price: z.int().min(0).nullish(),
    }),
  ),
});

export type JsonProduct = z.output<typeof productJson>['product'];
export type JsonVariant = JsonProduct['variants'][number];
export type JsVariant = z.output<typeof productJs>['variants'][number];
