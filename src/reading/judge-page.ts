import type { Reading } from '../core/reading';
import type { Findings } from './choose-price';
import { MARKS, type PageFacts } from './page-facts';
import { WORDS } from './word-lists';

export interface Judgement {
  /** Set when the page is not that of a product, whatever amounts it shows. */
  readonly reading: Reading | null;
  /** The page says that its product is not to be had now. */
  readonly isSoldOut: boolean;
}

/** Is this the page of one product at all, and can it be had? */
export function judgePage(facts: PageFacts, findings: Findings): Judgement {
  const described = findings.candidates.some(
    (candidate) => candidate.product.own && candidate.price !== null,
  );
  const heads = [facts.title, ...headingsOf(facts)];
  const length = facts.lines.at(-1)?.at ?? 0;
  const text = facts.lines
    .map((line) => line.runs.map((run) => run.text).join(''))
    .join('\n')
    .slice(0, 4000);
  if (!described && (WORDS.blocked.test(facts.title) || (length < 2000 && WORDS.blocked.test(text))))
    return { reading: { kind: 'blocked' }, isSoldOut: false };
  if (!described && heads.some((head) => head.length < 100 && WORDS.notFound.test(head)))
    return { reading: { kind: 'not-found' }, isSoldOut: false };
  return { reading: null, isSoldOut: WORDS.outOfStock.test(text) };
}

function headingsOf(facts: PageFacts): string[] {
  return facts.lines
    .filter((line) => line.runs.some((run) => run.marks & MARKS.mainHeading))
    .map((line) =>
      line.runs
        .map((run) => run.text)
        .join(' ')
        .trim(),
    );
}
