import { type ParsedResult, en } from 'chrono-node';
import { DAY, type Instant } from '../core/history';
import { instantOf, wallTimeAt, type WallTime } from '../core/wall-time';

/** A reminder in words; `when` is missing where the person named no time. */
export interface SpokenReminder {
  readonly id?: number;
  readonly when?: string;
}

const ASKED = /^(?:(?:set|add|make) )?(?:me )?(?:a )?remind(?:er)?(?: me)?\b/;
const UNIT = '(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|st|nd|rd|th|am|pm|[:.%])';
const NAMED_ID = new RegExp(
  `(?:\\b(?:about|of|for) |^ ?)(?:number |no\\.? ?)?#?(\\d{1,6})\\b(?! ?${UNIT})|#(\\d{1,6})\\b`,
);
const FILLERS = new Set('about again of this that it the product please to look check buy for'.split(' '));
const TIME_OF_DAY =
  /\b(?:morning|noon|afternoon|evening|tonight|night|midnight|o'clock)\b|\d:\d|\d ?[ap]\.?m\b/;

/** When somebody names a day only. */
const USUAL_HOUR = 9;

/**
 * Reads "remind me on friday at 9 about 3", "remind me in 3 days" from a tidied text. Pure.
 * @returns null when it asks for no reminder, or says anything besides: "remind me at 80" is a rule.
 */
export function readReminder(text: string): SpokenReminder | null {
  if (!ASKED.test(text)) return null;
  const asked = text.replace(ASKED, ' ').trim();
  const named = NAMED_ID.exec(asked);
  const rest = named ? asked.replace(named[0], ' ') : asked;
  const found = findTime(rest);
  const left = found ? rest.replace(found.text, ' ') : rest;
  if (!left.split(/[\s,]+/).every((word) => word === '' || FILLERS.has(word))) return null;
  const id = named?.[1] ?? named?.[2];
  return { ...(id === undefined ? {} : { id: Number(id) }), ...(found ? { when: found.text } : {}) };
}

/** Is it a time at all, and nothing else? */
export function isTime(text: string): boolean {
  return findTime(text)?.text.trim() === text.trim();
}

/**
 * What a person means by "friday at 9", where they are. A day without a time is meant in the morning.
 * @param timeZone IANA. @returns null when it is no time.
 */
export function findInstant(text: string, now: Instant, timeZone: string, locale: string): Instant | null {
  const here = wallTimeAt(now, timeZone);
  const found = findTime(text, here, locale);
  if (!found) return null;
  const wall = wallTimeOf(found);
  // "In 2 hours" is a time that passes, whatever the clocks do meanwhile.
  if (found.tags().has('result/relativeDateAndTime')) return now + (wall - here);
  return instantOf(wall, timeZone);
}

/** @param here read as if it were UTC, so that nothing depends on where this program runs. */
function findTime(text: string, here: WallTime = DAY, locale = ''): ParsedResult | null {
  // Only Americans name the month first.
  const reader = /^en-us\b/i.test(locale) ? en.casual : en.GB;
  const found = reader.parse(text, { instant: new Date(here), timezone: 0 }, { forwardDate: true });
  const [only, ...more] = found;
  return only && more.length === 0 && saysTime(only) ? only : null;
}

/** "At 8" may as well be a price. */
function saysTime(found: ParsedResult): boolean {
  const { start, text } = found;
  const saysDay = (['day', 'weekday', 'month'] as const).some((part) => start.isCertain(part));
  return saysDay || isRelative(found) || TIME_OF_DAY.test(text.toLowerCase());
}

/** "In 3 days". */
function isRelative(found: ParsedResult): boolean {
  return found.tags().has('result/relativeDate');
}

function wallTimeOf(found: ParsedResult): WallTime {
  const { start, text } = found;
  const keepsTime = start.isCertain('hour') || isRelative(found);
  const isVague = !keepsTime && !TIME_OF_DAY.test(text.toLowerCase());
  const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
  const [hour, minute] = isVague ? [USUAL_HOUR, 0] : [start.get('hour'), start.get('minute')];
  const second = isVague ? 0 : start.get('second');
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0);
}
