import type { Reading } from '../core/reading';
import type { Amount, Candidate, SourceName } from './candidate';
import type { Findings } from './findings';
import { matchProduct } from './page-identity';
import { whyNoPrice } from './rank-shown';
import { type Page, examinePage } from './read-page';
import type { ShownAmount } from './shown-amount';

/** A price that the page may mean, and what became of it. */
export interface ExplainedPrice {
  readonly source: SourceName;
  /** null: the source describes the product and gives no price. */
  readonly price: Amount | null;
  /**
   * Of a source for machines: how surely it is about the page's own product, 0 to 1. Of the page's text: how
   * much it stands where a price stands, from 5 on likely. null: it cannot be the price wherever it stands.
   */
  readonly score: number | null;
  readonly isTaken: boolean;
  /** One sentence for a person. */
  readonly why: string;
  /** What it was read from. */
  readonly snippet: string;
}

export interface Explanation {
  /** What `readPage` gives. */
  readonly reading: Reading;
  /**
   * Those for machines first, in the order of the page; in its text the same amount for the same reason only
   * once.
   */
  readonly prices: readonly ExplainedPrice[];
}

/**
 * Reads a page as `readPage` does, and tells of every price on it why it was taken or not. Pure, never
 * throws.
 */
export function explainPage(page: Page): Explanation {
  const { reading, findings } = examinePage(page);
  if (!findings) return { reading, prices: [] };
  const stated = findings.candidates.map((candidate) => explainCandidate(candidate, findings));
  return { reading, prices: [...stated, ...explainText(findings)] };
}

/** Nothing is chosen of a page that is judged as a whole. */
const NOT_ASKED = { isTaken: false, why: 'The page as a whole is not one of a product that is for sale.' };

function explainCandidate(candidate: Candidate, { notes, page }: Findings): ExplainedPrice {
  const { source, product, price, snippet } = candidate;
  return {
    source,
    price,
    score: matchProduct(product, page),
    ...(notes.of(candidate) ?? NOT_ASKED),
    snippet,
  };
}

function explainText(findings: Findings): ExplainedPrice[] {
  const best = new Map(findings.ranked.map(({ amount, score }) => [amount, score]));
  const byLooks = new Map<string, ExplainedPrice>();
  for (const amount of findings.shown) {
    const why = whyNoPrice(amount);
    const score = best.get(amount);
    // Of one number only the place counts where it stands best.
    if (why === null && score === undefined) continue;
    const note = why === null ? (findings.notes.of(amount) ?? NOT_ASKED) : { isTaken: false, why };
    byLooks.set([amount.decimal, note.why].join(' '), explainAmount(amount, score ?? null, note));
  }
  return [...byLooks.values()];
}

function explainAmount(
  { decimal, currency, line }: ShownAmount,
  score: number | null,
  note: Pick<ExplainedPrice, 'isTaken' | 'why'>,
): ExplainedPrice {
  return { source: 'page text', price: { decimal, currency }, score, ...note, snippet: line.trim() };
}
