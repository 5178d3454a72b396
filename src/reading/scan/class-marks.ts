import { CLASS_WORDS } from '../word-lists';
import { MARKS } from '../page-facts';
import { attributeOf, type Element } from './element';

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

const MOST_KNOWN = 4000;
const known = new Map<string, number>();

/** What the class names and the id of an element say about its text, as bits of `MARKS`. */
export function marksOfClass(element: Element): number {
  // These wrap the whole page; what they are called says nothing about one text in it.
  if (element.name === 'html' || element.name === 'body' || element.name === 'main') return 0;
  return marksOfNames(attributeOf(element, 'class')) | marksOfNames(attributeOf(element, 'id'));
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
  if (PRICE.test(words)) marks |= MARKS.price;
  if (OLD.test(words)) marks |= MARKS.old;
  if (ASIDE.test(words)) marks |= MARKS.aside;
  if (NOT_PRICE.test(words)) marks |= MARKS.notPrice;
  if (RAISED.test(words)) marks |= MARKS.raised;
  return marks;
}
