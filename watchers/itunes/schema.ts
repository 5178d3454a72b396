import { isCurrency, z } from '../../src/watcher-api';

/** A number of JSON, as the decimal it was written as. -1 says that it is not sold by itself. */
const price = z
  .number()
  .min(-1)
  .max(1e9)
  .transform((amount) => (amount < 0 ? null : String(amount)))
  .optional();

/** The lookup answers tracks, collections and software in one form, each with the fields that it has. */
const item = z.object({
  /** Of apps, films, songs and books. */
  trackId: z.int().optional(),
  trackName: z.string().min(1).optional(),
  trackPrice: price,
  /** Of albums, seasons and audiobooks. */
  collectionId: z.int().optional(),
  collectionName: z.string().min(1).optional(),
  collectionPrice: price,
  /** Of apps and books. */
  price,
  currency: z.string().refine(isCurrency).optional(),
  artworkUrl100: z.string().optional(),
});

export const lookup = z.object({ results: z.array(item) });
export type StoreItem = z.output<typeof item>;
