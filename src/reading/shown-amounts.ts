import { currencyOfSign, findSignAt, findSignBefore } from './currency-sign';
import { hasDigit, joinRuns, joinSpreadPrices, marksAt, stretchAt, type LineText } from './line-text';
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
  let above: Line | null = null;
  for (const line of joinSpreadPrices(lines)) {
    if (hasDigit(line)) found.push(...amountsOf(joinRuns(line), above, hints));
    if (found.length > MOST_AMOUNTS) break;
    above = line;
  }
  return settleRoles(found);
}

/** A short line without a number may say what the amount below it is. */
function labelOf(above: Line | null): string {
  if (above === null || above.runs.some((run) => run.marks & MARKS.button) || hasDigit(above)) return '';
  const { text } = joinRuns(above);
  return text.length < 50 && !WORDS.connector.test(text) ? text : '';
}

/** @param above the line before it. */
function amountsOf(line: LineText, above: Line | null, hints: PageHints): WrittenAmount[] {
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
      if (RANGE.test(before)) beginRange(amounts, read.price);
      const said = before.trim() === '' && previousEnd === 0 ? labelOf(above) : before;
      const marks = marksAt(line, match.index);
      const bare = roleOf(said, line.text.slice(span.end, span.end + 30), marks);
      amounts.push({
        decimal: read.price,
        currency: read.currency ?? currencyOfSign(span.sign, hints),
        role: bare,
        marks,
        at: line.at,
        line: line.text.slice(0, 200),
        isOffered: WORDS.buy.test(line.text) || WORDS.buy.test(stretchAt(line, match.index)),
        text,
      });
    }
    previousEnd = span.end;
  }
  return amounts.length > 0 && WORDS.conditional.test(line.text) ? amounts.map(doubtNow) : amounts;
}

/** Between the least and the most of several prices. */
const RANGE = /^\s?[-–—~〜]\s?$/u;

/** "€10 – €20": the amount before a higher one is the least. */
function beginRange(amounts: WrittenAmount[], upTo: string): void {
  const least = amounts.at(-1);
  if (least?.role === 'price' && Number(least.decimal) < Number(upTo))
    amounts[amounts.length - 1] = { ...least, role: 'from' };
}

/** What it costs now on a condition is doubtful; what it cost before is not. */
function doubtNow(amount: WrittenAmount): WrittenAmount {
  return amount.role === 'old' ? amount : { ...amount, role: 'doubtful' };
}

interface SignedSpan {
  readonly start: number;
  readonly end: number;
  readonly sign: string;
}

/** A sign stands at most so far before its number. */
const SIGN_REACH = 8;

/** The number with the currency sign right before or after it; null when there is none. */
function signedSpan(text: string, start: number, end: number): SignedSpan | null {
  const left = findSignBefore(text, text.slice(0, start).trimEnd().length, start - SIGN_REACH);
  if (left) {
    const at = left.at;
    return isTouched(text, at, end) ? null : { start: at, end, sign: left.sign.sign };
  }
  const gap = GAP.exec(text.slice(end, end + 4))?.[0].length ?? 0;
  const sign = findSignAt(text, end + gap);
  if (!sign || sign.strength === 'letter' || isTouched(text, start, end + gap + sign.sign.length))
    return null;
  return { start, end: end + gap + sign.sign.length, sign: sign.sign };
}

/** Between a number and the sign behind it: "5,- €". */
const GAP = /^(?:[.,][-–—]{1,2})? ?/;

/**
 * "R600a", "PJT42R0": letters and digits right beside it make it a part of a name; but "$129.00to" is two
 * texts without a space between them, unless the letters multiply it. A damaged character was anything.
 */
