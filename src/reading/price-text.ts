import { isCurrency, scaleOf } from '../core/money';
import { currencyOf, type PriceHints } from './currency-sign';
import { joinCents } from './join-cents';
import { toDecimalText } from './number-text';
import { toPlainText } from './plain-text';
import { type Amount, findAmounts } from './price-amounts';
import { findSign, type SignToken, type Token, tokenize } from './price-tokens';
import { FREE } from './price-words';

export interface PriceText {
  /**
   * Plain decimal, all digits as read: "1299.00"; null when the text shows no price, or none that can be
   * trusted.
   */
  readonly price: string | null;
  /** ISO 4217; null when it cannot be known. */
  readonly currency: string | null;
  /** The currency sign as written, from the text, else from the hint; null when there is none. */
  readonly sign: string | null;
}

/** A text longer than this shows more than a price. */
const MAX_LENGTH = 500;

/**
 * Reads the price that a text shows: the first one, the low end of a range, the price now rather than the one
 * before, the sum rather than the instalment. Pure; the time grows linearly with the text.
 */
export function readPriceText(text: string, hints: PriceHints = {}): PriceText {
  const tokens = readTokens(text);
  const hinted = hints.currencyHint === undefined ? null : findSign(readTokens(hints.currencyHint));
  const stated = findSign(tokens) ?? hinted;
  const known = addCurrency(hints, hinted);
  const best = chooseBest(findAmounts(tokens), (amount) => currencyOfToken(amount.sign ?? stated, known));
  const sign = best?.sign ?? stated;
  const price = best?.price ?? (isFree(tokens) ? '0' : null);
  return { price, currency: currencyOfToken(sign, known), sign: sign?.written ?? null };
}

function readTokens(text: string): Token[] {
  const plain = toPlainText(text);
  return plain.plain.length > MAX_LENGTH ? [] : joinCents(tokenize(plain));
}

function addCurrency(hints: PriceHints, hinted: SignToken | null): PriceHints {
  const currency = hints.currency ?? (hinted && currencyOf(hinted.sign, hints));
  return currency === null ? hints : { ...hints, currency };
}

function currencyOfToken(token: SignToken | null, hints: PriceHints): string | null {
  if (token !== null) return currencyOf(token.sign, hints);
  return hints.currency !== undefined && isCurrency(hints.currency) ? hints.currency.toUpperCase() : null;
}

interface Choice {
  readonly price: string;
  readonly sign: SignToken | null;
  readonly rank: number;
}

/** Where a shop shows an amount beside a zero, the zero is no price. */
const ZERO_RANK = 5;

/** @returns the first amount of the lowest rank, or null. */
function chooseBest(
  amounts: readonly Amount[],
  currencyFor: (amount: Amount) => string | null,
): Choice | null {
  let best: Choice | null = null;
  for (const amount of amounts) {
    const price = toDecimalText(amount.number, usedScale(currencyFor(amount)));
    if (price === null) continue;
    const rank = amount.rank + (Number(price) === 0 ? ZERO_RANK : 0);
    if (best === null || rank < best.rank) best = { price, sign: amount.sign, rank };
  }
  return best;
}

/** The Iraqi dinar has three decimals in ISO 4217 and none in shops: "25.000 IQD" is 25 thousand. */
function usedScale(currency: string | null): number | null {
  if (currency === null) return null;
  return currency === 'IQD' ? 0 : scaleOf(currency);
}

function isFree(tokens: readonly Token[]): boolean {
  const meant = tokens.filter((token) => token.kind !== 'mark');
  return meant.length === 1 && meant[0]?.kind === 'word' && FREE.has(meant[0].word);
}
