import { type Money, toDecimal } from '../core/money';
import type { Availability, Offer } from '../core/offer';
import { chosenOffer, type Reading, type ReadingKind } from '../core/reading';

/** A reading as the commands print it. Amounts are plain decimals; null: the page does not say. */
export interface ReadingLine {
  readonly kind: ReadingKind;
  /** One sentence for a person, where the kind alone does not say enough. */
  readonly why?: string;
  readonly title: string | null;
  readonly price: string | null;
  readonly currency: string | null;
  readonly availability: Availability | null;
  readonly listPrice: string | null;
  readonly from: boolean;
  readonly confidence: number | null;
  readonly source: string | null;
  readonly snippet: string | null;
}

const NO_OFFER = {
  ...{ title: null, price: null, currency: null, availability: null, listPrice: null, from: false },
  ...{ confidence: null, source: null, snippet: null },
} as const;

export function describeReading(reading: Reading): ReadingLine {
  const offer = chosenOffer(reading);
  const why = 'why' in reading ? { why: reading.why } : {};
  return { kind: reading.kind, ...why, ...(offer ? describeOffer(offer) : NO_OFFER) };
}

/** One of the offers of a reading, as the commands print it. */
export type OfferLine = ReturnType<typeof describeOfferInFull>;

/** All offers of a reading, the chosen one and those to choose from. */
export function describeOffers(reading: Reading): OfferLine[] {
  const offers = reading.kind === 'offer' ? reading.offers : [];
  return (reading.kind === 'ambiguous' ? reading.candidates : offers).map(describeOfferInFull);
}

function describeOfferInFull(offer: Offer) {
  const { url, availability, variant = null, seller = null, condition = null } = offer;
  return { ...describeOffer(offer), url, availability, variant, seller, condition };
}

/** The same for people. */
export function printLine(line: ReadingLine): string {
  const outcome = line.why === undefined ? line.kind : `${line.kind}: ${line.why}`;
  if (line.price === null) return outcome;
  const from = line.from ? 'from ' : '';
  const list = line.listPrice === null ? '' : `, list price ${line.listPrice}`;
  const trust = `confidence ${(line.confidence ?? 0).toFixed(2)}, ${line.source ?? ''}: ${line.snippet ?? ''}`;
  return `${outcome}: ${line.title ?? ''}\n${from}${line.price} ${line.currency ?? ''}${list}, ${line.availability ?? ''}\n${trust}`;
}

function describeOffer(offer: Offer): Omit<ReadingLine, 'kind' | 'why'> {
  return {
    title: offer.title,
    price: decimalOf(offer.price),
    currency: offer.price?.currency ?? null,
    availability: offer.availability,
    listPrice: decimalOf(offer.listPrice),
    from: offer.from,
    confidence: offer.confidence,
    source: offer.evidence.source,
    snippet: offer.evidence.snippet,
  };
}

function decimalOf(money: Money | null | undefined): string | null {
  return money ? toDecimal(money) : null;
}
