import { isMark, type NumberToken, type SignToken, type Token } from './price-tokens';

/** A number of a price text with its surroundings. */
export interface Spot {
  readonly token: NumberToken;
  readonly left: SignToken | null;
  readonly right: SignToken | null;
  /** Where the number begins and ends, its signs included. */
  readonly start: number;
  readonly end: number;
  /** The neighbours of the bare number: its signs, if it has any. */
  readonly before: Token | undefined;
  readonly after: Token | undefined;
  /** Up to three tokens before and behind the number and its signs, the nearest first. */
  readonly precedes: readonly Token[];
  readonly follows: readonly Token[];
  /** Lower-case words since the number before this one. */
  readonly words: readonly string[];
  /** Those of them that belong to the same phrase. */
  readonly phrase: readonly string[];
}

/** @returns every number of the text, in order. */
export function findSpots(tokens: readonly Token[]): Spot[] {
  const suffixed = isSuffixStyle(tokens);
  const spots: Spot[] = [];
  let since = 0;
  tokens.forEach((token, index) => {
    if (token.kind !== 'number') return;
    spots.push(describeSpot(tokens, index, since, suffixed));
    since = index + 1;
  });
  return spots;
}

function describeSpot(tokens: readonly Token[], index: number, since: number, suffixed: boolean): Spot {
  const first = index - countSigns(tokens, index, -1, suffixed);
  const last = index + countSigns(tokens, index, 1, suffixed);
  const between = tokens.slice(since, first);
  const phraseStart = between.findLastIndex((token) => isMark(token, '.!?;|()[]')) + 1;
  return {
    token: tokens[index] as NumberToken,
    left: chooseSign(tokens.slice(first, index).reverse()),
    right: chooseSign(tokens.slice(index + 1, last + 1)),
    start: tokens[first]?.start ?? 0,
    end: tokens[last]?.end ?? 0,
    before: tokens[index - 1],
    after: tokens[index + 1],
    precedes: tokens.slice(Math.max(0, first - 3), first).reverse(),
    follows: tokens.slice(last + 1, last + 4),
    words: wordsOf(between),
    phrase: wordsOf(between.slice(phraseStart)),
  };
}

function wordsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => (token.kind === 'word' ? [token.word] : []));
}

/** A code says more than a symbol, the nearest more than the others. */
function chooseSign(nearestFirst: readonly Token[]): SignToken | null {
  const signs = nearestFirst.filter((token) => token.kind === 'sign');
  return signs.find(({ sign }) => sign.strength === 'code') ?? signs[0] ?? null;
}

/** @returns how many tokens on this side of a number are its signs (a colon among them counted). */
function countSigns(tokens: readonly Token[], index: number, step: 1 | -1, suffixed: boolean): number {
  let count = 0;
  let at = index + step;
  if (step === -1 && isMark(tokens[at], ':')) at += step;
  for (; tokens[at]?.kind === 'sign'; at += step) count = Math.abs(at - index);
  const beyond = tokens[at];
  if (count === 0 || beyond?.kind !== 'number') return count;
  const [from, to] = step === 1 ? [index, at] : [at, index];
  return ownsSigns(tokens, from, to, suffixed) === (step === 1) ? count : 0;
}

/**
 * Do the signs between two numbers belong to the first of them? Touching decides, else the style of the text.
 */
function ownsSigns(tokens: readonly Token[], from: number, to: number, suffixed: boolean): boolean {
  const touchesFirst = tokens[from]?.end === tokens[from + 1]?.start;
  const touchesSecond = tokens[to - 1]?.end === tokens[to]?.start;
  return touchesFirst === touchesSecond ? suffixed : touchesFirst;
}

/** Do signs stand behind numbers here? The last number tells. */
function isSuffixStyle(tokens: readonly Token[]): boolean {
  const last = tokens.findLastIndex((token) => token.kind === 'number');
  return tokens[last + 1]?.kind === 'sign';
}
