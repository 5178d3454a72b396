import { MARKS, type Line, type Run } from './page-facts';

/** A line as a person reads it, and the marks of each of its stretches. */
export interface LineText {
  readonly text: string;
  readonly at: number;
  readonly stretches: readonly { readonly end: number; readonly marks: number }[];
}

const LONGEST_LINE = 2000;

/** Puts the runs of a line together; cents that only stand smaller or higher get their decimal point back. */
export function joinRuns(line: Line): LineText {
  const stretches: { end: number; marks: number }[] = [];
  let text = '';
  for (const run of line.runs) {
    const piece = run.text.replace(/[\s\u00a0\u202f]+/g, ' ');
    text += gapBetween(text, piece, run) + (text.endsWith(' ') || text === '' ? piece.trimStart() : piece);
    stretches.push({ end: text.length, marks: run.marks });
    if (text.length > LONGEST_LINE) break;
  }
  return { text, at: line.at, stretches };
}

export function marksAt(line: LineText, index: number): number {
  return line.stretches.find((stretch) => index < stretch.end)?.marks ?? 0;
}

/** Two stretches may touch in the markup and yet be two numbers for the eye. */
function gapBetween(before: string, piece: string, run: Run): string {
  if (needsPoint(before, piece, run)) return pointFor(before);
  return /\d$/.test(before) && /^\d/.test(piece) ? ' ' : '';
}

/** A number without cents, and right after it a stretch of exactly two digits of its own. */
function needsPoint(before: string, piece: string, run: Run): boolean {
  if (!/^ ?\d{2}(?!\d)/.test(piece) || !/\d ?$/.test(before)) return false;
  if (/[.,]\d{1,2} ?$/.test(before)) return false;
  const apart = piece.startsWith(' ') || before.endsWith(' ');
  return (run.marks & MARKS.raised) !== 0 || !apart;
}

/** Whichever of the two marks does not part the thousands already. */
function pointFor(before: string): string {
  return /\.\d{3} ?$/.test(before) ? ',' : '.';
}

const FRAGMENT = /^[\p{Sc}\d.,'’\s-]{1,10}$/u;
const FRAGMENT_WORD = /^(?:\p{Sc}|\p{L}{1,4}\.?|[A-Z]{3})$/u;

/** Joins prices that a page spreads over several blocks ("$", "229", ".99"), when all are called a price. */
export function joinSpreadPrices(lines: readonly Line[]): readonly Line[] {
  const joined: Line[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (last && isFragment(last) && isFragment(line) && last.runs.length < 8) {
      joined[joined.length - 1] = { runs: [...last.runs, ...line.runs], at: last.at };
    } else joined.push(line);
  }
  return joined;
}

function isFragment(line: Line): boolean {
  if (!line.runs.every((run) => (run.marks & MARKS.price) !== 0)) return false;
  const text = line.runs
    .map((run) => run.text)
    .join('')
    .trim();
  const complete = /\p{Sc}\s?\d|\d\s?\p{Sc}/u.test(text) && /[.,]\d{2}(?!\d)/.test(text);
  return !complete && (FRAGMENT.test(text) || FRAGMENT_WORD.test(text));
}
