import { fromDecimal, type Money } from '../core/money';
import type { Offer } from '../core/offer';
import { parseUrl } from '../core/parse-url';
import type { Amount, Candidate } from './candidate';
import type { Choice, Findings } from './findings';

/**
 * @param isSoldOut what the page says of its product, for a candidate that says nothing about it.
 * @returns null when the choice has no price, or nothing on the page tells its currency.
 */
export function makeOffer(
  { candidate, confidence }: Choice,
  findings: Findings,
  isSoldOut: boolean,
): Offer | null {
  const price = toMoney(candidate.price, candidate.price?.currency ?? currencyElsewhere(findings));
  if (!price) return null;
  const { page } = findings;
  return {
    title: page.title === '' ? (candidate.product.title ?? '') : page.title,
    url: page.url?.href ?? '',
    price,
    ...optionalFields(candidate, price),
    availability: candidate.availability === 'unknown' && isSoldOut ? 'out-of-stock' : candidate.availability,
    from: candidate.from,
    evidence: { source: candidate.source, snippet: candidate.snippet.slice(0, 200) },
    confidence,
  };
}

/**
 * Offers of which none is chosen, each named by its own link where it has one; those that look alike only
 * once.
 */
export function makeOffers(choices: readonly Choice[], findings: Findings, isSoldOut: boolean): Offer[] {
  const byLooks = new Map<string, Offer>();
  for (const choice of choices) {
    const offer = makeOffer(choice, findings, isSoldOut);
    if (!offer) continue;
    const link = choice.candidate.url ?? '';
    const base = findings.page.url?.href;
    const url = (link === '' ? null : parseUrl(link, base)?.href) ?? offer.url;
    byLooks.set([offer.variant, offer.price?.minor, offer.condition, offer.seller, url].join(' '), {
      ...offer,
      url,
    });
  }
  return [...byLooks.values()];
}

function optionalFields(candidate: Candidate, price: Money): Partial<Offer> {
  const list = toMoney(candidate.listPrice, price.currency);
  return {
    ...(list && list.minor > price.minor ? { listPrice: list } : {}),
    ...present('image', candidate.product.image),
    ...present('seller', candidate.seller),
    ...present('condition', candidate.condition),
    ...present('variant', candidate.variant),
  };
}

function present<Name extends string>(name: Name, text: string | null): Partial<Record<Name, string>> {
  return text === null ? {} : ({ [name]: text } as Record<Name, string>);
}

function toMoney(amount: Amount | null, currency: string | null): Money | null {
  return amount && currency !== null ? fromDecimal(amount.decimal, currency) : null;
}

/** A price without a currency is in the one that the rest of the page speaks of, if there is only one. */
function currencyElsewhere({ candidates, shown }: Findings): string | null {
  const structured = candidates.flatMap((candidate) => candidate.price?.currency ?? []);
  const written = shown.flatMap((amount) => amount.currency ?? []);
  const all = new Set(structured.length > 0 ? structured : written);
  return all.size === 1 ? ([...all][0] ?? null) : null;
}
