import type { Candidate, DescribedProduct } from './candidate';
import { chooseShown, shownCandidate } from './choose-shown';
import { type MeantOffers, chooseVariant } from './choose-variant';
import {
  type Choice,
  type Findings,
  LEAD,
  LIKELY,
  UNDECIDED,
  isShown,
  isShownAsLeast,
  rolesOf,
  sameDecimal,
  scoreShown,
} from './findings';
import { matchProduct } from './page-identity';
import type { RankedAmount } from './rank-shown';
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
  if (!structured) return chooseShown(findings, isSoldOut);
  const choices = settle(structured, findings);
  const amounts = findings.ranked.map(({ amount }) => amount);
  findings.notes.drop(amounts, 'What the page says for machines goes before its text.');
  return choices;
}

interface Opinion extends MeantOffers {
  /** How surely it is about the page's own product, 0 to 1. */
  readonly match: number;
}

interface Structured extends Opinion {
  /** How many other sources give the same price. */
  readonly agreeing: number;
  /** How many give another one. */
  readonly disagreeing: number;
}

/**
 * The own candidates of each source are one opinion. First goes what the page shows, then the order of the
 * sources.
 */
function chooseStructured(findings: Findings): Structured | null {
  const opinions = bySource(findings.candidates).flatMap((each) => opinionOf(each, findings) ?? []);
  const first = opinions.find((opinion) => isShownOpinion(opinion, findings)) ?? opinions[0];
  if (!first) return null;
  const others = opinions.filter((opinion) => opinion !== first);
  const same = others.filter((opinion) => saysSame(opinion, first));
  for (const { meant } of same) findings.notes.drop(meant, 'It says the same as the source that was taken.');
  for (const { meant } of others) findings.notes.drop(meant, 'Another source goes before this one.');
  return { ...first, agreeing: same.length, disagreeing: others.length - same.length };
}

function isShownOpinion({ meant }: Opinion, findings: Findings): boolean {
  return meant.length === 1 && meant.every((candidate) => isShown(decimalOf(candidate), findings));
}

function saysSame({ meant }: Opinion, first: Opinion): boolean {
  const [a] = meant;
  const [b] = first.meant;
  return meant.length === 1 && a !== undefined && b !== undefined && sameDecimal(decimalOf(a), decimalOf(b));
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
  const { notes, page } = findings;
  const matches = new Map<DescribedProduct, number>();
  const matchOf = ({ product }: Candidate): number => {
    const match = matches.get(product) ?? matchProduct(product, page);
    matches.set(product, match);
    return match;
  };
  const priced = notes.keep(candidates, ({ price }) => price !== null, 'It names no price.');
  const match = Math.max(0, ...priced.map(matchOf));
  const isOnlyOne = priced.length === 1 && priced[0]?.product.own === true;
  if (match < OWN && !isOnlyOne) {
    notes.drop(priced, "It is not clearly about the page's own product.");
    return null;
  }
  const best = notes.keep(priced, (each) => matchOf(each) === match, 'It is about another product.');
  const offers = chooseVariant(best, findings);
  return offers && { ...offers, match };
}

function decimalOf({ price }: Candidate): string {
  return price?.decimal ?? '';
}

function settle(structured: Structured, findings: Findings): readonly Choice[] {
  const { meant, others } = structured;
  const [first, ...more] = meant;
  if (first && more.length === 0) return [crossCheck({ ...structured, candidate: first }, findings)];
  for (const each of meant) findings.notes.take(each, 'Nothing tells which of the variants the link means.');
  return meant.map((candidate) => ({ candidate, confidence: UNDECIDED, others }));
}

type Single = Structured & { readonly candidate: Candidate };

