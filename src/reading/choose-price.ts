import type { Candidate } from './candidate';
import { chooseVariant } from './choose-variant';
import { MARKS } from './page-facts';
import { matchProduct, type PageIdentity } from './page-identity';
import type { RankedAmount } from './rank-shown';
import type { ShownAmount } from './shown-amounts';

/** All that the sources found on one page. */
export interface Findings {
  readonly page: PageIdentity;
  readonly candidates: readonly Candidate[];
  readonly shown: readonly ShownAmount[];
  /** `shown`, as far as it may be the price; best first. */
  readonly ranked: readonly RankedAmount[];
}

export interface Choice {
  readonly candidate: Candidate;
  /** 0 to 1; see Offer. */
  readonly confidence: number;
}

/** Below this a described product is taken for another one than the page's own. */
const OWN = 0.45;
/** From here an amount in the text looks like the price of the page's product. */
const LIKELY = 5;

/** The product's price as structured data and the text of the page together tell it; null when they do not. */
export function choosePrice(findings: Findings): Choice | null {
  const structured = chooseStructured(findings);
  return structured ? crossCheck(structured, findings) : chooseShown(findings);
}

interface Structured {
  readonly candidate: Candidate;
  readonly match: number;
  readonly unsure: boolean;
  /** How many other sources give the same price. */
  readonly agreeing: number;
}

/** The own candidates of each source are one opinion; sources stand in the order of their trust. */
function chooseStructured(findings: Findings): Structured | null {
  const opinions = bySource(findings.candidates).flatMap(
    (candidates) => opinionOf(candidates, findings) ?? [],
  );
  const shownOne = opinions.find(({ candidate }) => isShown(candidate.price?.decimal ?? '', findings));
  const first = shownOne ?? opinions[0];
  if (!first) return null;
  const same = opinions.filter(
    ({ candidate }) => Number(candidate.price?.decimal) === Number(first.candidate.price?.decimal),
  );
  return { ...first, agreeing: same.length - 1 };
}

function bySource(candidates: readonly Candidate[]): Candidate[][] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const group = groups.get(candidate.source);
    if (group) group.push(candidate);
    else groups.set(candidate.source, [candidate]);
  }
  return [...groups.values()];
}

function opinionOf(
  candidates: readonly Candidate[],
  findings: Findings,
): Omit<Structured, 'agreeing'> | null {
  const matched = candidates
    .filter((candidate) => candidate.price !== null)
    .map((candidate) => ({ candidate, match: matchProduct(candidate.product, findings.page) }));
  const match = Math.max(0, ...matched.map((each) => each.match));
  if (match < OWN && !(matched.length === 1 && matched[0]?.candidate.product.own === true)) return null;
  const best = matched.filter((each) => each.match === match).map((each) => each.candidate);
  const chosen = chooseVariant(best, findings.page, (decimal) => isShown(decimal, findings));
  return chosen ? { candidate: chosen.candidate, match, unsure: chosen.unsure } : null;
}

function isShown(decimal: string, { ranked }: Findings): boolean {
  return ranked.some(({ amount }) => Number(amount.decimal) === Number(decimal));
}

/** Does the page show what its structured data say? */
function crossCheck(structured: Structured, findings: Findings): Choice {
  const { candidate } = structured;
  const decimal = candidate.price?.decimal ?? '';
  if (isShown(decimal, findings)) return { candidate, confidence: trustWhenShown(structured) };
  const best = findings.ranked.find(({ score }) => score >= LIKELY);
  if (best && isStruckOut(decimal, findings) && Number(best.amount.decimal) < Number(decimal)) {
    return { candidate: { ...shownCandidate(best, findings), listPrice: candidate.price }, confidence: 0.8 };
  }
  return { candidate, confidence: best ? 0.5 : trustWhenSilent(structured) };
}

function trustWhenShown({ match, unsure }: Structured): number {
  if (unsure) return 0.7;
  return match >= OWN ? 0.95 : 0.8;
}

/** The page shows no price at all: a second source is what can vouch for the first. */
function trustWhenSilent({ agreeing, unsure }: Structured): number {
  return agreeing > 0 && !unsure ? 0.85 : 0.7;
}

function isStruckOut(decimal: string, { shown }: Findings): boolean {
  const same = shown.filter(
    (amount) => Number(amount.decimal) === Number(decimal) && !(amount.marks & MARKS.aside),
  );
  return same.length > 0 && same.every((amount) => amount.role === 'old');
}

/** Nothing but the text: it must stand out clearly from the other amounts. */
function chooseShown(findings: Findings): Choice | null {
  const [best, second] = findings.ranked;
  if (!best || best.score < LIKELY) return null;
  const lead = best.score - (second?.score ?? 0);
  if (lead < 1) return null;
  return {
    candidate: shownCandidate(best, findings),
    confidence: Math.min(0.75, 0.5 + lead / 20 + best.score / 60),
  };
}

function shownCandidate({ amount }: RankedAmount, { page }: Findings): Candidate {
  return {
    source: 'page text',
    product: { title: page.title, url: null, image: null, ids: [], own: true },
    price: { decimal: amount.decimal, currency: amount.currency },
    listPrice: null,
    from: amount.role === 'from',
    availability: 'unknown',
    seller: null,
    condition: null,
    variant: null,
    url: null,
    ids: [],
    snippet: amount.line.trim(),
  };
}
