import { type Money, fromDecimal, isCurrency, z } from '../../src/watcher-api';

/** A whole number of the unit that the shop counts in, which need not be the currency's own. */
const amount = z.string().regex(/^\d{1,15}$/);

const prices = z.object({
  currency_code: z.string().refine(isCurrency),
  /** How many digits of an amount stand after the point. */
  currency_minor_unit: z.int().min(0).max(6),
  price: amount.or(z.literal('')),
  regular_price: amount.or(z.literal('')),
  price_range: z.object({ min_amount: amount, max_amount: amount }).nullish(),
});

const product = z.object({
  id: z.int(),
  name: z.string().min(1),
  /** "Colour: Blue"; empty when it is no variation. */
  variation: z.string().default(''),
  images: z.array(z.object({ src: z.string() })).default([]),
  prices,
  is_in_stock: z.boolean(),
  is_on_backorder: z.boolean().default(false),
  variations: z
    .array(
      z.object({
        id: z.int(),
        /** A value of null stands for any. */
        attributes: z.array(z.object({ value: z.string().nullable() })),
      }),
    )
    .default([]),
});

export const products = z.array(product);
export type StoreProduct = z.output<typeof product>;
export type StorePrices = StoreProduct['prices'];

/** @param digits an amount as the Store API gives it. @returns null when the shop gives none. */
export function toMoney(
  digits: string,
  { currency_code: currency, currency_minor_unit: unit }: StorePrices,
): Money | null {
  if (digits === '') return null;
  const padded = digits.padStart(unit + 1, '0');
  const whole = padded.slice(0, padded.length - unit);
  return fromDecimal(unit === 0 ? whole : `${whole}.${padded.slice(-unit)}`, currency);
}
