/**
 * Finds whole words of many languages in a text, whatever their case. Each word is a regular expression in
 * small letters that begins with one or two characters which stand for themselves; only where a text has
 * these is the rest looked at. Scripts that part words by spaces have whole words; Chinese, Japanese and
 * Korean words stand side by side.
 */
export class WordList {
  /** By the first one or two characters, as `keyOf` makes it. */
  private readonly spaced: ReadonlyMap<number, RegExp>;
  private readonly unspaced: RegExp | null;

  /** @param lists words parted by `|`. */
  constructor(lists: readonly string[]) {
    const words = splitWords(lists);
    this.spaced = groupByStart(words.filter((word) => !UNSPACED.test(word)).flatMap(openGroup));
    const unspaced = words.filter((word) => UNSPACED.test(word));
    this.unspaced = unspaced.length === 0 ? null : new RegExp(unspaced.join('|'), 'u');
  }

  test(text: string): boolean {
    return this.search(text) >= 0;
  }

  /** @returns where the first word begins; -1 when there is none. */
  search(text: string): number {
    const isAscii = !BEYOND_ASCII.test(text);
    const folded = isAscii ? text.toLowerCase() : fold(text);
    const spaced = this.searchSpaced(folded);
    const unspaced = isAscii || this.unspaced === null ? -1 : text.search(this.unspaced);
    return spaced < 0 || unspaced < 0 ? Math.max(spaced, unspaced) : Math.min(spaced, unspaced);
  }

  private searchSpaced(folded: string): number {
    let isWithin = false;
    let code = folded.charCodeAt(0);
    for (let at = 0; at < folded.length; at++) {
      const next = at + 1 < folded.length ? folded.charCodeAt(at + 1) : 0;
      if (!isWithin && (this.fits(keyOf(code, next), folded, at) || this.fits(keyOf(code, 0), folded, at)))
        return at;
      isWithin = isWordCharacter(code);
      code = next;
    }
    return -1;
  }

  private fits(key: number, folded: string, at: number): boolean {
    const words = this.spaced.get(key);
    if (words === undefined) return false;
    words.lastIndex = at;
    return words.test(folded);
  }
}

/** Scripts that do not part words by spaces. */
export const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** At each `|` that stands in no group. */
function splitWords(lists: readonly string[]): string[] {
  const words: string[] = [];
  let depth = 0;
  for (const piece of lists.join('|').split('|')) {
    if (depth === 0) words.push(piece);
    else words.push(`${words.pop() ?? ''}|${piece}`);
    depth += piece.split('(').length - piece.split(')').length;
  }
  return words;
}

/** "(?:on|upon) approval" are two words. */
function openGroup(word: string): string[] {
  const [, choices, rest] = /^\(\?:([^()]*)\)([^?].*)$/u.exec(word) ?? [];
  return choices === undefined || rest === undefined ? [word] : choices.split('|').map((each) => each + rest);
}

function groupByStart(words: readonly string[]): ReadonlyMap<number, RegExp> {
  const groups = new Map<number, string[]>();
  for (const word of words) {
    const key = keyOfStart(word);
    const group = groups.get(key);
    if (group) group.push(word);
    else groups.set(key, [word]);
  }
  return new Map([...groups].map(([key, group]) => [key, compile(group)]));
}

/**
 * Unicode's own classes are slow to compile; in a folded text everything beyond ASCII is a letter or a digit.
 */
function compile(words: readonly string[]): RegExp {
  const letters = words.join('|').replaceAll('\\p{L}', '[a-z\\x80-\\uffff]');
  return new RegExp(`(?:${letters})(?![a-z0-9\\x80-\\uffff])`, 'y');
}

function keyOfStart(word: string): number {
  const [, first, second] =
    /^(?:\\(?=\W))?([^\\[(])(?![?*+{])(?:([\p{L}\p{N} ])(?![?*+{]))?/u.exec(word) ?? [];
  if (first === undefined) throw new Error(`this word begins with no character of its own: ${word}`);
  return keyOf(first.charCodeAt(0), second === undefined ? 0 : second.charCodeAt(0));
}

function keyOf(first: number, second: number): number {
  return first * 0x10000 + second;
}

/** In small letters; what is neither ASCII nor a letter or digit becomes U+007F. As long as it was. */
function fold(text: string): string {
  // The one capital that toLowerCase makes two characters of.
  const small = text.replaceAll('İ', 'i').toLowerCase();
  return small.replace(OTHER, (other) => '\x7f'.repeat(other.length));
}

const OTHER = /[^\p{L}\p{N}\0-\x7f]/gu;

/** @param code of a character of a folded text. */
function isWordCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code >= 128;
}
