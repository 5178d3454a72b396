/**
 * Tells quickly of the bytes of a class or id that they can hold none of some words, by the first three letters of each.
 * Words begin as in names: behind anything that is no letter, and at a capital behind a small letter.
 */
export class WordStarts {
  /** By the numbers of three letters; 0 stands for the end of a word. */
  private readonly known = new Uint8Array(LETTERS * LETTERS * LETTERS);

  /** @param patterns regular expressions that begin with at least two letters. */
  constructor(patterns: readonly string[]) {
    for (const pattern of patterns) {
      const sure = /^[a-z]+/.exec(pattern.replace(/[a-z]\?.*/, ''))?.[0] ?? '';
      const [first = 0, second = 0, third] = Array.from(Buffer.from(sure), letterOf);
      const thirds = third === undefined ? Array.from({ length: LETTERS }, (_, letter) => letter) : [third];
      for (const each of thirds) this.known[indexOf(first, second, each)] = 1;
    }
  }

  /** @returns true also when entities hide what is written. */
  occurIn(bytes: Uint8Array, start: number, end: number): boolean {
    let before = 0;
    for (let at = start; at < end; at++) {
      const code = bytes[at] as number;
      if (code === AMPERSAND) return true;
      const letter = letterOf(code);
      if (letter !== 0 && (before === 0 || (code < 97 && before >= 97))) {
        const second = at + 1 < end ? letterOf(bytes[at + 1] as number) : 0;
        const third = second !== 0 && at + 2 < end ? letterOf(bytes[at + 2] as number) : 0;
        if (this.known[indexOf(letter, second, third)] === 1) return true;
      }
      before = letter === 0 ? 0 : code;
    }
    return false;
  }
}

const LETTERS = 27;
const AMPERSAND = 38;

/** 1 to 26, whatever its case; 0 when it is no letter. */
function letterOf(code: number): number {
  const lower = code | 32;
  return lower >= 97 && lower <= 122 && code < 128 ? lower - 96 : 0;
}

function indexOf(first: number, second: number, third: number): number {
  return (first * LETTERS + second) * LETTERS + third;
}
