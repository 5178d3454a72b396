import { type Money, fromDecimal, z } from '../../src/watcher-api';

/** The shortest way to write the number is what Google wrote: no arithmetic is done with it. */
const amount = z
  .object({ amount: z.number().nonnegative(), currencyCode: z.string().regex(/^[A-Z]{3}$/) })
  .transform((price): Money | null => fromDecimal(String(price.amount), price.currencyCode));

/** Whether the e-book is sold, in the country that was asked for. */
const saleability = z.enum([
  'FOR_SALE',
  'FOR_SALE_AND_RENTAL',
  'FOR_PREORDER',
  'FOR_RENTAL_ONLY',
  'FREE',
  'NOT_FOR_SALE',
]);

/** A volume of the Books API: https://developers.google.com/books/docs/v1/reference/volumes. */
export const volume = z.object({
  volumeInfo: z.object({ title: z.string().min(1), subtitle: z.string().optional() }),
  saleInfo: z.object({
    country: z.string(),
    saleability,
    /** Before offers and discounts. */
    listPrice: amount.optional(),
    /** What it is sold for. */
    retailPrice: amount.optional(),
  }),
});

export type Volume = z.output<typeof volume>;
export type Saleability = z.output<typeof saleability>;
