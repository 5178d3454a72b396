import { isCurrency, z } from '../../src/watcher-api';

/** Hundredths of the currency's main unit, also for currencies without decimals. */
const hundredths = z.int().min(0);

const edition = z.object({
  packageid: z.int(),
  /** `Name - price`, with markup around a price that was reduced. */
  option_text: z.string(),
  price_in_cents_with_discount: hundredths,
  is_free_license: z.boolean().default(false),
});

const app = z.object({
  name: z.string().min(1),
  is_free: z.boolean().default(false),
  header_image: z.url().optional(),
  release_date: z.object({ coming_soon: z.boolean() }).optional(),
  price_overview: z
    .object({
      currency: z.string().refine(isCurrency),
      initial: hundredths,
      final: hundredths,
      discount_percent: z.number().min(0).max(100),
      final_formatted: z.string().default(''),
    })
    .optional(),
  package_groups: z
    .array(z.object({ name: z.string(), subs: z.array(edition) }))
    .catch([])
    .default([]),
});

export type SteamApp = z.output<typeof app>;
export type SteamPrice = NonNullable<SteamApp['price_overview']>;

/** Keyed by the app that was asked for; null as a whole when Steam wants to be left alone. */
export const appDetails = z
  .record(
    z.string(),
    z.union([z.object({ success: z.literal(true), data: app }), z.object({ success: z.literal(false) })]),
  )
  .nullable();
