import { parseUrl } from '../core/parse-url';
import type { Candidate } from './candidate';
import { canonicalLink } from './canonical-link';
import { type Findings, LEAD, isShown, scoreShown } from './findings';
import type { Notes } from './notes';
import type { PageIdentity } from './page-identity';

/** The offers of one product, parted by whether the link means them. */
export interface MeantOffers {
  /** At least one; several, each at another price, when nothing tells which of them the link means. */
  readonly meant: readonly Candidate[];
  /** The product's other offers at another price: variants, sellers, conditions. */
  readonly others: readonly Candidate[];
}

/** More than a person wants to choose from. */
const MOST_OTHERS = 30;

/**
 * Of several offers for one product, the one that the link means: named by the link, else the only price there is,
 * else the one that the page shows best. New goes before used, in stock before sold out; amounts in another currency
 * than the first are left aside.
 */
export function chooseVariant(offers: readonly Candidate[], findings: Findings): MeantOffers | null {
  const { notes, page } = findings;
  const currency = offers[0]?.price?.currency;
  const sameMoney = (offer: Candidate): boolean => offer.price?.currency === currency;
  const priced = notes.keep(offers, sameMoney, 'It is in another currency than the first offer.');
  const meant = theNamed(priced, page, notes) ?? theUsual(priced, findings);
  if (meant.length === 0) return null;
  const amounts = new Set(meant.map(amountOf));
  const others = priced.filter((offer) => !amounts.has(amountOf(offer))).slice(0, MOST_OTHERS);
  return { meant: oneForEach(meant, notes), others };
}

function theNamed(priced: readonly Candidate[], page: PageIdentity, notes: Notes): Candidate[] | null {
  const areLinked = priced.every((offer) => offer.url !== null);
  const named = new Set(priced.filter((offer) => isNamed(offer, page, areLinked)));
  if (named.size === 0 || named.size === priced.length || !sameAmounts([...named])) return null;
  return notes.keep(priced, (offer) => named.has(offer), 'The link names another variant.');
}

function theUsual(priced: readonly Candidate[], findings: Findings): readonly Candidate[] {
  const { notes } = findings;
  const usual = PREFERENCES.reduce<readonly Candidate[]>(
    (left, { holds, why }) => (left.some(holds) ? notes.keep(left, holds, why) : left),
    priced,
  );
  return sameAmounts(usual) ? usual : (theShown(usual, findings) ?? usual.slice(0, MOST_OTHERS));
}

/** What goes before what, each as far as there is a choice. */
const PREFERENCES: readonly { readonly holds: (offer: Candidate) => boolean; readonly why: string }[] = [
  { holds: (offer) => !isSecondHand(offer), why: 'It is not new, and another offer is.' },
  {
    holds: (offer) => offer.availability !== 'out-of-stock',
    why: 'It is sold out, and another offer is not.',
  },
  { holds: (offer) => !offer.from, why: 'It sums up the offers that stand beside it.' },
];

/** The one price of these that the page shows, or shows clearly best. */
function theShown(usual: readonly Candidate[], findings: Findings): Candidate[] | null {
  const shown = usual.filter((offer) => isShown(offer.price?.decimal ?? '', findings));
  const scores = new Map(shown.map((offer) => [amountOf(offer), scoreShown(amountOf(offer), findings)]));
  const [best, second] = [...scores].sort(([, a], [, b]) => b - a);
  if (!best || (second && best[1] - second[1] < LEAD)) return null;
  return findings.notes.keep(
    usual,
    (offer) => amountOf(offer) === best[0],
    'The page shows the price of another variant.',
  );
}

/** Offers at one price are one answer. */
function oneForEach(meant: readonly Candidate[], notes: Notes): readonly Candidate[] {
  const first = new Map<number, Candidate>();
  for (const offer of meant) if (!first.has(amountOf(offer))) first.set(amountOf(offer), offer);
  return notes.keep(meant, (offer) => first.get(amountOf(offer)) === offer, 'It says the same.');
}

function amountOf(offer: Candidate): number {
  return Number(offer.price?.decimal);
}

function sameAmounts(offers: readonly Candidate[]): boolean {
  return new Set(offers.map(amountOf)).size <= 1;
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
