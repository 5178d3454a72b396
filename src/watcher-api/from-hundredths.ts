import { type Money, fromDecimal } from '../core/money';

/**
 * Reads an amount that an API gives in hundredths of the currency's main unit, whatever its true minor unit
 * is: 968000 JPY is 9680 yen there.
 * @returns null when it is no whole non-negative number or the currency is unknown.
 */
export function fromHundredths(hundredths: number, currency: string): Money | null {
  if (!Number.isSafeInteger(hundredths) || hundredths < 0) return null;
  const digits = String(hundredths).padStart(3, '0');
  return fromDecimal(`${digits.slice(0, -2)}.${digits.slice(-2)}`, currency);
}
