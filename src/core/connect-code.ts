import type { Random } from './ports';

/** Crockford's base 32: no letter in it looks like another one (crockford.com/base32.html). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;
const CODE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);
const LOOKS_LIKE: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** A code of 40 random bits for people to type: "7K3M-9QXT". */
export function makeCode(random: Pick<Random, 'token'>): string {
  const bytes = Buffer.from(random.token(2 * LENGTH), 'base64url').subarray(0, LENGTH);
  const code = Array.from(bytes, (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}

/** @returns the code as `makeCode` writes it, however it was typed; null when it can be none. */
export function readCode(text: string): string | null {
  const typed = text.toUpperCase().replace(/[\s-]/g, '');
  const code = typed.replace(/[OIL]/g, (letter) => LOOKS_LIKE[letter] ?? letter);
  return CODE.test(code) ? `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}` : null;
}
