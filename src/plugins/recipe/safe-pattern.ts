const LONGEST = 200;
const MOST_REPEATS = 4;

/**
 * Says what is wrong with a regular expression of a recipe; null when nothing is. A pattern without repeated
 * groups, backreferences and looks around, and with few repeats, cannot take exponential time; what is left
 * is bounded by the thread that looks run in.
 */
export function findPatternFault(source: string): string | null {
  if (source.length > LONGEST) return `is longer than ${LONGEST} characters`;
  if (!compiles(source)) return 'is no regular expression';
  if (/\\(?:[1-9]|k<)/.test(source)) return 'has a backreference: leave it out';
  const bare = source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  if (/\)(?:[*+]|\{)/.test(bare))
    return 'repeats a group, which can take for ever: repeat single characters only';
  if (/\(\?(?!:)/.test(bare)) return 'looks ahead or behind, or names a group: use plain groups';
  const repeats = bare.match(/[*+]|\{\d+,/g)?.length ?? 0;
  return repeats > MOST_REPEATS ? `has more than ${MOST_REPEATS} repeats (* or +)` : null;
}

function compiles(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}
