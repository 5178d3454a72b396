import type { NumberText } from './number-text';
import { findSpots, type Spot } from './price-spots';
import { isMark, type SignToken, type Token } from './price-tokens';
import * as known from './price-words';

/** A number of a text that can be its price. */
export interface Amount {
  readonly number: NumberText;
  /** The sign beside it, or the one of the range that it begins. */
  readonly sign: SignToken | null;
  /** Lower is more likely. */
  readonly rank: number;
}

const RANK = { now: 0, plain: 1, before: 2, perUnit: 3 } as const;
const DASHES = '-‐‑–—−';
/** More numbers without a sign in one text are a list, a table or a sentence. */
const MAX_UNSIGNED = 2;
/** A whole number without a sign among more words than these is part of a sentence. */
const MAX_WORDS_AROUND_UNSIGNED = 3;

/** @returns the numbers that can be a price, in order, without those that are something else. */
export function findAmounts(tokens: readonly Token[]): Amount[] {
  const spots = findSpots(tokens);
  const possible = spots.map((spot, index) => ({
    spot,
    sign: signOf(spot) ?? signOfRange(spot, spots[index + 1]),
  }));
  const signed = possible.filter(({ sign }) => sign !== null);
  const kept = signed.length > 0 ? signed : possible.filter(({ spot }) => !isNoBarePrice(spot, tokens));
  const amounts = kept.filter(({ spot }) => !EXCLUDED.some((excludes) => excludes(spot)));
  if (signed.length === 0 && amounts.length > MAX_UNSIGNED) return [];
  return amounts.map(({ spot, sign }) => ({ number: spot.token.number, sign, rank: rankOf(spot) }));
}

function rankOf(spot: Spot): number {
  if (isPerUnit(spot)) return RANK.perUnit;
  if (spot.words.some((word) => known.OLD_PRICE_BEFORE.has(word))) return RANK.before;
  return spot.words.some((word) => known.NEW_PRICE_BEFORE.has(word)) ? RANK.now : RANK.plain;
}

/** Of both sides a code wins, else the left. */
function signOf({ left, right }: Spot): SignToken | null {
  return right?.sign.strength === 'code' && left?.sign.strength !== 'code' ? right : (left ?? right);
}

/** "26 to 50 €": the first number has the sign of the second. */
function signOfRange(spot: Spot, following: Spot | undefined): SignToken | null {
  const joint = spot.after;
  if (countsThings(spot)) return null;
  if (following === undefined || joint === undefined || following.before !== joint) return null;
  const joins = joint.kind === 'word' ? known.RANGE_JOINTS.has(joint.word) : isMark(joint, `${DASHES}~〜～`);
  return joins ? following.right : null;
}

/** "/100 ml", "per kg": the price of a measure, not of the thing. */
function isPerUnit({ follows: [next, after] }: Spot): boolean {
  return (isMark(next, '/') && after?.kind !== 'sign') || isWordOf(next, known.PER);
}

/** Each of these makes a number no price, whether it has a sign or not. */
const EXCLUDED: readonly ((spot: Spot) => boolean)[] = [
  ({ before, after }) => isMark(after, '%‰٪°') || isMark(before, '%'),
  ({ phrase }) => phrase.some((word) => known.NO_PRICE_BEFORE.has(word)),
  ({ follows: [next] }) => isWordOf(next, known.NO_PRICE_AFTER),
  isMagnitude,
  isNegative,
  isDamaged,
  isInstalment,
  isPartOfWord,
];

/** "$1.2M": reading 1.2 would be wrong, and what M stands for is a guess. */
function isMagnitude({ token, after }: Spot): boolean {
  return (
    isWordOf(after, known.MAGNITUDES) || (touches(token, after) && isWordOf(after, known.ATTACHED_MAGNITUDES))
  );
}

/** "-5", "-$5", "$-5"; but neither "- $5" nor the dash of a range. */
function isNegative({ start, precedes: [dash, joined, beyond] }: Spot): boolean {
  if (!dash || !isMark(dash, DASHES) || dash.end !== start) return false;
  const joins = joined?.kind === 'number' || (joined?.kind === 'sign' && beyond?.kind === 'number');
  return !(joins && touches(joined, dash));
}

/** A replaced character between digits can have been anything. */
function isDamaged({ before, after, precedes, follows }: Spot): boolean {
  return (before === precedes[0] && losesDigits(precedes)) || (after === follows[0] && losesDigits(follows));
}

function losesDigits(nearestFirst: readonly Token[]): boolean {
  const end = nearestFirst.findIndex((token) => !isMark(token, '\uFFFD.,'));
  return (
    nearestFirst[end]?.kind === 'number' &&
    nearestFirst.slice(0, end).some((token) => isMark(token, '\uFFFD'))
  );
}

/** "12x de R$ 44,00": the price is the sum. */
function isInstalment({ precedes: [nearest, next] }: Spot): boolean {
  return isTimes(nearest) || (isWordOf(nearest, known.PARTS_OF) && isTimes(next));
}

function isTimes(token: Token | undefined): boolean {
  return (token?.kind === 'word' && token.word === 'x') || isMark(token, '×');
}

/** "MX924", "1e309", "0x10", "$1e5". */
function isPartOfWord(spot: Spot): boolean {
  return continuesWord(spot) || isContinued(spot);
}

/** "Price12.99 €" is no article number but two texts without a space between them. */
function continuesWord({ token, right, before }: Spot): boolean {
  return before?.kind === 'word' && touches(before, token) && (right === null || before.word.length < 3);
}

function isContinued({ token, left, after, follows: [, beyond] }: Spot): boolean {
  if (after?.kind !== 'word' || !touches(token, after) || !/\p{Script=Latin}/u.test(after.word)) return false;
  return left === null || (beyond?.kind === 'number' && touches(after, beyond));
}

/**
 * What a number without a sign is when it is no price: a measure, a date, an article number, part of a
 * sentence.
 */
function isNoBarePrice(spot: Spot, tokens: readonly Token[]): boolean {
  const whole = spot.token.number.separators.length === 0;
  if (whole && tokens.filter(({ kind }) => kind === 'word').length > MAX_WORDS_AROUND_UNSIGNED) return true;
  return (
    countsThings(spot) ||
    isMeasured(spot) ||
    isJoinedToNumber(spot) ||
    isMark(spot.before, '#№') ||
    isLongCode(spot)
  );
}

/** "SKU: 12345", "Set of 3". */
function countsThings({ words }: Spot): boolean {
  return words.some((word) => known.NO_PRICE_BEFORE_BARE.has(word));
}

function isMeasured({ after, before }: Spot): boolean {
  return isWordOf(after, known.UNITS) || (isMark(after, '×"″′') && !isMark(before, '"'));
}

/** "25-09", "12/05/2024", "10:30". */
function isJoinedToNumber({ token, precedes, follows }: Spot): boolean {
  return [precedes, follows].some(([joint, other]) => {
    return (
      other?.kind === 'number' &&
      isMark(joint, `/:${DASHES}`) &&
      touches(joint, token) &&
      touches(joint, other)
    );
  });
}

/** From 12 digits on it is a barcode rather than an amount. */
function isLongCode({ token: { number } }: Spot): boolean {
  return (number.groups[0]?.length ?? 0) >= 12;
}

function isWordOf(token: Token | undefined, words: ReadonlySet<string>): boolean {
  return token?.kind === 'word' && words.has(token.word);
}

function touches(one: Token | undefined, other: Token | undefined): boolean {
  return one !== undefined && other !== undefined && (one.end === other.start || other.end === one.start);
}
