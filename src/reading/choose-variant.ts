import type { Candidate } from './candidate';
import { type Findings, LEAD, isShownAsLeast, scoreShown } from './findings';
import type { Notes } from './notes';
import { waysToName } from './name-variant';
import type { PageIdentity } from './page-identity';

/** The offers of one product, parted by whether the link means them. */
export interface MeantOffers {
  /** At least one; several, each at another price, when nothing tells which of them the link means. */
  readonly meant: readonly Candidate[];
  /** True when only little speaks for these: another offer stands nearly as well. */
  readonly isClose: boolean;
  /** The product's other offers at another price: variants, sellers, conditions. */
  readonly others: readonly Candidate[];
}

/** More than a person wants to choose from. */
const MOST_OTHERS = 30;

/**
 * Of several offers for one product, the one that the link means: named by the link, else the only price
 * there is, else the one that the page shows best, else the lowest of those that nothing tells apart. New
 * goes before used, in stock before sold out; amounts in another currency than the first are left aside.
 */
export function chooseVariant(offers: readonly Candidate[], findings: Findings): MeantOffers | null {
  const { notes, page } = findings;
  const currency = offers[0]?.price?.currency;
  const sameMoney = (offer: Candidate): boolean => offer.price?.currency === currency;
  const priced = notes.keep(offers, sameMoney, 'It is in another currency than the first offer.');
  const { meant, isClose } = theNamed(priced, page, notes) ?? theUsual(priced, findings);
  if (meant.length === 0) return null;
  const amounts = new Set(meant.map(amountOf));
  const others = priced.filter((offer) => !amounts.has(amountOf(offer))).slice(0, MOST_OTHERS);
  return { meant: oneForEach(meant, notes), isClose, others };
}

type Meant = Omit<MeantOffers, 'others'>;

function theNamed(priced: readonly Candidate[], page: PageIdentity, notes: Notes): Meant | null {
  for (const isNamed of waysToName(priced, page)) {
    const named = new Set(priced.filter(isNamed));
    if (named.size > 0 && named.size < priced.length && sameAmounts([...named])) {
      const meant = notes.keep(
        priced,
        (offer) => named.has(offer),
        'The link or the page names another variant.',
      );
      return { meant, isClose: false };
    }
  }
  return null;
}

function theUsual(priced: readonly Candidate[], findings: Findings): Meant {
  const { notes } = findings;
  const usual = PREFERENCES.reduce<readonly Candidate[]>(
    (left, { holds, why }) => (left.some(holds) ? notes.keep(left, holds, why) : left),
    priced,
  );
  if (sameAmounts(usual)) return { meant: usual, isClose: false };
  const shown = theShown(usual, findings);
  if (shown) return shown;
  if (new Set(usual.map(labelOf)).size > 1) return { meant: usual.slice(0, MOST_OTHERS), isClose: true };
  const isLowest = (offer: Candidate): boolean => usual.every((other) => amountOf(offer) <= amountOf(other));
  const lowest = notes.keep(usual, isLowest, 'Nothing tells what it is for, and another offer is lower.');
  return { meant: lowest, isClose: true };
}

/** A person can choose between offers only when they say what each is for. */
function labelOf({ variant, url, ids, seller, product }: Candidate): string {
  return [variant, url, seller, ...ids, product.title, product.url, ...product.ids].join(' ');
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

/** From here on the best of several prices stands alone. */
const CLEAR_LEAD = 3;

/**
 * The one price of these that the page shows, or shows clearly better than the others; not the least of them
 * all.
 */
function theShown(usual: readonly Candidate[], findings: Findings): Meant | null {
  const scores = new Map(usual.map((offer) => [amountOf(offer), scoreShown(amountOf(offer), findings)]));
  const [best, second] = [...scores].filter(([, score]) => score > -Infinity).sort(([, a], [, b]) => b - a);
  const lead = best && second ? best[1] - second[1] : Infinity;
  if (!best || lead < LEAD) return null;
  if (isShownAsLeast(String(best[0]), findings)) return null;
  const isBest = (offer: Candidate): boolean => amountOf(offer) === best[0];
  const meant = findings.notes.keep(usual, isBest, 'The page shows the price of another variant.');
  return { meant, isClose: lead < CLEAR_LEAD };
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
