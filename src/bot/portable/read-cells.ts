import type { ImportLine } from '../../app/import-wishes';
import type { RuleWish } from '../../app/rule-wish';
import type { Instant } from '../../core/history';
import { MANNERS } from '../../core/manner';
import { fromDecimal, type Money } from '../../core/money';
import { cleanText } from '../clean-text';
import { findLinks } from '../find-links';
import { readRuleWish } from '../read-rule-wish';

/** A line that cannot be taken; the message says why, for the person who wrote it. */
export class BadLine extends Error {
  override readonly name = 'BadLine';
}

/** No rule needs so many characters. */
const LONGEST_WISH = 200;

/** @throws BadLine unless there is exactly one link. */
export function readLink(text: string): string {
  const [link, second] = findLinks(text);
  if (link === undefined) throw new BadLine('there is no link in it');
  if (second !== undefined) throw new BadLine('there is more than one link in it');
  return link;
}

/** @returns null for an empty text. @throws BadLine when it is no rule. */
export function readWish(text: string): RuleWish | null {
  const words = text.toLowerCase().replace(/\s+/g, ' ').trim();
  if (words === '') return null;
  const spoken = words.length > LONGEST_WISH ? null : readRuleWish(words);
  if (!spoken || spoken.id !== undefined) throw new BadLine(`I do not understand “${cleanText(text, 60)}”`);
  return spoken.wish;
}

/** "99.00 EUR". @throws BadLine */
function readMoney(text: string): Money {
  const [, decimal = '', currency = ''] = /^\s*([\d.]+)\s*([A-Za-z]{3})\s*$/.exec(text) ?? [];
  const money = fromDecimal(decimal, currency.toUpperCase());
  if (!money) throw new BadLine(`“${cleanText(text, 30)}” is no price like “99.00 EUR”`);
  return money;
}

/** An ISO date, with the time or without. @throws BadLine */
function readInstant(text: string): Instant {
  const at = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/.test(text.trim()) ? Date.parse(text.trim()) : NaN;
  if (Number.isNaN(at)) throw new BadLine(`“${cleanText(text, 30)}” is no date like “2026-01-15”`);
  return at;
}

/** The named, dated price that a percentage is taken of. @throws BadLine */
export function readBaseline(price: string, from: string, now: Instant): ImportLine['baseline'] {
  if (price === '' && from === '') return null;
  const at = readInstant(from);
  if (at > now) throw new BadLine('its price is of a day that is yet to come');
  return { source: 'subscribed', price: readMoney(price), at };
}

/** @throws BadLine */
export function readSnooze(text: string, now: Instant): ImportLine['snooze'] {
  if (text === '') return null;
  const below = /^below (.+)$/i.exec(text)?.[1];
  if (below !== undefined) return { below: readMoney(below) };
  const until = readInstant(text);
  return until > now ? { until } : null;
}

/** @throws BadLine */
export function readUrgent(text: string): ImportLine['urgent'] {
  const manner = MANNERS.find((one) => one === text);
  if (text !== '' && !manner) throw new BadLine(`“${cleanText(text, 30)}” is none of ${MANNERS.join(', ')}`);
  return manner ?? null;
}

/** What waits for a choice is looked at anew, and asks again. @throws BadLine */
export function readStatus(text: string): ImportLine['status'] {
  if (text === '' || text === 'active' || text === 'choosing') return 'active';
  if (text === 'paused') return 'paused';
  throw new BadLine(`“${cleanText(text, 30)}” is neither active nor paused`);
}
