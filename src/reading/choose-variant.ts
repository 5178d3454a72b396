import { parseUrl } from '../core/parse-url';
import type { Candidate } from './candidate';
import { canonicalLink } from './canonical-link';
import type { PageIdentity } from './page-identity';

/** One price out of those of a product. */
export interface ChosenCandidate {
  readonly candidate: Candidate;
  /** True when several prices stood to choose from and nothing told which the link means. */
  readonly unsure: boolean;
  /** The product's other offers at another price: variants, sellers, conditions. */
  readonly others: readonly Candidate[];
}

/** More than a person wants to choose from. */
const MOST_OTHERS = 30;

/**
 * Of several offers for one product, the one that the link means: named by the link, else the only price there is,
 * else the one that the page shows, else the lowest as a "from" price. New goes before used, in stock before sold
 * out; amounts in another currency than the first are left aside.
 * @param isShown does the page show this amount as a price?
 */
export function chooseVariant(
  offers: readonly Candidate[],
  page: PageIdentity,
  isShown: (decimal: string) => boolean,
): ChosenCandidate | null {
  const currency = offers.find((offer) => offer.price !== null)?.price?.currency;
  const priced = offers.filter((offer) => offer.price !== null && offer.price.currency === currency);
  const chosen = theNamed(priced, page) ?? theUsual(priced, isShown);
  if (!chosen) return null;
  const others = priced
    .filter((offer) => amountOf(offer) !== amountOf(chosen.candidate))
    .slice(0, MOST_OTHERS);
  return { ...chosen, others };
}

type Picked = Omit<ChosenCandidate, 'others'> | null;

function theNamed(priced: readonly Candidate[], page: PageIdentity): Picked {
  const areLinked = priced.every((offer) => offer.url !== null);
  const named = priced.filter((offer) => isNamed(offer, page, areLinked));
  const [first] = named;
  return first && sameAmounts(named) && named.length < priced.length
    ? { candidate: first, unsure: false }
    : null;
}

function theUsual(priced: readonly Candidate[], isShown: (decimal: string) => boolean): Picked {
  const usual = prefer(
    prefer(priced, (offer) => !isSecondHand(offer)),
    (offer) => offer.availability !== 'out-of-stock',
  );
  for (const some of [usual, usual.filter((offer) => isShown(offer.price?.decimal ?? ''))]) {
    const [first] = some;
    if (first && sameAmounts(some)) return { candidate: first, unsure: false };
  }
  if (usual.length === 0) return null;
  const lowest = usual.reduce((a, b) => (amountOf(b) < amountOf(a) ? b : a));
  return { candidate: { ...lowest, from: true }, unsure: true };
}

function amountOf(offer: Candidate): number {
  return Number(offer.price?.decimal);
}

function sameAmounts(offers: readonly Candidate[]): boolean {
  return new Set(offers.map(amountOf)).size === 1;
}

/** Those for which it holds, or all when it holds for none. */
function prefer(offers: readonly Candidate[], holds: (offer: Candidate) => boolean): readonly Candidate[] {
  const preferred = offers.filter(holds);
  return preferred.length > 0 ? preferred : offers;
}

function isSecondHand(offer: Candidate): boolean {
  return offer.condition !== null && /used|refurb|damaged|second/.test(offer.condition);
}

/**
 * Does the link that was followed name this offer: by its own link, or by its sku as a parameter? A link without
 * parameters names the page, not one of its offers, unless each offer has a link.
 */
function isNamed(offer: Candidate, page: PageIdentity, areLinked: boolean): boolean {
  if (!page.url) return false;
  const link = offer.url === null ? null : parseUrl(offer.url, page.url);
  if (link) {
    if ((link.search !== '' || areLinked) && canonicalLink(link.href) === canonicalLink(page.url.href))
      return true;
  }
  const values = [...page.url.searchParams.values(), ...new URLSearchParams(page.url.hash.slice(1)).values()];
  return offer.ids.some((id) => id.length >= 3 && values.includes(id));
}
