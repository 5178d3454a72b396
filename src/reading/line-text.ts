import { MARKS, type Line, type Run } from './page-facts';

/** A line as a person reads it, and the marks of each of its stretches. */
export interface LineText {
  readonly text: string;
  readonly at: number;
  readonly stretches: readonly { readonly end: number; readonly marks: number }[];
}

/** What stands further back in a line is no price of its own, and each amount is judged by its line. */
const LONGEST_LINE = 2000;
/** More than one space, or another than the usual one. */
const WIDE_SPACE = /[^\S ]|\s{2}/;

/** Puts the runs of a line together; cents that only stand smaller or higher get their decimal point back. */
export function joinRuns(line: Line): LineText {
  const stretches: { end: number; marks: number }[] = [];
  let text = '';
  for (const run of line.runs) {
    const raw = run.text.slice(0, LONGEST_LINE);
    const piece = WIDE_SPACE.test(raw) ? raw.replace(/\s+/g, ' ') : raw;
    text += gapBetween(text, piece, run) + (text.endsWith(' ') || text === '' ? piece.trimStart() : piece);
    stretches.push({ end: text.length, marks: run.marks });
    if (text.length > LONGEST_LINE) break;
  }
  return { text, at: line.at, stretches };
}

/** Does a digit of any script stand in it? */
export function hasDigit({ runs }: Line): boolean {
  for (const { text } of runs) if (MAYBE_DIGIT.test(text) && DIGIT.test(text)) return true;
  return false;
}

/** Quicker to look for: of the scripts up to U+024F only Latin has digits. */
const MAYBE_DIGIT = /[0-9\u0250-\uffff]/;
const DIGIT = /\p{Nd}/u;

export function marksAt(line: LineText, index: number): number {
  return line.stretches.find((stretch) => index < stretch.end)?.marks ?? 0;
}

/** The text of the stretch around `index`. */
export function stretchAt({ text, stretches }: LineText, index: number): string {
  const at = stretches.findIndex((stretch) => index < stretch.end);
  return text.slice(stretches[at - 1]?.end ?? 0, stretches[at]?.end);
}

/** Two stretches may touch in the markup and yet be two texts, or the parts of a number, for the eye. */
function gapBetween(before: string, piece: string, run: Run): string {
  if (/^ ?\d/.test(piece) && /\d ?$/.test(before.slice(-2)) && needsPoint(before, piece, run))
    return pointFor(before);
  return GLUED.test(before.slice(-1) + piece.charAt(0)) ? ' ' : '';
}

/** Two numbers, or an amount and a word; two letters may be one word. */
const GLUED = /^(?:\d[\d\p{L}]|\p{Sc}\p{L})$/u;

/** A number without cents, and right after it a stretch of exactly two digits of its own. */
function needsPoint(before: string, piece: string, run: Run): boolean {
  if (!/^ ?\d{2}(?!\d)/.test(piece) || /[.,]\d{1,2} ?$/.test(before.slice(-4))) return false;
  const apart = piece.startsWith(' ') || before.endsWith(' ');
  return (run.marks & MARKS.raised) !== 0 || !apart;
}

/** Whichever of the two marks does not part the thousands already. */
function pointFor(before: string): string {
  return /\.\d{3} ?$/.test(before.slice(-5)) ? ',' : '.';
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
  for (const { marks } of line.runs) if ((marks & MARKS.price) === 0) return false;
  const text = line.runs
    .map((run) => run.text)
    .join('')
    .trim();
  const complete = /\p{Sc}\s?\d|\d\s?\p{Sc}/u.test(text) && /[.,]\d{2}(?!\d)/.test(text);
  return !complete && (FRAGMENT.test(text) || FRAGMENT_WORD.test(text));
}
