import { type Money, fromDecimal, toDecimal } from '../core/money';
import type { PriceHints } from '../reading/currency-sign';
import { readPriceText } from '../reading/price-text';

/**
 * Reads a price as a shop writes it for people: "1.299,00 €", "from $4.99".
 * @param hints `currency` (ISO 4217) is the shop's own: a sign that can mean several currencies means this
 * one, and a text without a sign is in it.
 * @returns null when the text shows no amount above zero, or its currency is not known.
 */
export function readMoney(text: string | null, hints: PriceHints = {}): Money | null {
  if (text === null) return null;
  const { price, currency } = readPriceText(text, hints);
  const money = price === null || currency === null ? null : fromDecimal(price, currency);
  return money && Number(toDecimal(money)) > 0 ? money : null;
}
