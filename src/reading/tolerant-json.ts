/**
 * Reads JSON as shops write it: inside comments or CDATA, with trailing commas and semicolons, raw line breaks and
 * unescaped quotes within strings, HTML entities for quotes.
 * @returns undefined when it is beyond repair. Linear in the length.
 */
export function parseTolerantJson(text: string): unknown {
  return tryParse(text) ?? tryParse(mendJson(unwrap(text)));
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const WRAPPERS_BEFORE = ['<!--', '<![CDATA[', '//', '/*', '*/'];
const WRAPPERS_BEHIND = ['-->', ']]>', '//', '/*', '*/', ';'];
/** Nobody wraps deeper: a comment for scripts round a comment for HTML round CDATA. */
const MOST_WRAPPERS = 8;

function unwrap(text: string): string {
  let bare = text.trim();
  for (let count = 0; count < MOST_WRAPPERS; count++) {
    const before = WRAPPERS_BEFORE.find((each) => bare.startsWith(each))?.length ?? 0;
    const behind = WRAPPERS_BEHIND.find((each) => bare.endsWith(each))?.length ?? 0;
    bare = bare.slice(before, bare.length - behind).trim();
  }
  return bare.includes('"') ? bare : bare.replace(/&quot;|&#34;/g, '"').replace(/&amp;/g, '&');
}

/** Copies the text piece by piece, inside and outside of strings, leaving out or escaping what JSON forbids. */
function mendJson(text: string): string {
  let mended = '';
  let at = 0;
  while (at < text.length) {
    if (text[at] === '"') {
      const string = mendString(text, at + 1);
      mended += string.mended;
      at = string.end;
    } else {
      const piece = skipOrCopy(text, at);
      mended += piece.copied;
      at = piece.end;
    }
  }
  return mended;
}

function mendString(text: string, start: number): { mended: string; end: number } {
  let mended = '"';
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '"') {
      if (endsString(text, at)) break;
      mended += '\\"';
    } else if (character === '\\') {
      mended += /["\\/bfnrtu]/.test(text[at + 1] ?? '')
        ? character + (text[at + 1] ?? '')
        : (text[at + 1] ?? '');
      at += 1;
    } else mended += character < ' ' ? ' ' : character;
  }
  return { mended: `${mended}"`, end: at + 1 };
}

/** A quote ends its string when something that may follow a string follows; else somebody forgot to escape it. */
function endsString(text: string, at: number): boolean {
  AFTER_STRING.lastIndex = at + 1;
  return AFTER_STRING.test(text);
}
const AFTER_STRING = /\s{0,200}(?:[:,\]}]|$|\/[/*])/y;

function skipOrCopy(text: string, at: number): { copied: string; end: number } {
  if (text.startsWith('/*', at)) return { copied: '', end: endOf(text, '*/', at + 2) };
  if (text.startsWith('//', at)) return { copied: '', end: endOf(text, '\n', at + 2) };
  const character = text[at] ?? '';
  if (character === ',') {
    TRAILING_COMMA.lastIndex = at;
    if (TRAILING_COMMA.test(text)) return { copied: '', end: at + 1 };
  }
  return { copied: character < ' ' ? ' ' : character, end: at + 1 };
}
const TRAILING_COMMA = /,\s{0,200}[\]},]/y;

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}
