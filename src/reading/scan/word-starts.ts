/**
 * Tells quickly of the bytes of a class or id that they can hold none of some words, by the first four
 * letters of each. Words begin as in names: behind anything that is no letter, and at a capital behind a
 * small letter.
 */
export class WordStarts {
  /** By the numbers of four letters; 0 stands for the end of the word. */
  private readonly known = new Uint8Array(LETTERS ** LENGTH);

  /** @param patterns regular expressions that begin with a letter. */
  constructor(patterns: readonly string[]) {
    for (const pattern of patterns) {
      const sure = /^[a-z]*/.exec(pattern.replace(/[a-z]\?.*/, ''))?.[0] ?? '';
      const isWhole = sure === pattern || /^-(?!\?)/.test(pattern.slice(sure.length));
      const letters = Array.from(Buffer.from(sure), (code) => NUMBERS[code] as number).slice(0, LENGTH);
      for (const key of keysFrom(letters, isWhole)) this.known[key] = 1;
    }
  }

  /** @returns true also when entities hide what is written. */
  occurIn(bytes: Uint8Array, start: number, end: number): boolean {
    let before = 0;
    for (let at = start; at < end; at++) {
      const code = bytes[at] as number;
      if (NUMBERS[code] !== 0) {
        if (beginsWord(before, code) && this.known[keyAt(bytes, at, end)] === 1) return true;
      } else if (code === AMPERSAND) return true;
      before = code;
    }
    return false;
  }
}

const LETTERS = 27;
const LENGTH = 4;
const AMPERSAND = 38;
/** By the code of a letter of either case: 1 to 26; of all others: 0. */
const NUMBERS = new Uint8Array(256);
for (let letter = 1; letter < LETTERS; letter++) NUMBERS[64 + letter] = NUMBERS[96 + letter] = letter;

/** @param letter code of a letter; `before` of whatever stands before it. */
function beginsWord(before: number, letter: number): boolean {
  return NUMBERS[before] === 0 || (letter < 97 && before >= 97);
}

/** The key of the word that begins there. */
function keyAt(bytes: Uint8Array, start: number, end: number): number {
  let key = 0;
  let before = 0;
  let at = start;
  for (; at < end && at < start + LENGTH; at++) {
    const code = bytes[at] as number;
    if (NUMBERS[code] === 0 || (at > start && beginsWord(before, code))) break;
    key = key * LETTERS + (NUMBERS[code] as number);
    before = code;
  }
  for (; at < start + LENGTH; at++) key *= LETTERS;
  return key;
}

/** The keys of all words that begin with these letters, or of the one that has no others. */
function keysFrom(letters: readonly number[], isWhole: boolean): number[] {
  const known = letters.reduce((key, letter) => key * LETTERS + letter, 0);
  const count = LETTERS ** (LENGTH - letters.length);
  return isWhole ? [known * count] : Array.from({ length: count }, (_, rest) => known * count + rest);
}
