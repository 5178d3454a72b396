import type { BoughtWish } from '../app/note-purchase';
import { readRuleWish } from './read-rule-wish';

/** "I bought it" in words, and the subscription it is about when one was named. */
export type SpokenPurchase = BoughtWish & { readonly id?: number };

const BOUGHT = /^(?:i(?:'ve| have)? )?(?:already )?(?:bought|purchased|ordered)\b/;
const PAID = /^(?:i(?:'ve| have)? )?paid\b/;
const RETURN = /^(?:i (?:can|may) )?return(?:able)?\b/;
const DAYS =
  /(?:[,;] ?)?\b(?:(?:and )?(?:i )?(?:can |may )?(?:be )?(?:returned|returnable|return)(?: it)? )?(?:for |in |within |until |up to )?(\d{1,3}) ?-?(days?|weeks?|months?)\b(?: (?:to )?return(?: it)?)?/;
const UNIT_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30 };

/**
 * Reads "bought 3 at 79.90", "I bought it", "paid 79.90 for 3", "bought it for 80 €, 30 days", "return 3
 * within 30 days" from a tidied text. Pure.
 * @returns null when it tells of no purchase, or says anything besides.
 */
export function readBought(text: string): SpokenPurchase | null {
  const { days, rest } = takeDays(text);
  const said = readOpening(rest);
  if (said === null || (RETURN.test(text) && days === undefined)) return null;
  const spoken = readPrice(said.trim());
  return spoken && { ...spoken, ...(days === undefined ? {} : { days }) };
}

function takeDays(text: string): { readonly days?: number; readonly rest: string } {
  // "Return 3 within 30 days" begins with what else may stand before the days.
  const opening = RETURN.exec(text)?.[0] ?? '';
  const tail = text.slice(opening.length);
  const match = DAYS.exec(tail);
  if (!match) return { rest: text };
  const unit = UNIT_DAYS[(match[2] ?? '').replace(/s$/, '')] ?? 1;
  return { days: Number(match[1]) * unit, rest: opening + tail.replace(DAYS, ' ') };
}

/** @returns what follows; null: it is about no purchase. */
function readOpening(text: string): string | null {
  // "For 80" is a price after what was bought, and a product after what was paid.
  if (BOUGHT.test(text)) return text.replace(BOUGHT, '').replace(/\bfor\b/, 'at');
  if (PAID.test(text)) return text.replace(PAID, ' at');
  return RETURN.test(text) ? text.replace(RETURN, '') : null;
}

function readPrice(text: string): SpokenPurchase | null {
  const bare = /^(?:(?:it|this|that|this one|that one|the|number|no\.?) ?)*#?(\d{1,6})?$/.exec(text);
  if (bare) return bare[1] === undefined ? {} : { id: Number(bare[1]) };
  const spoken = readRuleWish(text);
  if (spoken?.wish.rule !== 'target') return null;
  const { amount, sign } = spoken.wish;
  return {
    ...(spoken.id === undefined ? {} : { id: spoken.id }),
    amount,
    ...(sign === undefined ? {} : { sign }),
  };
}
