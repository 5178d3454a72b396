/** Longest title that is shown. */
const LONGEST = 120;

/** Control, format (zero width, bidirectional overrides), private and unassigned characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029]+/gu;

/**
 * Makes a foreign string fit for a sentence of ours: one line, nothing invisible, at most `longest`
 * characters.
 */
export function cleanText(text: string, longest: number = LONGEST): string {
  const oneLine = text
    .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(oneLine);
  return characters.length <= longest
    ? oneLine
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}
