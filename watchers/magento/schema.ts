import { z } from '../../src/watcher-api';

/** A number of JSON as a decimal; the platform computes with floats, so its last digits may be noise. */
const amount = z
  .number()
  .min(0)
  .max(1e12)
  .transform((value) => value.toFixed(4));

const priced = z.object({ finalPrice: z.object({ amount }), oldPrice: z.object({ amount }) });

/** The platform writes an empty object as an empty list. */
const none = z.tuple([]).transform((): Record<string, never> => ({}));

/** What the page hands to the script that lets people choose a variant. */
export const configuration = z.object({
  attributes: z
    .record(z.string(), z.object({ options: z.array(z.object({ id: z.string(), label: z.string() })) }))
    .or(none),
  /** By the number of the variant. */
  optionPrices: z.record(z.string(), priced).or(none),
  /** The options of each variant, by the number of their attribute. */
  index: z.record(z.string(), z.record(z.string(), z.string())).or(none),
});

export type Configuration = z.output<typeof configuration>;
