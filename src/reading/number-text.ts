/**
 * A number as it stands in a text: groups of digits and the separators between them (each `.`, `,`, `'` or a
 * space).
 */
export interface NumberText {
  readonly start: number;
  /** Behind the last character, a closing ",-" included. */
  readonly end: number;
  /** ASCII digits; the first may be empty: ",89". */
  readonly groups: readonly string[];
  readonly separators: readonly string[];
}

const DIGITS = /\d+/y;
/** ",89" and "..75", but not the "." of "Rs.75". */
const LEADING = /[.,](?=\d)/y;
const JOINT = /[.,'](?=\d)| (?=\d{3}(?!\d))/y;
/** "392. 00": a decimal part that was set apart. */
const LOOSE_JOINT = /[.,] (?=\d\d(?![\d.,]))/y;
/** ",-" and ".–" in place of a decimal part. */
const CLOSING = /[.,] ?[-‐‑–—]{1,3}(?! ?\d)/y;

const RAISED = /[⁰¹²³⁴⁵⁶⁷⁸⁹]{2}/y;

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** @param text from `toPlainText`. @returns the number that begins at `at`, or null. */
export function scanNumber(text: string, at: number): NumberText | null {
  const leading = matchAt(LEADING, text, at);
  if (leading !== null && followsWord(text, at)) return null;
  const groups = leading === null ? [] : [''];
  const separators = leading === null ? [] : [leading];
  let end = at + separators.length;
  for (let digits = matchAt(DIGITS, text, end); digits !== null; digits = matchAt(DIGITS, text, end)) {
    groups.push(digits);
    end += digits.length;
    const joint = findJoint(text, end, groups, separators);
    if (joint === null) break;
    separators.push(joint.charAt(0));
    end += joint.length;
  }
  if (end === at) return null;
  const closing = matchAt(CLOSING, text, end)?.length ?? 0;
  return addRaised({ start: at, end: end + closing, groups, separators }, text);
}

/** "19⁹⁹": raised digits are the decimals; one alone is a footnote. */
function addRaised(number: NumberText, text: string): NumberText {
  const raised = number.separators.length === 0 ? matchAt(RAISED, text, number.end) : null;
  if (raised === null) return number;
  const groups = [...number.groups, raised.normalize('NFKC')];
  return { ...number, end: number.end + raised.length, groups, separators: ['.'] };
}

/** Is the last character before `at`, dots left out, a letter or a digit? */
function followsWord(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charAt(before) === '.') before -= 1;
  return /[\p{L}\p{M}\d]/u.test(text.charAt(before));
}

function findJoint(
  text: string,
  at: number,
  groups: readonly string[],
  separators: readonly string[],
): string | null {
  const joint = matchAt(JOINT, text, at);
  const loose = joint === null ? matchAt(LOOSE_JOINT, text, at) : null;
  if (loose !== null) return separators.includes(loose.charAt(0)) ? null : loose;
  if (joint !== ' ') return joint;
  const first = groups[0] ?? '';
  const apart = first.length > 0 && first.length <= 3 && separators.every((separator) => separator === ' ');
  return apart ? joint : null;
}

/**
 * The value of a number, as a plain decimal with all its digits ("1299.00").
 * @param scale the decimal digits of its currency, null when that is unknown.
 * @returns null when it is written like no amount: dates, versions, article numbers.
 */
export function toDecimalText(number: NumberText, scale: number | null): string | null {
  const { groups, separators } = dropLeadingDot(number);
  const split = splitDecimals(groups, separators, scale);
  if (split === null) return null;
  const whole = split.whole.join('').replace(/^0+(?=\d)/, '') || '0';
  if (whole.length > 15) return null;
  return split.decimals === null ? whole : `${whole}.${split.decimals}`;
}

function dropLeadingDot({ groups, separators }: NumberText): Pick<NumberText, 'groups' | 'separators'> {
  const drop = groups[0] === '' && separators.length > 1;
  return drop ? { groups: groups.slice(1), separators: separators.slice(1) } : { groups, separators };
}

interface Split {
  readonly whole: readonly string[];
  readonly decimals: string | null;
}

function splitDecimals(
  groups: readonly string[],
  separators: readonly string[],
  scale: number | null,
): Split | null {
  const [first, ...others] = separators;
  const last = others.pop();
  if (first === undefined) return { whole: groups, decimals: null };
  if (last === undefined) return splitAtOnly(groups, first, scale);
  if (others.some((separator) => separator !== first)) return null;
  return last === first && isGrouped(groups)
    ? { whole: groups, decimals: null }
    : splitAtLast(groups, first, last);
}

/** "1.299,00"; also "1.299.00", which a date never is: it has no group of three. */
function splitAtLast(groups: readonly string[], first: string, last: string): Split | null {
  const whole = groups.slice(0, -1);
  const decimals = groups.at(-1) ?? '';
  const fits = isDecimalMark(last) && isGrouped(whole) && (last !== first || decimals.length === 2);
  return fits ? { whole, decimals } : null;
}

/**
 * One separator alone is ambiguous when three digits follow: "12.500" is 12500 of most currencies, 12.5
 * dinars.
 */
function splitAtOnly(groups: readonly string[], separator: string, scale: number | null): Split | null {
  const [whole = '', decimals = ''] = groups;
  const grouped = isGrouped(groups);
  if (!isDecimalMark(separator)) return grouped ? { whole: groups, decimals: null } : null;
  const asThousands = grouped && whole !== '0' && scale !== 3;
  return asThousands ? { whole: groups, decimals: null } : { whole: [whole], decimals };
}

function isDecimalMark(separator: string): boolean {
  return separator === '.' || separator === ',';
}

/** Groups of three, or of two before the last three as in India. */
function isGrouped(groups: readonly string[]): boolean {
  const [first = '', ...others] = groups;
  const last = others.pop();
  if (last === undefined) return true;
  if (last.length !== 3) return false;
  const threes = first.length >= 1 && first.length <= 3 && others.every((group) => group.length === 3);
  const indian = first.length >= 1 && first.length <= 2 && others.every((group) => group.length === 2);
  return threes || indian;
}
