import { createHash } from 'node:crypto';

/** SHA-512 of a text in UTF-8, as lower-case hexadecimal: what some APIs want as a signature. */
export function hashSha512(text: string): string {
  return createHash('sha512').update(text, 'utf8').digest('hex');
}
