import { type CurrencySign, findSignAt, isLetter, isWordLetter } from './currency-sign';
import { type NumberText, scanNumber } from './number-text';
import type { PlainText } from './plain-text';

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A price text in pieces; spaces are left out, `start` and `end` tell where they were. */
export type Token = Place &
  (
    | { readonly kind: 'number'; readonly number: NumberText }
    | { readonly kind: 'sign'; readonly sign: CurrencySign; readonly written: string }
    | { readonly kind: 'word'; readonly word: string }
    | { readonly kind: 'mark'; readonly mark: string }
  );
export type SignToken = Extract<Token, { kind: 'sign' }>;
export type NumberToken = Extract<Token, { kind: 'number' }>;

/** Cuts a text into numbers, currency signs, words and marks; in time linear to its length. */
export function tokenize({ written, plain }: PlainText): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < plain.length) {
    const token = isSpace(plain.charAt(at)) ? null : readToken(written, plain, at);
    if (token !== null) tokens.push(token);
    at = token?.end ?? at + 1;
  }
  return demoteSigns(tokens);
}

function isSpace(character: string): boolean {
  return character.trim() === '';
}

function readToken(written: string, plain: string, start: number): Token {
  const number = scanNumber(plain, start);
  if (number !== null) return { kind: 'number', start, end: number.end, number };
  const sign = findSignAt(plain, start);
  if (sign !== null) {
    const end = start + sign.sign.length;
    return { kind: 'sign', start, end, sign, written: written.slice(start, end) };
  }
  const word = readWord(plain, start);
  if (word !== '') return { kind: 'word', start, end: start + word.length, word: word.toLowerCase() };
  return { kind: 'mark', start, end: start + 1, mark: plain.charAt(start) };
}

/** @returns the letters from `start` on; of a script that does not part words by spaces, one letter. */
function readWord(plain: string, start: number): string {
  let end = start;
  while (isWordLetter(plain.charAt(end))) end += 1;
  return end === start && isLetter(plain.charAt(start)) ? plain.charAt(start) : plain.slice(start, end);
}

/** Signs that are words or letters too count only where their place says so; else they become words. */
function demoteSigns(tokens: readonly Token[]): Token[] {
  const worded = tokens.some((token) => token.kind === 'word');
  const alone = tokens.filter((token) => token.kind === 'number' || token.kind === 'sign').length <= 2;
  return tokens.map((token, index) => {
    if (token.kind !== 'sign') return token;
    const { strength } = token.sign;
    const sure = strength === 'symbol' || strength === 'code';
    const placed = strength === 'letter' ? alone && !worded : !worded || isBesideNumber(tokens, index);
    return sure || placed ? token : { ...token, kind: 'word', word: token.written.toLowerCase() };
  });
}

function isBesideNumber(tokens: readonly Token[], index: number): boolean {
  return (
    nextBeyondSigns(tokens, index, -1)?.kind === 'number' ||
    nextBeyondSigns(tokens, index, 1)?.kind === 'number'
  );
}

function nextBeyondSigns(tokens: readonly Token[], index: number, step: 1 | -1): Token | undefined {
  let at = index + step;
  for (let token = tokens[at]; token?.kind === 'sign' || isMark(token, ':'); token = tokens[at]) at += step;
  return tokens[at];
}

export function isMark(token: Token | undefined, marks: string): boolean {
  return token?.kind === 'mark' && marks.includes(token.mark);
}

/** @returns the sign that the text as a whole shows: the first one beside a number, else the first. */
export function findSign(tokens: readonly Token[]): SignToken | null {
  const signs = tokens.flatMap((token, index) => (token.kind === 'sign' ? [{ token, index }] : []));
  const beside = signs.find(({ index }) => isBesideNumber(tokens, index));
  return (beside ?? signs[0])?.token ?? null;
}
