import type { Candidate } from './candidate';
import { type Choice, type Findings, LEAD, LIKELY, UNDECIDED } from './findings';
import { MARKS } from './page-facts';
import type { RankedAmount } from './rank-shown';

/** More candidates than a person wants to choose from: a list, not a product. */
const MOST_CANDIDATES = 5;

/**
 * The price by nothing but the text: one that stands out clearly, or the few between which only a person can
 * tell.
 * @param isSoldOut what a sold-out page shows is often the price of something else: then only what is clear,
 * and nothing is vouched for.
 */
export function chooseShown(findings: Findings, isSoldOut: boolean): readonly Choice[] {
  const { notes, ranked } = findings;
  const amounts = ranked.map(({ amount }) => amount);
  const likely = ranked.filter(({ score }) => score >= LIKELY);
  const [best] = likely;
  if (!best) return dropAll(findings, 'It does not stand where a price stands.');
  const lead = best.score - (ranked[1]?.score ?? 0);
  const clear = isClear(best, lead);
  if (isSoldOut && !clear)
    return dropAll(findings, 'The product is sold out, so it can be that of another one.');
  if (lead >= LEAD) {
    notes.take(best.amount, 'It stands most clearly where a price stands.');
    notes.drop(amounts, 'Another amount stands more clearly where a price stands.');
    const confidence = clear && !isSoldOut ? 0.85 : trust(best, lead);
    return [{ candidate: shownCandidate(best, findings), confidence, others: [] }];
  }
  const close = likely.filter(({ score }) => best.score - score < LEAD);
  if (close.length > MOST_CANDIDATES) return dropAll(findings, 'Too many amounts look alike.');
  for (const { amount } of close)
    notes.take(amount, 'It and another stand equally clearly where a price stands.');
  notes.drop(amounts, 'Other amounts stand more clearly where a price stands.');
  return close.map((each) => ({
    candidate: shownCandidate(each, findings),
    confidence: UNDECIDED,
    others: [],
  }));
}

function dropAll({ notes, ranked }: Findings, why: string): readonly Choice[] {
  notes.drop(
    ranked.map(({ amount }) => amount),
    why,
  );
  return [];
}

/** Called a price, near heading and button, far ahead of all other amounts. */
function isClear({ amount, score }: RankedAmount, lead: number): boolean {
  return score >= 8 && lead >= 3 && (amount.marks & MARKS.price) !== 0;
}

function trust({ score }: RankedAmount, lead: number): number {
  return Math.min(0.75, 0.5 + lead / 20 + score / 60);
}

export function shownCandidate({ amount }: RankedAmount, { page }: Findings): Candidate {
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
