import { codes } from 'currency-codes';
import { isCurrency } from '../core/money';
import {
  ABBREVIATIONS,
  FORMER_CODES,
  LETTERS,
  type SignTable,
  STEMS,
  SYMBOLS,
  WORDS,
} from './currency-signs';

/** What is known about a price besides its text. */
export interface PriceHints {
  /** A sign, a code, or a text that has one: "€", "DKK/pcs", "RRP £ 180.00". */
  readonly currencyHint?: string;
  /** BCP 47: "de", "en-US". */
  readonly language?: string;
  /** ISO 3166, two letters. */
  readonly country?: string;
  /** ISO 4217, known from elsewhere. */
  readonly currency?: string;
}

/** How much a sign says by itself: where it stands in a text must say the rest. */
type SignStrength = 'code' | 'symbol' | 'word' | 'abbreviation' | 'letter';

export interface CurrencySign {
  /** As the tables write it. */
  readonly sign: string;
  readonly strength: SignStrength;
  /** What it means when nothing else is known; null when then nobody can tell. */
  readonly currency: string | null;
  /** All that it can mean. */
  readonly candidates: readonly string[];
}

/** Codes that are words in capitals, and codes of the standard that are no money. */
const NO_CODES = ['ALL', 'TOP', 'XXX', 'XTS'];
/** Codes that are words in small letters. */
const NO_SMALL_CODES = [
  ...[
    'all',
    'ang',
    'bam',
    'bob',
    'cad',
    'cup',
    'gel',
    'lak',
    'mad',
    'mop',
    'nad',
    'pen',
    'ron',
    'sos',
    'top',
    'try',
  ],
];

interface Entry extends CurrencySign {
  readonly anyCase: boolean;
  /** More letters may follow. */
  readonly stem: boolean;
  /** Codes of its first and of its last character, in all cases that it is written in. */
  readonly firstCodes: readonly number[];
  readonly lastCodes: readonly number[];
}

const codesInUse = codes().filter((code) => !NO_CODES.includes(code));
const smallCodes = codesInUse
  .map((code) => code.toLowerCase())
  .filter((code) => !NO_SMALL_CODES.includes(code));

const entries: readonly Entry[] = [
  ...codesInUse.flatMap((code) => readTable({ [code]: code }, 'code')),
  ...readTable({ '-': FORMER_CODES.join(' ') }, 'code'),
  ...readTable(SYMBOLS, 'symbol'),
  ...readTable(WORDS, 'word', { anyCase: true }),
  ...readTable(STEMS, 'word', { anyCase: true, stem: true }),
  ...readTable(ABBREVIATIONS, 'abbreviation'),
  ...readTable(LETTERS, 'letter'),
  ...smallCodes.flatMap((code) => readTable({ [code.toUpperCase()]: code }, 'letter')),
];
const byFirst = groupBy(entries, ({ firstCodes }) => firstCodes);
const byLast = groupBy(
  entries.filter(({ strength }) => strength !== 'letter'),
  ({ lastCodes }) => lastCodes,
);

function readTable(table: SignTable, strength: SignStrength, how: Partial<Entry> = {}): Entry[] {
  return Object.entries(table).flatMap(([meaning, signs]) => {
    const names = meaning.split(' ');
    const currency = names[0] === undefined || names[0] === '-' ? null : names[0];
    const candidates = names.filter((name) => name !== '-');
    const common = { strength, currency, candidates, anyCase: false, stem: false, ...how };
    return signs.split(' ').map((written) => {
      const sign = written.replaceAll('_', ' ');
      const firstCodes = codesOf(sign.charAt(0), common.anyCase);
      return { ...common, sign, firstCodes, lastCodes: codesOf(sign.slice(-1), common.anyCase) };
    });
  });
}

function codesOf(character: string, anyCase: boolean): number[] {
  const cases = anyCase ? [character.toLowerCase(), character.toUpperCase()] : [character];
  return [...new Set(cases.map((each) => each.charCodeAt(0)))];
}

/** Longer signs first, so that the first that fits is the longest. */
function groupBy(
  some: readonly Entry[],
  codesFor: (entry: Entry) => readonly number[],
): ReadonlyMap<number, readonly Entry[]> {
  const groups = new Map<number, Entry[]>();
  for (const entry of [...some].sort((a, b) => b.sign.length - a.sign.length)) {
    for (const code of codesFor(entry)) {
      const group = groups.get(code);
      if (group) group.push(entry);
      else groups.set(code, [entry]);
    }
  }
  return groups;
}

