import type { PageBytes } from './page-bytes';
import { Tag } from './tag';
import { ruleAt } from './tag-rules';

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
export function readTag(page: PageBytes, start: number): Tag | null {
  const { bytes } = page;
  let at = start;
  while (at < bytes.length && !isNameEnd(bytes[at] as number)) at += 1;
  const tag = new Tag(page, ruleAt(page, start, at));
  while (at < bytes.length) {
    const code = bytes[at] as number;
    if (code === GT) {
      tag.end = at + 1;
      return tag;
    }
    if (code === SLASH) tag.isClosed = true;
    else if (!isSpace(code)) {
      tag.isClosed = false;
      at = readAttribute(page, at, tag);
      continue;
    }
    at += 1;
  }
  return null;
}

/** @returns where the next attribute may begin. */
function readAttribute(page: PageBytes, start: number, tag: Tag): number {
  const { bytes } = page;
  let end = start + 1;
  while (end < bytes.length && bytes[end] !== EQUALS && !isNameEnd(bytes[end] as number)) end += 1;
  let at = skipSpaces(bytes, end);
  if (bytes[at] !== EQUALS) {
    tag.add(start, end, end, end);
    return at;
  }
  at = skipSpaces(bytes, at + 1);
  const quote = bytes[at];
  if (quote === QUOTE || quote === APOSTROPHE) {
    const found = page.markup.indexOf(quote === QUOTE ? '"' : "'", at + 1);
    const close = found < 0 ? bytes.length : found;
    tag.add(start, end, at + 1, close);
    return close + 1;
  }
  const valueEnd = endOfBareValue(bytes, at);
  tag.add(start, end, at, valueEnd);
  return valueEnd;
}

/** @returns where the next byte stands that is no space. */
export function skipSpaces(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isSpace(bytes[at] as number)) at += 1;
  return at;
}

function endOfBareValue(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== GT && !isSpace(bytes[at] as number)) at += 1;
  return at;
}
