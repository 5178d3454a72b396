/**
 * Tells quickly of the bytes of a class or id that they can hold none of some words, by the first four letters of each.
 * Words begin as in names: behind anything that is no letter, and at a capital behind a small letter.
 */
export class WordStarts {
  /** By the numbers of four letters; 0 stands for the end of the word. */
  private readonly known = new Uint8Array(LETTERS ** LENGTH);

  /** @param patterns regular expressions that begin with a letter. */
  constructor(patterns: readonly string[]) {
    for (const pattern of patterns) {
      const sure = /^[a-z]*/.exec(pattern.replace(/[a-z]\?.*/, ''))?.[0] ?? '';
      const isWhole = sure === pattern || /^-(?!\?)/.test(pattern.slice(sure.length));
      const letters = Array.from(Buffer.from(sure), letterOf).slice(0, LENGTH);
      for (const key of keysFrom(letters, isWhole)) this.known[key] = 1;
    }
  }

  /** @returns true also when entities hide what is written. */
  occurIn(bytes: Uint8Array, start: number, end: number): boolean {
    let before = 0;
    for (let at = start; at < end; at++) {
      const code = bytes[at] as number;
      if (code === AMPERSAND) return true;
      if (letterOf(code) !== 0 && beginsWord(before, code) && this.known[keyAt(bytes, at, end)] === 1)
        return true;
      before = code;
    }
    return false;
  }
}

const LETTERS = 27;
const LENGTH = 4;
const AMPERSAND = 38;

/** 1 to 26, whatever its case; 0 when it is no letter. */
function letterOf(code: number): number {
  const lower = code | 32;
  return lower >= 97 && lower <= 122 && code < 128 ? lower - 96 : 0;
}

function beginsWord(before: number, letter: number): boolean {
  return letterOf(before) === 0 || (letter < 97 && before >= 97);
}

/** The key of the word that begins there. */
function keyAt(bytes: Uint8Array, start: number, end: number): number {
  let key = 0;
  let isWithin = true;
  for (let at = start; at < start + LENGTH; at++) {
    const code = at < end ? (bytes[at] as number) : 0;
    isWithin &&= letterOf(code) !== 0 && (at === start || !beginsWord(bytes[at - 1] as number, code));
    key = key * LETTERS + (isWithin ? letterOf(code) : 0);
  }
  return key;
}

/** The keys of all words that begin with these letters, or of the one that has no others. */
function keysFrom(letters: readonly number[], isWhole: boolean): number[] {
  const known = letters.reduce((key, letter) => key * LETTERS + letter, 0);
  const count = LETTERS ** (LENGTH - letters.length);
  return isWhole ? [known * count] : Array.from({ length: count }, (_, rest) => known * count + rest);
}
