import type { Candidate } from './candidate';
import { canonicalLink } from './canonical-link';
import type { PageIdentity } from './page-identity';

/** One price out of those of a product. */
export interface ChosenCandidate {
  readonly candidate: Candidate;
  /** True when several prices stood to choose from and nothing told which the link means. */
  readonly unsure: boolean;
}

/**
 * Of several offers for one product, the one that the link means: named by the link, else the only price there is,
 * else the lowest as a "from" price. New goes before used, in stock before sold out.
 * @param isShown does the page show this amount as a price?
 */
export function chooseVariant(
  offers: readonly Candidate[],
  page: PageIdentity,
  isShown: (decimal: string) => boolean,
): ChosenCandidate | null {
  const priced = offers.filter((offer) => offer.price !== null);
  const named = priced.filter((offer) => isNamed(offer, page));
  const [only] = named;
  if (only && sameAmounts(named) && named.length < priced.length) return { candidate: only, unsure: false };
  const sold = prefer(
    prefer(priced, (offer) => !isSecondHand(offer)),
    (offer) => offer.availability !== 'out-of-stock',
  );
  const [first] = sold;
  if (!first) return null;
  if (sameAmounts(sold)) return { candidate: first, unsure: false };
  const shown = sold.filter((offer) => isShown(offer.price?.decimal ?? ''));
  const [theOne] = shown;
  if (theOne && sameAmounts(shown)) return { candidate: theOne, unsure: false };
  const lowest = sold.reduce((a, b) => (amountOf(b) < amountOf(a) ? b : a));
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

/** Does the link that was followed name this offer: by its own link, or by its sku as a parameter? */
function isNamed(offer: Candidate, page: PageIdentity): boolean {
  if (!page.url) return false;
  if (offer.url !== null && URL.canParse(offer.url, page.url.href)) {
    const link = new URL(offer.url, page.url.href);
    if (link.search !== '' && canonicalLink(link.href) === canonicalLink(page.url.href)) return true;
  }
  const values = [...page.url.searchParams.values(), ...new URLSearchParams(page.url.hash.slice(1)).values()];
  return offer.ids.some((id) => id.length >= 3 && values.includes(id));
}
