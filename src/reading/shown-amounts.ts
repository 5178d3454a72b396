import { currencyOfSign, findSignAt } from './currency-sign';
import { joinRuns, joinSpreadPrices, marksAt, type LineText } from './line-text';
import { MARKS, type Line } from './page-facts';
import { readPriceText } from './price-text';
import { isPrice, type PageHints } from './read-amount';
import { settleRoles } from './settle-roles';
import type { AmountRole, ShownAmount, UnsettledRole, WrittenAmount } from './shown-amount';
import { WORDS } from './word-lists';

const NUMBER = /\p{Nd}(?:[\p{Nd}.,'’٫٬]|[ ](?=\p{Nd}{3}(?!\p{Nd})))*/gu;
const MOST_AMOUNTS = 3000;

/** All amounts with a currency beside them, in reading order. */
export function findShownAmounts(lines: readonly Line[], hints: PageHints): ShownAmount[] {
  const found: WrittenAmount[] = [];
  let label = '';
  for (const line of joinSpreadPrices(lines)) {
    const text = joinRuns(line);
    if (/\p{Nd}/u.test(text.text)) found.push(...amountsOf(text, label, hints));
    if (found.length > MOST_AMOUNTS) break;
    label = line.runs.some((run) => run.marks & MARKS.button) || !isLabel(text.text) ? '' : text.text;
  }
  return settleRoles(found);
}

/** A short line without a number may say what the amount below it is. */
function isLabel(text: string): boolean {
  return text.length < 50 && !/\p{Nd}/u.test(text) && !WORDS.connector.test(text);
}

function amountsOf(line: LineText, label: string, hints: PageHints): WrittenAmount[] {
  const amounts: WrittenAmount[] = [];
  let previousEnd = 0;
  for (const match of line.text.matchAll(NUMBER)) {
    const number = match[0].replace(/[.,'’٫٬]+$/, '');
    const span = signedSpan(line.text, match.index, match.index + number.length);
    if (!span) continue;
    const text = line.text.slice(span.start, span.end);
    const read = readPriceText(text, hints);
    if (read.price !== null && isPrice(read.price)) {
      const before = line.text.slice(Math.max(previousEnd, span.start - 40), span.start);
      const said = before.trim() === '' && previousEnd === 0 ? label : before;
      const marks = marksAt(line, match.index);
      const bare = roleOf(said, line.text.slice(span.end, span.end + 30), marks);
      const role = bare !== 'old' && WORDS.conditional.test(line.text) ? 'doubtful' : bare;
      const currency = read.currency ?? currencyOfSign(span.sign, hints);
      amounts.push({
        decimal: read.price,
        currency,
        role,
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
    if (sign && sign.strength !== 'letter' && text.slice(at + sign.sign.length, start).trim() === '') {
      return isTouched(text, at, end) ? null : { start: at, end, sign: sign.sign };
    }
  }
  const gap = /^(?:[.,][-–—]{1,2})? ?/.exec(text.slice(end, end + 4))?.[0].length ?? 0;
  const sign = findSignAt(text, end + gap);
  if (!sign || sign.strength === 'letter' || isTouched(text, start, end + gap + sign.sign.length))
    return null;
  return { start, end: end + gap + sign.sign.length, sign: sign.sign };
}

/** "R600a", "PJT42R0": letters and digits right beside it make it a part of a name. */
function isTouched(text: string, start: number, end: number): boolean {
  const first = text.charAt(start);
  const last = text.charAt(end - 1);
  return (
    (/[\p{Nd}A-Za-z]/u.test(first) && /[\p{Nd}A-Za-z_]/u.test(text.charAt(start - 1))) ||
    (/[\p{Nd}A-Za-z]/u.test(last) && /[\p{Nd}A-Za-z_]/u.test(text.charAt(end)))
  );
}

/** A sentence or a thought ends. */
const BREAK = /[.;|!?&()•,:](?=\s|$)|[;|!?&()•]/u;

function roleOf(before: string, after: string, marks: number): AmountRole | UnsettledRole {
  if (marks & MARKS.old) return 'old';
  const said =
    before
      .replace(/[:\s]+$/, '')
      .split(BREAK)
      .at(-1) ?? '';
  if (WORDS.oldPrice.test(said)) return 'old';
  if (WORDS.notThePrice.test(said) || isPartOrRate(after) || isTakenOrAdded(before)) return 'other';
  if (isUnitPrice(before, after)) return 'other';
  if (marks & (MARKS.notPrice | MARKS.option)) return 'doubtful';
  return roleByWords(said, after);
}

function roleByWords(said: string, after: string): AmountRole | UnsettledRole {
  if (WORDS.beforeTax.test(said) || WORDS.beforeTax.test(after.split(/[\p{Nd}|•/]/u)[0] ?? '')) return 'net';
  if (WORDS.usualPrice.test(said)) return 'usual';
  if (AFTER_CUT.test(after)) return 'cut';
  return WORDS.from.test(said) || AFTER_FROM.test(after) ? 'from' : 'price';
}

/** "(€6.24 / pack)". */
function isUnitPrice(before: string, after: string): boolean {
  return /\(\s?$/.test(before) && /^\s?\/\s?(?:\d+\s?)?\p{L}/u.test(after);
}

/** "-€5", "+ €5", "€20 - €5"; but not "Blue cup - €5", where the dash parts two thoughts. */
function isTakenOrAdded(before: string): boolean {
  return /[-+−–=]\s?$/.test(before) && !/\p{L}[)\]"”']?\s+[-–—]\s+$/u.test(before);
}

const AFTER_CUT = /^\s?\(?\s?[-−–]\s?\d{1,2}\s?%/;

/** Chinese and Japanese say "from" behind the amount. */
const AFTER_FROM = /^\s?[起〜～]/u;

/** What stands behind an amount says what it is for, up to where something else is spoken of. */
function isPartOrRate(after: string): boolean {
  const said = (/^[^\p{Nd}]*/u.exec(after)?.[0] ?? '').split(BREAK)[0]?.slice(0, 25) ?? '';
  const connector = WORDS.connector.exec(said);
  return WORDS.notThePriceBehind.test(connector ? said.slice(0, connector.index) : said);
}
