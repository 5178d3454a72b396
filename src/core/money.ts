import { code as findCurrency, codes } from 'currency-codes';

/**
 * An amount in the smallest unit of its currency. `minor` is a safe integer; `currency` is ISO 4217, upper
 * case.
 */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

const scales = new Map(codes().map((code) => [code, findCurrency(code)?.digits ?? null]));

/**
 * @returns the number of decimal digits of an ISO 4217 currency, or null when the code is not in the
 * standard.
 */
export function scaleOf(currency: string): number | null {
  return scales.get(currency.toUpperCase()) ?? null;
}

export function isCurrency(code: string): boolean {
  return scaleOf(code) !== null;
}

const DECIMAL = /^(\d{1,15})(?:\.(\d+))?$/;

/**
 * Reads a plain decimal such as "12.34"; digits beyond the currency's scale are rounded half up.
 * @returns null when the text is no plain non-negative decimal, the currency is unknown, or the amount is not
 * safe.
 */
export function fromDecimal(decimal: string, currency: string): Money | null {
  const scale = scaleOf(currency);
  const match = DECIMAL.exec(decimal);
  if (scale === null || !match) return null;
  const fraction = (match[2] ?? '').padEnd(scale + 1, '0');
  const roundUp = fraction.charCodeAt(scale) >= '5'.charCodeAt(0) ? 1 : 0;
  const minor = Number(`${match[1] ?? ''}${fraction.slice(0, scale)}`) + roundUp;
  return Number.isSafeInteger(minor) ? { minor, currency } : null;
}

/**
 * @returns the plain decimal, with exactly as many digits after the point as the currency has: "12.30",
 * "1200".
 */
export function toDecimal(money: Money): string {
  const scale = scaleOf(money.currency) ?? 2;
  if (scale === 0) return String(money.minor);
  const digits = String(money.minor).padStart(scale + 1, '0');
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.currency === b.currency && a.minor === b.minor;
}

/** @returns the amount `percent` below `money`, rounded down to a whole minor unit. `percent` is 0 to 100. */
export function lessPercent(money: Money, percent: number): Money {
  const kept = Math.floor((money.minor * Math.round((100 - percent) * 100)) / 10_000);
  return { minor: kept, currency: money.currency };
}

/**
 * @returns how far `to` lies below `from`, in percent (negative when above); null across currencies or from
 * zero.
 */
export function percentBelow(from: Money, to: Money): number | null {
  if (from.currency !== to.currency || from.minor === 0) return null;
  return ((from.minor - to.minor) / from.minor) * 100;
}

const formats = new Map<string, Intl.NumberFormat>();

/**
 * Prints money for a person: "79.20 €" or "€79.20" as the locale has it. Digits come from ISO 4217, not from
 * Intl.
 */
export function formatMoney(money: Money, locale: string): string {
  const scale = scaleOf(money.currency) ?? 2;
  const key = `${locale} ${money.currency}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: money.currency,
      minimumFractionDigits: scale,
      maximumFractionDigits: scale,
    });
    formats.set(key, format);
  }
  return format.format(money.minor / 10 ** scale);
}