/** Does the page show what its structured data say? */
function crossCheck(structured: Single, findings: Findings): Choice {
  const [best] = findings.ranked;
  const rival = best && best.score >= LIKELY ? best : null;
  const why = rival && whyRivalIsMeant(structured.candidate, rival, findings);
  if (rival && why !== null) return yieldTo(rival, why, structured, findings);
  return isShown(decimalOf(structured.candidate), findings)
    ? confirm(structured, findings)
    : doubt(structured, rival !== null, findings);
}

/**
 * The page strikes out what its structured data say, calls it before tax, or shows one of several variants.
 */
function whyRivalIsMeant(candidate: Candidate, rival: RankedAmount, findings: Findings): string | null {
  const said = Number(decimalOf(candidate));
  const shown = Number(rival.amount.decimal);
  const lead = rival.score - scoreShown(said, findings);
  if (candidate.upTo && shown > said && shown <= Number(candidate.upTo.decimal) && lead >= LEAD)
    return 'It is that of the variant which the page shows.';
  const roles = rolesOf(decimalOf(candidate), findings);
  const areAll = (role: AmountRole): boolean => roles.length > 0 && roles.every((each) => each === role);
  if (areAll('old') && shown < said)
    return 'Beside it stands the old price, which is what the page says for machines.';
  if (areAll('net') && isWithTax(shown, said))
    return 'Beside it stands the price before tax, which is what the page says for machines.';
  return null;
}

function yieldTo(
  rival: RankedAmount,
  why: string,
  { candidate, others }: Single,
  findings: Findings,
): Choice {
  findings.notes.drop([candidate], 'The text of the page shows which other price is meant.');
  findings.notes.take(rival.amount, why);
  const { availability, price } = candidate;
  const now = { ...shownCandidate(rival, findings), availability, listPrice: price };
  return { candidate: now, confidence: 0.8, others };
}

function confirm(structured: Single, findings: Findings): Choice {
  const { candidate, others } = structured;
  const isDoubtful = isContested(Number(decimalOf(candidate)), findings);
  findings.notes.take(
    candidate,
    isDoubtful ? 'The page shows it, and a lower one as clearly.' : 'The page shows it.',
  );
  const from = candidate.from || isShownAsLeast(decimalOf(candidate), findings);
  return {
    candidate: { ...candidate, from },
    confidence: isDoubtful ? 0.7 : trustWhenShown(structured),
    others,
  };
}

function doubt(structured: Single, isOtherShown: boolean, findings: Findings): Choice {
  const { candidate, others } = structured;
  const roles = rolesOf(decimalOf(candidate), findings);
  const isContradicted = isOtherShown || roles.includes('old') || roles.includes('other');
  findings.notes.take(
    candidate,
    isContradicted
      ? 'The page shows it, if at all, as something else.'
      : 'The page shows no price that contradicts it.',
  );
  return { candidate, confidence: isContradicted ? 0.5 : trustWhenSilent(structured), others };
}

/** Does the page show a lower amount at least as much as its price? Then this can be what it cost before. */
function isContested(decimal: number, findings: Findings): boolean {
  const least = Math.max(scoreShown(decimal, findings), LIKELY);
  return findings.ranked.some(({ amount, score }) => Number(amount.decimal) < decimal && score >= least);
}

function trustWhenShown({ match, isClose }: Opinion): number {
  if (isClose) return 0.7;
  return match >= OWN ? 0.95 : 0.8;
}

/**
 * The page shows no price to compare: a second source, or a whole offer for just this product, vouches for
 * it, unless another source says otherwise. The least of several prices is seldom that of the variant the
 * link means.
 */
function trustWhenSilent({ candidate, match, agreeing, disagreeing, isClose }: Single): number {
  if (isClose || disagreeing > 0 || candidate.source === 'page state') return 0.6;
  if (candidate.from) return 0.7;
  if (agreeing > 0) return 0.85;
  const isWhole = candidate.availability !== 'unknown' && (candidate.price?.currency ?? null) !== null;
  return isWhole && match >= 0.8 ? 0.8 : 0.7;
}
