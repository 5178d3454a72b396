/** One text twice, character by character: as written, and with ASCII digits, separators and spaces. */
export interface PlainText {
  readonly written: string;
  readonly plain: string;
}

/** Zeros of the scripts whose digits appear in prices; the nine others follow each of them. */
const ZEROS = [
  0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x17e0, 0xff10,
];
const POINTS = /[٫．·]/g;
const COMMAS = /[٬，،]/g;
const APOSTROPHES = /[’‘´`＇]/g;
/** Direction marks, zero-width spaces, soft hyphens: nobody sees them and no number ends at them. */
const INVISIBLE = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
/** Spaces that can stand inside a number; a tab or a line break ends it. */
const SPACE = /[^\S\t\n\v\f\r\u2028\u2029]/g;

/** Nothing but ASCII, and each space by itself. */
const ALREADY_PLAIN = /^(?:[!-_a-~]| (?! ))*$/;

/** Leaves out what nobody sees, makes one space of many, and writes numbers with ASCII characters. */
export function toPlainText(text: string): PlainText {
  if (ALREADY_PLAIN.test(text)) return { written: text, plain: text };
  const written = text.replace(INVISIBLE, '').replace(/\s{2,}/g, joinSpaces);
  const plain = written
    .replace(SPACE, ' ')
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .replace(POINTS, '.')
    .replace(COMMAS, ',')
    .replace(APOSTROPHES, "'");
  return { written, plain };
}

function joinSpaces(spaces: string): string {
  return /[\t\n\v\f\r\u2028\u2029]/.test(spaces) ? '\n' : ' ';
}

function toAsciiDigit(digit: string): string {
  const code = digit.charCodeAt(0);
  const zero = ZEROS.find((candidate) => code >= candidate && code < candidate + 10);
  return zero === undefined ? digit : String(code - zero);
}