const LETTER = /[\p{L}\p{M}]/u;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}]/u;

export function isLetter(character: string): boolean {
  return LETTER.test(character);
}

/**
 * Is this a letter of a script that parts words by spaces? A sign of such letters ends where the word ends.
 */
export function isWordLetter(character: string): boolean {
  const code = character.charCodeAt(0) | 32;
  if (code < 128) return code >= 97 && code <= 122;
  return LETTER.test(character) && !UNSPACED.test(character);
}

/** @returns the longest sign that begins at `at`, or null. */
export function findSignAt(text: string, at: number): CurrencySign | null {
  const found = byFirst.get(text.charCodeAt(at));
  if (found === undefined || continuesWord(text, at)) return null;
  return found.find((entry) => fitsAt(text, at, entry)) ?? null;
}

/**
 * @returns the longest sign that ends at `end`, begins at `from` or behind it, and is no mere letter; or
 * null.
 */
export function findSignBefore(
  text: string,
  end: number,
  from: number,
): { readonly at: number; readonly sign: CurrencySign } | null {
  const sign = byLast.get(text.charCodeAt(end - 1))?.find((entry) => {
    const at = end - entry.sign.length;
    return at >= Math.max(0, from) && fitsAt(text, at, entry) && !continuesWord(text, at);
  });
  return sign ? { at: end - sign.sign.length, sign } : null;
}

/** Do letters stand there and before it? */
function continuesWord(text: string, at: number): boolean {
  return at > 0 && isWordLetter(text.charAt(at)) && isWordLetter(text.charAt(at - 1));
}

/** Is it written there, and does its last word end there? */
function fitsAt(text: string, at: number, entry: Entry): boolean {
  const { sign, anyCase, stem } = entry;
  const end = at + sign.length;
  if (!entry.firstCodes.includes(text.charCodeAt(at))) return false;
  if (!entry.lastCodes.includes(text.charCodeAt(end - 1))) return false;
  const isWritten =
    text.startsWith(sign, at) || (anyCase && text.slice(at, end).toLowerCase() === sign.toLowerCase());
  return isWritten && (stem || !(isWordLetter(text.charAt(end - 1)) && isWordLetter(text.charAt(end))));
}

/**
 * The currency a sign means, as far as the hints tell it.
 * @param sign a sign or an ISO 4217 code as a shop writes it.
 * @returns ISO 4217, or null when it cannot be known.
 */
export function currencyOfSign(sign: string, hints: PriceHints = {}): string | null {
  const written = sign.trim();
  if (isCurrency(written)) return written.toUpperCase();
  const known = findSignAt(written, 0);
  return known?.sign.length === written.length ? currencyOf(known, hints) : null;
}

/** As {@link currencyOfSign}, for a sign that was found. */
export function currencyOf(sign: CurrencySign, hints: PriceHints): string | null {
  const named = hints.currency?.toUpperCase();
  if (named !== undefined && sign.candidates.includes(named)) return named;
  const countries = countriesOf(hints);
  const local = sign.candidates.find((code) => countries.includes(code.slice(0, 2)));
  const found = local ?? sign.currency;
  return found !== null && isCurrency(found) ? found : null;
}

/** Where a language alone says the country whose sign is meant. */
const COUNTRY_OF_LANGUAGE: Readonly<Record<string, string>> = {
  ...{ da: 'DK', is: 'IS', nb: 'NO', nn: 'NO', no: 'NO', sv: 'SE', ja: 'JP', hi: 'IN', kk: 'KZ', bg: 'BG' },
};

/** ISO 4217 codes begin with the ISO 3166 code of their country. */
function countriesOf({ country, language = '' }: PriceHints): string[] {
  if (country !== undefined) return [country.toUpperCase().replace(/^UK$/, 'GB')];
  const [base = '', ...subtags] = language.split(/[-_]/);
  const region = subtags.find((tag) => /^[A-Za-z]{2}$/.test(tag));
  return [region?.toUpperCase() ?? COUNTRY_OF_LANGUAGE[base.toLowerCase()] ?? ''];
}
