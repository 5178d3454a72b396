import { z } from 'zod';
import { type Money, isCurrency, toDecimal } from '../core/money';
import { AVAILABILITIES, type Offer } from '../core/offer';
import type { Reading } from '../core/reading';

const SENTENCE_LENGTH = 300;
const SNIPPET_LENGTH = 200;
const MOST_OFFERS = 500;

const words = z.string().trim().min(1).max(2000);
const link = z.url({ protocol: /^https?$/ }).max(4096);
const sentence = words.transform((text) => text.slice(0, SENTENCE_LENGTH));

const money = z.object({ minor: z.number(), currency: z.string().refine(isCurrency) });

const offer = z.object({
  title: words,
  url: link,
  image: link.exactOptional(),
  price: money.nullable(),
  listPrice: money.exactOptional(),
  availability: z.enum(AVAILABILITIES),
  seller: words.exactOptional(),
  condition: words.exactOptional(),
  variant: words.exactOptional(),
  from: z.boolean(),
  evidence: z.object({
    source: words,
    snippet: z.string().transform((text) => text.slice(0, SNIPPET_LENGTH)),
  }),
  confidence: z.number().min(0).max(1),
});

const offers = z.array(offer).min(1).max(MOST_OFFERS);
const canonical = z.object({ key: words, url: link }).exactOptional();

/** The closed union without `unchanged`, which only `createLooker` makes. */
const schema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('offer'),
    offers,
    chosen: z.int().min(0),
    canonical,
    endsOn: z.iso.date().exactOptional(),
  }),
  z.object({ kind: z.literal('unavailable'), offer: offer.exactOptional(), canonical }),
  z.object({ kind: z.literal('ambiguous'), candidates: offers }),
  z.object({ kind: z.literal('not-a-product') }),
  z.object({ kind: z.literal('not-found') }),
  z.object({ kind: z.literal('blocked'), retryAfterSeconds: z.int().min(0).exactOptional() }),
  z.object({ kind: z.literal('unreadable'), why: sentence }),
  z.object({ kind: z.literal('refused'), why: sentence }),
  z.object({ kind: z.literal('unreachable'), why: sentence }),
]);

const NO_PRICE: Reading = { kind: 'unreadable', why: 'The amount that the shop shows cannot be its price.' };

/**
 * What a watcher returned, believed only as far as it has the form of a reading. Unknown fields are dropped, texts cut
 * to their limits. A chosen price that is no price makes it `unreadable`; beside the chosen offer it counts as not shown.
 * @returns null when it is no reading.
 */
export function checkReading(candidate: unknown): Reading | null {
  const parsed = schema.safeParse(candidate);
  if (!parsed.success) return null;
  const reading: Reading = parsed.data;
  switch (reading.kind) {
    case 'offer': {
      const chosen = reading.offers[reading.chosen];
      if (!chosen) return null;
      if (!chosen.price || !isPrice(chosen.price)) return NO_PRICE;
      return { ...reading, offers: reading.offers.map(withoutFalsePrices) };
    }
    case 'unavailable':
      return reading.offer ? { ...reading, offer: withoutFalsePrices(reading.offer) } : reading;
    case 'ambiguous':
      return { ...reading, candidates: reading.candidates.map(withoutFalsePrices) };
    default:
      return reading;
  }
}

/** Shops fill in 0, 0.01 or 999999 where they have no price. */
function isPrice(money: Money): boolean {
  if (!Number.isSafeInteger(money.minor) || money.minor <= 0) return false;
  const decimal = toDecimal(money);
  return !/^0\.0*1$/.test(decimal) && !/^9{6,}(\.(0+|9+))?$/.test(decimal);
}

function withoutFalsePrices(offer: Offer): Offer {
  const price = offer.price && isPrice(offer.price) ? offer.price : null;
  const { listPrice, ...rest } = offer;
  const keeps = listPrice && price && isPrice(listPrice) && listPrice.currency === price.currency;
  return keeps ? { ...rest, price, listPrice } : { ...rest, price };
}
