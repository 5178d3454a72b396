import { scaleOf } from '../core/money';
import type { Amount } from './candidate';
import { readPriceText } from './price-text';
import type { Value } from './thing';

/** What the page as a whole tells about the money it speaks of. */
export interface PageHints {
  /** BCP 47, as the page says it. */
  readonly language?: string;
  /** ISO 3166, two letters, upper case. */
  readonly country?: string;
}

/**
 * Reads the value of a field that holds a price. `currency` is what the field beside it says, if anything.
 * @returns null when there is no amount, or one that is no price: nothing, a placeholder, a number no shop
 * would write.
 */
export function readAmount(value: Value, currency: string | null, hints: PageHints): Amount | null {
  const code = currency === null ? null : readCurrency(currency, hints);
  if (typeof value === 'number') return makeAmount(decimalOf(value), code);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (PLAIN.test(text)) return makeAmount(readPlain(text, code), code);
  if (text === '' || text.length > 100 || MACHINE_NOISE.test(text)) return null;
  const read = readPriceText(text, { ...hints, ...(code === null ? {} : { currency: code }) });
  return makeAmount(read.price, code ?? read.currency);
}

/** An ISO 4217 code, or a sign in its place ("£", "Lei"). */
function readCurrency(text: string, hints: PageHints): string | null {
  const code = text.trim().toUpperCase();
  if (scaleOf(code) !== null) return code;
  return code === '' || code.length > 10 ? null : readPriceText(`1 ${text.trim()}`, hints).currency;
}

const PLAIN = /^\d{1,12}(?:\.\d{1,12})?$/;
/** Negative, hexadecimal, exponents, instalments, broken bytes: not what a shop means by a price. */
const MACHINE_NOISE = /^[-−]|^0x|\d[eE][+-]?\d|\d\s*[x×]\s*\d|\uFFFD|nan|infinity/i;

/**
 * Machine fields have a decimal point; three digits after it are thousands unless the currency has that many.
 */
function readPlain(text: string, currency: string | null): string {
  const scale = currency === null ? 2 : (scaleOf(currency) ?? 2);
  const [whole = '', fraction = ''] = text.split('.');
  return fraction.length === 3 && scale < 3 && !whole.startsWith('0') && whole.length <= 3
    ? whole + fraction
    : text;
}

/** A number of JSON has no thousands, so its digits mean what they say. */
function decimalOf(value: number): string | null {
  if (!Number.isFinite(value) || value <= 0 || value >= 1e12) return null;
  return value.toFixed(4).replace(/\.?0+$/, '');
}

function makeAmount(decimal: string | null, currency: string | null): Amount | null {
  return decimal !== null && isPrice(decimal) ? { decimal, currency } : null;
}

/** Nothing, a cent, and a row of nines are what shops write where they have no price. */
export function isPrice(decimal: string): boolean {
  const value = Number(decimal);
  return Number.isFinite(value) && value > 0.01 && value < 1e12 && !/^9{6,}(?:\.(?:9+|0+))?$/.test(decimal);
}
