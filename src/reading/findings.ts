import type { Candidate } from './candidate';
import type { Notes } from './notes';
import { MARKS } from './page-facts';
import type { PageIdentity } from './page-identity';
import type { RankedAmount } from './rank-shown';
import type { AmountRole, ShownAmount } from './shown-amount';

/** All that the sources found on one page. */
export interface Findings {
  readonly page: PageIdentity;
  readonly candidates: readonly Candidate[];
  readonly shown: readonly ShownAmount[];
  /** `shown`, as far as it may be the price; best first. */
  readonly ranked: readonly RankedAmount[];
  /** Where the text has buttons to buy. */
  readonly buttons: readonly number[];
  /** What the chooser says of all these. */
  readonly notes: Notes;
}

/** What the chooser makes of a price. */
export interface Choice {
  readonly candidate: Candidate;
  /** 0 to 1; see Offer. */
  readonly confidence: number;
  /** Further offers for the same product, none of them chosen. */
  readonly others: readonly Candidate[];
}

/** Of several choices, none is more likely than the others. */
export const UNDECIDED = 0.3;

/** From here an amount in the text looks like the price of the page's product. */
export const LIKELY = 5;
/** So much better must the best amount be than the next, or nobody can tell. */
export const LEAD = 1;

export function sameDecimal(a: string, b: string): boolean {
  return Number(a) === Number(b);
}

/** Does the page show this amount as a price? */
export function isShown(decimal: string, { ranked }: Findings): boolean {
  return isAmong(ranked, decimal);
}

export function isAmong(ranked: readonly RankedAmount[], decimal: string): boolean {
  return ranked.some(({ amount }) => sameDecimal(amount.decimal, decimal));
}

/** How much the page shows this amount as its price; -Infinity when it does not. */
export function scoreShown(value: number, { ranked }: Findings): number {
  return ranked.find(({ amount }) => Number(amount.decimal) === value)?.score ?? -Infinity;
}

/** What the page shows this amount as, outside of its asides. */
export function rolesOf(decimal: string, { shown }: Findings): AmountRole[] {
  return shown
    .filter((amount) => sameDecimal(amount.decimal, decimal) && !(amount.marks & MARKS.aside))
    .map((amount) => amount.role);
}

/** Does the page show this amount only as the least of several: "from €10", "€10 – €20"? */
export function isShownAsLeast(decimal: string, findings: Findings): boolean {
  const roles = rolesOf(decimal, findings).filter((role) => role === 'price' || role === 'from');
  return roles.length > 0 && roles.every((role) => role === 'from');
}
