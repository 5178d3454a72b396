import { CLASS_WORDS } from '../word-lists';
import { MARKS } from '../page-facts';
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
const mayTell = (bytes: Uint8Array, start: number, end: number): boolean => starts.occurIn(bytes, start, end);

const MOST_KNOWN = 4000;
const known = new Map<string, number>();

/** What the class names and the id of an element say about its text, as bits of `MARKS`. */
export function marksOfClass(tag: Tag): number {
  const { name } = tag.rule;
  // These wrap the whole page; what they are called says nothing about one text in it.
  if (name === 'html' || name === 'body' || name === 'main') return 0;
  const byClass = tag.passes('class', mayTell) ? marksOfNames(tag.attribute('class')) : 0;
  return tag.passes('id', mayTell) ? byClass | marksOfNames(tag.attribute('id')) : byClass;
}

/** Remembered apart: classes come again and again, ids hardly ever. */
function marksOfNames(names: string | null): number {
  if (names === null || names.length < 3) return 0;
  const remembered = known.get(names);
  if (remembered !== undefined) return remembered;
  const marks = names
    .slice(0, 500)
    .split(/\s+/)
    .reduce((all, name) => all | marksOfName(name), 0);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(names, marks);
  return marks;
}

function marksOfName(name: string): number {
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
