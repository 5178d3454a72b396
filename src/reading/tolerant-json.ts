/**
 * Reads JSON as shops write it: inside comments or CDATA, with trailing commas and semicolons, raw line
 * breaks and unescaped quotes within strings, HTML entities for quotes; and literals of scripts: names
 * without quotes, strings in single quotes, `!0` and `!1`. What a script would have to compute is null.
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

/**
 * Copies the text piece by piece, inside and outside of strings, leaving out or escaping what JSON forbids.
 */
function mendJson(text: string): string {
  let mended = '';
  let at = 0;
  while (at < text.length) {
    const piece = isQuote(text[at]) ? mendString(text, at) : skipOrCopy(text, at);
    mended += piece.copied;
    at = piece.end;
  }
  return mended;
}

interface Piece {
  readonly copied: string;
  readonly end: number;
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'" || character === '`';
}

/** @param start where the quote stands that begins the string. */
function mendString(text: string, start: number): Piece {
  const quote = text[start];
  let copied = '"';
  let at = start + 1;
  for (; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === quote && endsString(text, at)) break;
    if (character === '"') copied += '\\"';
    else if (character === '\\') {
      const escaped = text[at + 1] ?? '';
      copied += /["\\/bfnrtu]/.test(escaped) ? character + escaped : escaped;
      at += 1;
    } else copied += character < ' ' ? ' ' : character;
  }
  return { copied: `${copied}"`, end: at + 1 };
}

/**
 * A quote ends its string when something that may follow a string follows; else somebody forgot to escape it.
 */
function endsString(text: string, at: number): boolean {
  AFTER_STRING.lastIndex = at + 1;
  return AFTER_STRING.test(text);
}
const AFTER_STRING = /\s{0,200}(?:[:,\]}]|$|\/[/*])/y;

function skipOrCopy(text: string, at: number): Piece {
  if (text.startsWith('/*', at)) return { copied: '', end: endOf(text, '*/', at + 2) };
  if (text.startsWith('//', at)) return { copied: '', end: endOf(text, '\n', at + 2) };
  const character = text[at] ?? '';
  if (character === ',') {
    TRAILING_COMMA.lastIndex = at;
    if (TRAILING_COMMA.test(text)) return { copied: '', end: at + 1 };
  }
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0];
  if (word !== undefined) return { copied: wordOfJson(text, at, word), end: at + word.length };
  return { copied: character < ' ' ? ' ' : character, end: at + 1 };
}

/** A name, a word of the language, or `!0`; not the exponent of a number. */
const WORD = /(?:void 0|![01]|(?<![\w$.])[A-Za-z_$][\w$.]{0,200})/y;
const NAME_END = /\s{0,200}:/y;

function wordOfJson(text: string, at: number, word: string): string {
  NAME_END.lastIndex = at + word.length;
  if (NAME_END.test(text)) return `"${word}"`;
  if (word === '!0' || word === 'true') return 'true';
  return word === '!1' || word === 'false' ? 'false' : 'null';
}
const TRAILING_COMMA = /,\s{0,200}[\]},]/y;

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}
