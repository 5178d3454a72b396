import type { Candidate, DescribedProduct } from './candidate';
import { chooseShown, shownCandidate } from './choose-shown';
import { type ChosenCandidate, chooseVariant } from './choose-variant';
import { type Choice, type Findings, isShown, LIKELY, rolesOf, sameDecimal } from './findings';
import { matchProduct } from './page-identity';
import { isWithTax } from './settle-roles';
import type { AmountRole } from './shown-amount';

/** Below this a described product is taken for another one than the page's own. */
const OWN = 0.45;

/**
 * The product's price as structured data and the text of the page together tell it.
 * @param isSoldOut the page says that its product is not to be had.
 * @returns one choice; none; or several when only a person can tell.
 */
export function choosePrice(findings: Findings, isSoldOut: boolean): readonly Choice[] {
  const structured = chooseStructured(findings);
  return structured ? [crossCheck(structured, findings)] : chooseShown(findings, isSoldOut);
}

interface Opinion extends ChosenCandidate {
  /** How surely it is about the page's own product, 0 to 1. */
  readonly match: number;
}

interface Structured extends Opinion {
  /** How many other sources give the same price. */
  readonly agreeing: number;
  /** How many give another one. */
  readonly disagreeing: number;
}

/** The own candidates of each source are one opinion. First goes what the page shows, then the order of the sources. */
function chooseStructured(findings: Findings): Structured | null {
  const opinions = bySource(findings.candidates).flatMap((each) => opinionOf(each, findings) ?? []);
  const first = opinions.find(({ candidate }) => isShown(decimalOf(candidate), findings)) ?? opinions[0];
  if (!first) return null;
  const same = opinions.filter(({ candidate }) =>
    sameDecimal(decimalOf(candidate), decimalOf(first.candidate)),
  );
  return { ...first, agreeing: same.length - 1, disagreeing: opinions.length - same.length };
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

function opinionOf(candidates: readonly Candidate[], findings: Findings): Opinion | null {
  const matches = new Map<DescribedProduct, number>();
  const matchOf = (product: DescribedProduct): number => {
    const match = matches.get(product) ?? matchProduct(product, findings.page);
    matches.set(product, match);
    return match;
  };
  const matched = candidates
    .filter(({ price }) => price !== null)
    .map((candidate) => ({ candidate, match: matchOf(candidate.product) }));
  const match = Math.max(0, ...matched.map((each) => each.match));
  const isOnlyOne = matched.length === 1 && matched[0]?.candidate.product.own === true;
  if (match < OWN && !isOnlyOne) return null;
  const best = matched.filter((each) => each.match === match).map((each) => each.candidate);
  const chosen = chooseVariant(best, findings.page, (decimal) => isShown(decimal, findings));
  return chosen && { ...chosen, match };
}

function decimalOf({ price }: Candidate): string {
  return price?.decimal ?? '';
}

/** Does the page show what its structured data say? */
function crossCheck(structured: Structured, findings: Findings): Choice {
  const { candidate, others } = structured;
  const decimal = decimalOf(candidate);
  if (isShown(decimal, findings)) {
    const confidence = isContested(Number(decimal), findings) ? 0.7 : trustWhenShown(structured);
    return { candidate, confidence, others };
  }
  const rival = findings.ranked.find(({ score }) => score >= LIKELY);
  const roles = rolesOf(decimal, findings);
  if (rival && isMeantByRival(Number(decimal), roles, Number(rival.amount.decimal))) {
    const now = shownCandidate(rival, findings);
    const { availability, price } = candidate;
    return { candidate: { ...now, availability, listPrice: price }, confidence: 0.8, others };
  }
  const isContradicted = rival !== undefined || roles.includes('old') || roles.includes('other');
  return { candidate, confidence: isContradicted ? 0.5 : trustWhenSilent(structured), others };
}

/** Does the page show a lower amount at least as much as its price? Then this can be what it cost before. */
function isContested(decimal: number, { ranked }: Findings): boolean {
  const own = ranked.find(({ amount }) => Number(amount.decimal) === decimal)?.score ?? 0;
  return ranked.some(
    ({ amount, score }) => Number(amount.decimal) < decimal && score >= Math.max(own, LIKELY),
  );
}

/** The page strikes out what its structured data say, beside a lower amount; or calls it before tax, beside one with. */
function isMeantByRival(said: number, roles: readonly AmountRole[], rival: number): boolean {
  const areAll = (role: AmountRole): boolean => roles.length > 0 && roles.every((each) => each === role);
  return (areAll('old') && rival < said) || (areAll('net') && isWithTax(rival, said));
}

function trustWhenShown({ match, unsure }: Opinion): number {
  if (unsure) return 0.7;
  return match >= OWN ? 0.95 : 0.8;
}

/**
 * The page shows no price to compare: a second source, or a whole offer for just this product, vouches for it, unless
 * another source says otherwise.
 */
function trustWhenSilent({ candidate, match, agreeing, disagreeing, unsure }: Structured): number {
  if (unsure || disagreeing > 0 || candidate.source === 'page state') return 0.6;
  if (agreeing > 0) return 0.85;
  const isWhole = candidate.availability !== 'unknown' && (candidate.price?.currency ?? null) !== null;
  return isWhole && match >= 0.8 ? 0.8 : 0.7;
}
