import { z } from 'zod';
import { type Money, isCurrency, toDecimal } from '../core/money';
import { AVAILABILITIES, type Offer } from '../core/offer';
import { parseUrl } from '../core/parse-url';
import type { Reading } from '../core/reading';

const SENTENCE_LENGTH = 300;
const SNIPPET_LENGTH = 200;
const MOST_OFFERS = 500;

const words = z.string().trim().min(1).max(2000);
const link = z.url({ protocol: /^https?$/ }).max(4096);
const sentence = words.transform((text) => text.slice(0, SENTENCE_LENGTH));

const money = z.object({ minor: z.number(), currency: z.string().refine(isCurrency) });

/** What an offer is beside its price; what is wrong with it is no reason to lose the price. */
const DECORATIONS = ['seller', 'condition', 'variant'] as const;

const offer = z
  .object({
    title: words,
    url: link,
    image: z.unknown().optional(),
    price: money.nullable(),
    listPrice: money.exactOptional(),
    availability: z.enum(AVAILABILITIES),
    seller: z.unknown().optional(),
    condition: z.unknown().optional(),
    variant: z.unknown().optional(),
    from: z.boolean(),
    evidence: z.object({
      source: words,
      snippet: z.string().transform((text) => text.slice(0, SNIPPET_LENGTH)),
    }),
    confidence: z.number().min(0).max(1),
  })
  .transform(({ image, seller, condition, variant, ...rest }): Offer => {
    const texts = { seller, condition, variant };
    const kept = DECORATIONS.flatMap((name) => {
      const text = words.safeParse(texts[name]);
      return text.success ? [[name, text.data]] : [];
    });
    const imageLink = resolveImage(image, rest.url);
    return {
      ...rest,
      ...(Object.fromEntries(kept) as Partial<Record<(typeof DECORATIONS)[number], string>>),
      ...(imageLink === null ? {} : { image: imageLink }),
    };
  });

/** Pages name their images in any form that a browser understands. */
function resolveImage(image: unknown, base: string): string | null {
  const resolved = link.safeParse(typeof image === 'string' ? parseUrl(image, base)?.href : null);
  return resolved.success ? resolved.data : null;
}

const offers = z.array(offer).min(1).max(MOST_OFFERS);
/** Whether it can be kept is decided where it is used: that is no reason to lose the price, either. */
const canonical = z.object({ key: z.string(), url: z.string() }).exactOptional();

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

/** `fault` says for a developer why it is no reading. */
export type CheckedReading = { readonly reading: Reading } | { readonly fault: string };

/**
 * What a watcher returned, believed only as far as it has the form of a reading. Unknown fields are dropped,
 * texts cut to their limits. A chosen price that is no price makes it `unreadable`; beside the chosen offer
 * it counts as not shown.
 */
export function checkReading(candidate: unknown): CheckedReading {
  const parsed = schema.safeParse(candidate);
  if (!parsed.success) return { fault: z.prettifyError(parsed.error) };
  const reading = withoutFalsePrices(parsed.data);
  return reading ? { reading } : { fault: 'chosen is not the index of an offer' };
}

/** @returns null when nothing is chosen. */
function withoutFalsePrices(reading: Reading): Reading | null {
  switch (reading.kind) {
    case 'offer': {
      const chosen = reading.offers[reading.chosen];
      if (!chosen) return null;
      if (!chosen.price || !isPrice(chosen.price)) return NO_PRICE;
      return { ...reading, offers: reading.offers.map(withoutFalsePrice) };
    }
    case 'unavailable':
      return reading.offer ? { ...reading, offer: withoutFalsePrice(reading.offer) } : reading;
    case 'ambiguous':
      return { ...reading, candidates: reading.candidates.map(withoutFalsePrice) };
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

function withoutFalsePrice(offer: Offer): Offer {
  const price = offer.price && isPrice(offer.price) ? offer.price : null;
  const { listPrice, ...rest } = offer;
  const keeps = listPrice && price && isPrice(listPrice) && listPrice.currency === price.currency;
  return keeps ? { ...rest, price, listPrice } : { ...rest, price };
}
