import type { NumberToken, Token } from './price-tokens';

/**
 * Joins cents that stand apart from their amount: "12€99", and where nothing else is said "€ 12 99" or "12 99
 * €", which is how the text of raised cents comes out of a page.
 */
export function joinCents(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length;) {
    const amount = readDivided(tokens, at) ?? { tokens: tokens.slice(at, at + 1), length: 1 };
    joined.push(...amount.tokens);
    at += amount.length;
  }
  return joined;
}

/**
 * @returns what stands for a divided amount that begins at `at`, and how many tokens it replaces; null when
 * none does.
 */
function readDivided(
  tokens: readonly Token[],
  at: number,
): { tokens: readonly Token[]; length: number } | null {
  const [whole, second, third] = tokens.slice(at, at + 3);
  if (whole?.kind !== 'number') return null;
  if (second?.kind === 'number' && isAlone(second, tokens, at)) {
    return { tokens: [addCents(whole, second)], length: 2 };
  }
  if (second?.kind === 'sign' && third?.kind === 'number' && isDivided(third, tokens, at)) {
    return { tokens: [addCents(whole, third), { ...second, end: third.end }], length: 3 };
  }
  return null;
}

function isTwoDigits({ number: { groups, separators } }: NumberToken): boolean {
  return separators.length === 0 && groups[0]?.length === 2;
}

/** "€ 12 99" at the end, or nothing but "12 99 €". */
function isAlone(cents: NumberToken, tokens: readonly Token[], at: number): boolean {
  if (!isTwoDigits(cents)) return false;
  const prefixed = tokens[at - 1]?.kind === 'sign' && at + 2 === tokens.length;
  return prefixed || (at === 0 && tokens.length === 3 && tokens[2]?.kind === 'sign');
}

/** "12€99", where the sign takes the place of the point; or nothing but "12 € 99". */
function isDivided(cents: NumberToken, tokens: readonly Token[], at: number): boolean {
  const [whole, sign] = tokens.slice(at, at + 2);
  const touching = whole?.end === sign?.start && sign?.end === cents.start;
  return isTwoDigits(cents) && (touching || (at === 0 && tokens.length === 3));
}

function addCents(whole: NumberToken, cents: NumberToken): NumberToken {
  const groups = [...whole.number.groups, ...cents.number.groups];
  return { ...whole, number: { ...whole.number, groups, separators: [...whole.number.separators, '.'] } };
}