function isTouched(text: string, start: number, end: number): boolean {
  if (text.charAt(start - 1) === '\uFFFD' || text.charAt(end) === '\uFFFD') return true;
  const first = text.charAt(start);
  const last = text.charAt(end - 1);
  const goesOn = /\p{Sc}/u.test(first) ? MULTIPLIED : /^[\p{Nd}A-Za-z_]/u;
  return (
    (/[\p{Nd}A-Za-z]/u.test(first) && /[\p{Nd}A-Za-z_]/u.test(text.charAt(start - 1))) ||
    (/[\p{Nd}A-Za-z]/u.test(last) && goesOn.test(text.slice(end, end + 3)))
  );
}

const MULTIPLIED = /^(?:\p{Nd}|(?:k|m|b|bn|mn|mm)(?![A-Za-z]))/iu;

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
  if (WORDS.notThePrice.test(said) || isTakenOrAdded(before)) return 'other';
  if (beginsSaving(after)) return 'saved';
  if (isPartOrRate(after)) return 'other';
  if (isUnitPrice(before, after) || SEVERAL.test(before)) return 'other';
  if (marks & (MARKS.notPrice | MARKS.option)) return 'doubtful';
  return roleByWords(said, after);
}

function roleByWords(said: string, after: string): AmountRole | UnsettledRole {
  if (WORDS.beforeTax.test(said) || WORDS.beforeTax.test(after.split(/[\p{Nd}|•/]/u)[0] ?? '')) return 'net';
  if (WORDS.usualPrice.test(said)) return 'usual';
  if (AFTER_CUT.test(after)) return 'cut';
  return WORDS.from.test(said) || AFTER_FROM.test(after) ? 'from' : 'price';
}

/** "(€6.24 / pack)", "€12 / 100 g"; a footnote may stand between. */
function isUnitPrice(before: string, after: string): boolean {
  const per = /^[\s*¹²³]{0,3}\/\s?(?:\d+(?:[.,]\d+)?\s?)?(?=\p{L})/u.exec(after)?.[0];
  if (per === undefined) return false;
  return /\(\s?$/.test(before) || MEASURE.test(after.slice(per.length));
}

const MEASURE =
  /^(?:m?[gl]|kg|[cd]?l|m²?|m[23]|cm|ft|oz|lb|litre|liter|кг|гр?|л|мл|м²?|κιλό|λίτρο|كجم|لتر)(?!\p{L})/iu;

/** "2 for €5", "10 or more €88": the price of several, or of each of them. */
const SEVERAL =
  /(?<![\p{Nd}.,])[1-9]\p{Nd}{0,3}\s?(?:\+|[x×](?:\s?(?:de|di|of|von|à))?|for|für|pour|por|per|voor|za|за|για|adet|or more)\s*:?\s*$/iu;

/** "-€5", "+ €5", "€20 - €5"; but not "Blue cup - €5", where the dash parts two thoughts. */
function isTakenOrAdded(before: string): boolean {
  return /[-+−–=]\s?$/.test(before) && !/\p{L}[)\]"”']?\s+[-–—]\s+$/u.test(before);
}

const AFTER_CUT = /^\s?\(?\s?[-−–]\s?\d{1,2}\s?%/;

/** Chinese and Japanese say "from" behind the amount. */
const AFTER_FROM = /^\s?[起〜～]/u;

/** "€12 Save €3": that word belongs to the amount behind it; "€3 off €12" does not. */
function beginsSaving(after: string): boolean {
  const said = /^\s*([^\p{Nd}]{2,40}?)[\s:(–-]*(?:\p{L}{0,3}\p{Sc})?\s*(?=\p{Nd})/u.exec(after)?.[1];
  return said !== undefined && WORDS.saving.test(said);
}

/** What stands behind an amount says what it is for, up to where something else is spoken of. */
function isPartOrRate(after: string): boolean {
  const said = (/^[^\p{Nd}]*/u.exec(after)?.[0] ?? '').split(BREAK)[0]?.slice(0, 25) ?? '';
  const connector = WORDS.connector.search(said);
  return WORDS.notThePriceBehind.test(connector < 0 ? said : said.slice(0, connector));
}
