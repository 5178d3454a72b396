import type { RuleWish } from '../app/rule-wish';
import { currenciesOf } from '../core/spoken-currency';

/** A rule in words, and the subscription it is for when one was named. */
export interface SpokenRule {
  readonly wish: RuleWish;
  readonly id?: number;
}

/** Words that may stand round a rule without changing it. Any other word means that the text is no rule. */
const FILLERS = new Set(
  (
    'a about again alert an and any anything as at be below by change cheaper comes cost costs drop ' +
    'drops equal equals ever every fall falls for from get gets go goes hits i if inform is it item its ' +
    'know less let lower make max maximum me message mine more most my new notify number of off on once ' +
    'only or over ping please price product reaches reduced remind rule send set soon subscription ' +
    'target tell than that the them this to under until us want warn watch when whenever will with x'
  ).split(' '),
);

/** "Is it in stock?" wants to know, not to change. */
const QUESTION = /^(?:is|are|was|has|does|do|did|will)\b/;
const BACK_IN_STOCK =
  /\b(?:back|again) in stock\b|\bin stock(?: again)?\b|\bavailable(?: again)?\b|\brestock(?:s|ed)?\b/;
const ANY_CHANGE =
  /\b(?:any|every|each|all) (?:price )?(?:changes?|movements?)\b|\b(?:price )?changes\b|\bmoves\b/;
const LOWEST = /\b(?:all[ -]time[ -])?(?:lowest|low|minimum|cheapest)\b/;
const OR_EQUAL = /\b(?:or )?(?:equals?|same|as low as)\b/;
const PERCENT = /(\d+(?:[.,]\d+)?) ?(?:%|percent\b|per cent\b|pct\b|prozent\b)/;
const DROP_BY = /\b(?:drop|drops|fall|falls|minus|down)(?: by| of)? (\d+(?:[.,]\d+)?)$/;
const DAYS =
  /\b(?:in |for |of |within |over )?(?:the )?(?:last |past )?(\d+|an?)?[ -]?(days?|weeks?|months?|years?)\b/;
const HIGHEST = /\b(?:highest|high|peak|maximum)\b/;
const PREVIOUS = /\b(?:previous|last|preceding) (?:price|check|look)\b|\bprice before\b/;
const NAMED_ID = /(?:^|\s)(?:#|(?:for|on|of|item|product|number|nr|no|subscription) #?)(\d{1,6})(?=$|\s|:)/;

const UNIT_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, year: 365 };
const ALL_TIME_DAYS = 365;
const USUAL_DAYS = 90;

/**
 * Reads a rule from a tidied text (lower case, single blanks): "tell me at 80", "2 at 79.99", "15 %",
 * "lowest in 90 days", "back in stock for 3". Pure.
 * @returns null when the text says no rule, or says anything besides.
 */
export function readRuleWish(text: string): SpokenRule | null {
  if (QUESTION.test(text)) return null;
  return readWords(text) ?? readPercent(text) ?? readTarget(text);
}

function readWords(text: string): SpokenRule | null {
  if (BACK_IN_STOCK.test(text)) return finish(text.replace(BACK_IN_STOCK, ' '), { rule: 'back-in-stock' });
  if (ANY_CHANGE.test(text)) return finish(text.replace(ANY_CHANGE, ' '), { rule: 'any-change' });
  if (!LOWEST.test(text) || PERCENT.test(text)) return null;
  const isAllTime = /\ball[ -]time\b|\bever\b/.test(text);
  const { days, rest } = takeDays(text.replace(LOWEST, ' '));
  const orEqual = OR_EQUAL.test(rest) ? { orEqual: 1 as const } : {};
  const wish = {
    rule: 'lowest' as const,
    days: days ?? (isAllTime ? ALL_TIME_DAYS : USUAL_DAYS),
    ...orEqual,
  };
  return finish(rest.replace(OR_EQUAL, ' '), wish);
}

function readPercent(text: string): SpokenRule | null {
  const pattern = PERCENT.test(text) ? PERCENT : DROP_BY;
  const percent = toNumber(pattern.exec(text)?.[1]);
  if (percent === null) return null;
  const left = text.replace(pattern, ' ');
  if (PREVIOUS.test(left)) {
    return finish(left.replace(PREVIOUS, ' '), { rule: 'drop', percent, from: 'previous' });
  }
  if (!HIGHEST.test(left)) return finish(left, { rule: 'drop', percent });
  const { days, rest } = takeDays(left.replace(HIGHEST, ' '));
  return finish(rest, { rule: 'drop', percent, from: 'highest', ...(days === null ? {} : { days }) });
}

