import { fromDecimal, scaleOf } from './money';
import type { Money } from './money';

/**
 * Reads an amount as a person types it: "80", "79,99", "1.299,00", "1 299.5", "1'299".
 * Three digits after a single separator are thousands, unless the currency has three decimals.
 * @returns null for zero, for what is no amount, and for an unknown currency.
 */
export function readAmount(text: string, currency: string): Money | null {
  const scale = scaleOf(currency);
  const plain = scale === null ? null : toPlainDecimal(text.replace(/[\s'’\u00a0\u202f]/g, ''), scale);
  const money = plain === null ? null : fromDecimal(plain, currency);
  return money && money.minor > 0 ? money : null;
}

function toPlainDecimal(written: string, scale: number): string | null {
  if (!/^\d[\d.,]*$/.test(written)) return null;
  const point = decimalPointOf(written, scale);
  const whole = point === -1 ? written : written.slice(0, point);
  const fraction = point === -1 ? '' : written.slice(point + 1);
  if (!/^\d+$|^\d{1,3}(?:[.,]\d{3})+$/.test(whole) || !/^\d*$/.test(fraction)) return null;
  const digits = whole.replace(/[.,]/g, '');
  return fraction === '' ? digits : `${digits}.${fraction}`;
}

/** @returns the index of the separator that begins the decimals; -1 when there are none. */
function decimalPointOf(written: string, scale: number): number {
  const last = Math.max(written.lastIndexOf('.'), written.lastIndexOf(','));
  if (last === -1) return -1;
  const separator = written.charAt(last);
  const isRepeated = written.indexOf(separator) !== last;
  const hasOther = written.includes(separator === '.' ? ',' : '.');
  if (isRepeated) return -1;
  const isThousands = !hasOther && written.length - last - 1 === 3 && scale !== 3 && !written.startsWith('0');
  return isThousands ? -1 : last;
}
