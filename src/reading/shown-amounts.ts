import { currencyOfSign, findSignAt } from './currency-sign';
import { joinRuns, joinSpreadPrices, marksAt, type LineText } from './line-text';
import { MARKS, type Line } from './page-facts';
import { readPriceText } from './price-text';
import { isPrice, type PageHints } from './read-amount';
import { WORDS } from './word-lists';

/** What an amount in the text is, as far as its place and the words beside it tell. */
export type AmountRole = 'price' | 'old' | 'from' | 'other';

/** An amount of money in the visible text of the page. */
export interface ShownAmount {
  readonly decimal: string;
  /** null: its sign is that of several currencies. */
  readonly currency: string | null;
  readonly role: AmountRole;
  /** Bits of `MARKS`. */
  readonly marks: number;
  /** How many characters of visible text come before its line. */
  readonly at: number;
  readonly line: string;
  /** As written, with its sign. */
  readonly text: string;
}

const NUMBER = /\p{Nd}(?:[\p{Nd}.,'’٫٬]|[ ](?=\p{Nd}{3}(?!\p{Nd})))*/gu;
const MOST_AMOUNTS = 3000;

/** All amounts with a currency beside them, in reading order. */
export function findShownAmounts(lines: readonly Line[], hints: PageHints): ShownAmount[] {
  const found: ShownAmount[] = [];
  for (const line of joinSpreadPrices(lines)) {
    if (!line.runs.some((run) => /\p{Nd}/u.test(run.text))) continue;
    found.push(...amountsOf(joinRuns(line), hints));
    if (found.length > MOST_AMOUNTS) break;
  }
  return found;
}

function amountsOf(line: LineText, hints: PageHints): ShownAmount[] {
  const amounts: ShownAmount[] = [];
  let previousEnd = 0;
  for (const match of line.text.matchAll(NUMBER)) {
    const number = match[0].replace(/[.,'’٫٬]+$/, '');
    const start = match.index;
    const end = start + number.length;
    const span = signedSpan(line.text, start, end);
    if (!span) continue;
    const text = line.text.slice(span.start, span.end);
    const read = readPriceText(text, hints);
    if (read.price !== null && isPrice(read.price)) {
      const before = line.text.slice(Math.max(previousEnd, span.start - 40), span.start);
      const after = line.text.slice(span.end, span.end + 30);
      const marks = marksAt(line, start);
      const currency = read.currency ?? currencyOfSign(span.sign, hints);
      amounts.push({
        decimal: read.price,
        currency,
        role: roleOf(before, after, marks),
        marks,
        at: line.at,
        line: line.text.slice(0, 200),
        text,
      });
    }
    previousEnd = span.end;
  }
  return amounts;
}

interface SignedSpan {
  readonly start: number;
  readonly end: number;
  readonly sign: string;
}

/** The number with the currency sign right before or after it; null when there is none. */
function signedSpan(text: string, start: number, end: number): SignedSpan | null {
  for (let at = start - 1; at >= Math.max(0, start - 8); at--) {
    const sign = findSignAt(text, at);
    if (sign && sign.strength !== 'letter' && text.slice(at + sign.sign.length, start).trim() === '')
      return { start: at, end, sign: sign.sign };
  }
  const gap = /^(?:[.,][-–—]{1,2})? ?/.exec(text.slice(end, end + 4))?.[0].length ?? 0;
  const sign = findSignAt(text, end + gap);
  return sign && sign.strength !== 'letter'
    ? { start, end: end + gap + sign.sign.length, sign: sign.sign }
    : null;
}

function roleOf(before: string, after: string, marks: number): AmountRole {
  if (marks & MARKS.old) return 'old';
  if (marks & (MARKS.notPrice | MARKS.option)) return 'other';
  const next = /^[^\p{Nd}]*/u.exec(after)?.[0] ?? '';
  if (WORDS.oldPrice.test(before)) return 'old';
  if (
    WORDS.notThePrice.test(before) ||
    WORDS.notThePrice.test(next.slice(0, 20)) ||
    /[-+−–]\s?$/.test(before)
  )
    return 'other';
  return WORDS.from.test(before) ? 'from' : 'price';
}
