import { decodeHTMLAttribute } from 'entities';
import { CLASS_WORDS } from '../word-lists';
import { MARKS } from '../page-facts';
import { BytesMemo } from './bytes-memo';
import type { Tag } from './tag';
import { WordStarts } from './word-starts';

const OLD = wordPattern(CLASS_WORDS.old);
const ASIDE = wordPattern(CLASS_WORDS.aside);
const PRICE = wordPattern(CLASS_WORDS.price);
const NOT_PRICE = wordPattern(CLASS_WORDS.notPrice);
const RAISED = wordPattern(CLASS_WORDS.cents);
/** "has-old-price" tells of what is inside, not what it is. */
const ABOUT_CONTENT = /^(?:has|have|with|without|no|not|is|js|show|hide|col|row|grid|tw|md|lg|sm|xl)[-_]/i;

function wordPattern(words: string): RegExp {
  return new RegExp(`-(?:${words.trim().split(/\s+/).join('|')})(?=-)`);
}

const ANY = wordPattern(Object.values(CLASS_WORDS).join(' '));
const starts = new WordStarts(Object.values(CLASS_WORDS).flatMap((words) => words.trim().split(/\s+/)));
const LONGEST = 500;
const SPACE = 32;
/** The same names come again and again. */
const memo = new BytesMemo((bytes, start, end) => marksOfName(bytes.toString('latin1', start, end)));

/** What the class names and the id of an element say about its text, as bits of `MARKS`. */
export function marksOfClass(tag: Tag): number {
  const { name } = tag.rule;
  // These wrap the whole page; what they are called says nothing about one text in it.
  if (name === 'html' || name === 'body' || name === 'main') return 0;
  return (tag.examine('class', marksOfNames) ?? 0) | (tag.examine('id', marksOfNames) ?? 0);
}

function marksOfNames(bytes: Buffer, start: number, end: number): number {
  const last = Math.min(end, start + LONGEST);
  let marks = 0;
  for (let at = start; at < last; at++) {
    const from = at;
    while (at < last && (bytes[at] as number) > SPACE) at += 1;
    if (starts.occurIn(bytes, from, at)) marks |= memo.valueOf(bytes, from, at);
  }
  return marks;
}

function marksOfName(written: string): number {
  const name = written.includes('&') ? decodeHTMLAttribute(written) : written;
  if (name.length < 3 || ABOUT_CONTENT.test(name)) return 0;
  const words = `-${name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')}-`;
  let marks = 0;
  if (!ANY.test(words)) return marks;
  if (PRICE.test(words)) marks |= MARKS.price;
  if (OLD.test(words)) marks |= MARKS.old;
  if (ASIDE.test(words)) marks |= MARKS.aside;
  if (NOT_PRICE.test(words)) marks |= MARKS.notPrice;
  if (RAISED.test(words)) marks |= MARKS.raised;
  return marks;
}
