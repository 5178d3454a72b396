import { decodeHTMLAttribute } from 'entities';

export type Attributes = Readonly<Record<string, string>>;

/** A start tag as written. */
export interface Tag {
  /** Lower case. */
  readonly name: string;
  readonly attributes: Attributes;
  /** How many attributes stand in it, kept or not. */
  readonly count: number;
  /** Behind its `>`. */
  readonly end: number;
  /** Written as `<name/>`. */
  readonly isClosed: boolean;
}

/** All others say nothing that is asked for, and pages have many of them. */
const KEPT = new Set(
  (
    'lang xml:lang property name content value rel href type class id style hidden aria-hidden itemscope itemtype itemprop ' +
    'itemref typeof resource src data datetime'
  ).split(' '),
);
const LONGEST_NAME = Math.max(...[...KEPT].map((name) => name.length));

const GT = 62;
const SLASH = 47;
const EQUALS = 61;
const QUOTE = 34;
const APOSTROPHE = 39;

export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 12 || code === 13;
}

function isNameEnd(code: number): boolean {
  return code === GT || code === SLASH || isSpace(code);
}

/**
 * Reads the start tag whose name begins at `start`.
 * @returns null when the page ends within it.
 */
export function readTag(html: string, start: number): Tag | null {
  let at = start;
  while (at < html.length && !isNameEnd(html.charCodeAt(at))) at += 1;
  const name = html.slice(start, at).toLowerCase();
  const attributes: Record<string, string> = {};
  let count = 0;
  for (;;) {
    const begin = skipToAttribute(html, at);
    if (begin.at >= html.length) return null;
    if (begin.isEnd) return { name, attributes, count, end: begin.at + 1, isClosed: begin.isClosed };
    at = readAttribute(html, begin.at, attributes);
    count += 1;
  }
}

interface Place {
  readonly at: number;
  /** At the `>` that ends the tag. */
  readonly isEnd: boolean;
  readonly isClosed: boolean;
}

function skipToAttribute(html: string, from: number): Place {
  let isClosed = false;
  for (let at = from; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (code === GT) return { at, isEnd: true, isClosed };
    if (code === SLASH) isClosed = true;
    else if (!isSpace(code)) return { at, isEnd: false, isClosed: false };
  }
  return { at: html.length, isEnd: false, isClosed: false };
}

/** @returns where the next attribute may begin. */
function readAttribute(html: string, start: number, into: Record<string, string>): number {
  let end = start + 1;
  for (let code = html.charCodeAt(end); code !== EQUALS && !isNameEnd(code) && end < html.length;)
    code = html.charCodeAt(++end);
  let at = end;
  while (isSpace(html.charCodeAt(at))) at += 1;
  if (html.charCodeAt(at) !== EQUALS) {
    keep(html, start, end, null, into);
    return at;
  }
  do at += 1;
  while (isSpace(html.charCodeAt(at)));
  const value = valueAt(html, at);
  keep(html, start, end, value, into);
  return value.next;
}

interface ValuePlace {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

function valueAt(html: string, at: number): ValuePlace {
  const quote = html.charCodeAt(at);
  if (quote === QUOTE || quote === APOSTROPHE) {
    const found = html.indexOf(quote === QUOTE ? '"' : "'", at + 1);
    const end = found < 0 ? html.length : found;
    return { start: at + 1, end, next: end + 1 };
  }
  let end = at;
  while (end < html.length && html.charCodeAt(end) !== GT && !isSpace(html.charCodeAt(end))) end += 1;
  return { start: at, end, next: end };
}

/** The first of several with one name counts. */
function keep(
  html: string,
  start: number,
  end: number,
  value: ValuePlace | null,
  into: Record<string, string>,
): void {
  if (end - start > LONGEST_NAME) return;
  const name = html.slice(start, end).toLowerCase();
  if (!KEPT.has(name) || Object.hasOwn(into, name)) return;
  const text = value === null ? '' : html.slice(value.start, value.end);
  into[name] = text.includes('&') ? decodeHTMLAttribute(text) : text;
}
