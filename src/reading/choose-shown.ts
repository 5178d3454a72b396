import type { Candidate } from './candidate';
import { type Choice, type Findings, LIKELY } from './findings';
import { MARKS } from './page-facts';
import type { RankedAmount } from './rank-shown';

/** So much better must the best amount be than the next, or nobody can tell. */
const LEAD = 1;
/** More candidates than a person wants to choose from: a list, not a product. */
const MOST_CANDIDATES = 5;

/**
 * The price by nothing but the text: one that stands out clearly, or the few between which only a person can tell.
 * @param isSoldOut what a sold-out page shows is often the price of something else: then only what is clear, and nothing is vouched for.
 */
export function chooseShown(findings: Findings, isSoldOut: boolean): readonly Choice[] {
  const likely = findings.ranked.filter(({ score }) => score >= LIKELY);
  const [best] = likely;
  if (!best) return [];
  const lead = best.score - (findings.ranked[1]?.score ?? 0);
  const clear = isClear(best, lead);
  if (isSoldOut && !clear) return [];
  if (lead >= LEAD) {
    return [
      {
        candidate: shownCandidate(best, findings),
        confidence: clear && !isSoldOut ? 0.85 : trust(best, lead),
        others: [],
      },
    ];
  }
  const close = likely.filter(({ score }) => best.score - score < LEAD);
  if (close.length > MOST_CANDIDATES) return [];
  return close.map((ranked) => ({
    candidate: shownCandidate(ranked, findings),
    confidence: 0.3,
    others: [],
  }));
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