function takeDays(text: string): { days: number | null; rest: string } {
  const match = DAYS.exec(text);
  if (!match) return { days: null, rest: text };
  const many = /^\d+$/.test(match[1] ?? '') ? Number(match[1]) : 1;
  const unit = UNIT_DAYS[(match[2] ?? '').replace(/s$/, '')] ?? 1;
  return { days: many * unit, rest: text.replace(DAYS, ' ') };
}

/** What is left of the text may name the subscription and hold fillers, nothing else. */
function finish(rest: string, wish: RuleWish): SpokenRule | null {
  const words = wordsOf(rest);
  const ids = words.filter((word) => /^#?\d{1,6}$/.test(word));
  const others = words.filter((word) => !ids.includes(word));
  if (ids.length > 1 || !others.every((word) => FILLERS.has(word))) return null;
  const [id] = ids;
  return id === undefined ? { wish } : { wish, id: Number(id.replace('#', '')) };
}

/** "it's" is "it". */
function wordsOf(text: string): string[] {
  return text
    .replace(/'s\b/g, '')
    .split(/[\s,;:]+/)
    .filter((word) => word !== '' && word !== '-');
}

const NUMBER = String.raw`\d{1,3}(?:[  '’]\d{3})+(?:[.,]\d+)?(?![\d.,])|\d+(?:[.,]\d+)*`;
const SIGN = String.raw`[^\s\d.,:;#%<>=≤-]{1,7}\.?`;
const SIGNED_BEFORE = new RegExp(`(?:^|\\s)(?<sign>${SIGN}) ?(?<amount>${NUMBER})(?=$|[\\s,;:])`, 'gu');
const SIGNED_AFTER = new RegExp(`(?:^|\\s)(?<amount>${NUMBER}) ?(?<sign>${SIGN})(?=$|[\\s,;:])`, 'gu');
const PLAIN_NUMBER = /(?:^|\s)#?(\d+(?:[.,]\d+)*)(?=$|[\s:;])/g;

/** A bare whole number is no target: it may as well be a short id. */
const SAYS_PRICE =
  /\b(?:at|below|under|target|to|price|reaches|hits|costs?|less|max|maximum|for|than)\b|[<=≤]/;

function readTarget(text: string): SpokenRule | null {
  const tidy = text.replace(/[<=≤]+/g, ' at ').replace(/,-(?=$|\s)/g, '');
  return (
    readSigned(tidy, SIGNED_BEFORE) ?? readSigned(tidy, SIGNED_AFTER) ?? readUnsigned(joinThousands(tidy))
  );
}

function readSigned(text: string, pattern: RegExp): SpokenRule | null {
  for (const match of text.matchAll(pattern)) {
    const { sign = '', amount = '' } = match.groups ?? {};
    if (currenciesOf(sign).length === 0) continue;
    return finish(text.replace(match[0], ' '), { rule: 'target', amount, sign });
  }
  return null;
}

/** In "at 1 299,00" the blank groups digits; elsewhere it parts a short id from an amount. */
function joinThousands(text: string): string {
  return text.replace(/\b(at|to|under|below) (\d{1,3}) (\d{3}[.,]\d{1,2})(?=$|\s)/, '$1 $2$3');
}

function readUnsigned(text: string): SpokenRule | null {
  const numbers = [...text.matchAll(PLAIN_NUMBER)];
  const named = numbers.length === 2 ? NAMED_ID.exec(text) : null;
  const chosen = numbers.find((number) => named !== null && number[1] !== named[1]) ?? numbers.at(-1);
  if (!chosen || numbers.length > 2) return null;
  const amount = chosen[1] ?? '';
  const isPrice = numbers.length === 2 || SAYS_PRICE.test(text) || /[.,]\d/.test(amount);
  if (!isPrice) return null;
  const end = chosen.index + chosen[0].length;
  return finish(`${text.slice(0, chosen.index)} ${text.slice(end)}`, { rule: 'target', amount });
}

function toNumber(text: string | undefined): number | null {
  return text === undefined ? null : Number(text.replace(',', '.'));
}
