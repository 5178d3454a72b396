import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

/**
 * How far a declaration in the page itself is looked for; the standard says 1024 bytes, shops say it later.
 */
const DECLARATION_BYTES = 4096;

/** The text of a page; see {@link toUtf8}. */
export function decodePage(body: Uint8Array, contentType: string): string {
  return toUtf8(body, contentType).toString('utf8');
}

/**
 * A page in UTF-8, without a byte order mark. Its charset is what the byte order mark says, then the
 * Content-Type header, then the page's own declaration, else UTF-8 when the bytes are valid UTF-8 and
 * windows-1252 when not. Never throws; bytes that the charset does not know stand for U+FFFD. A page in
 * UTF-8, as most are, is not copied.
 */
export function toUtf8(body: Uint8Array, contentType: string): Buffer {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const charset = markedCharset(body) ?? namedCharset(contentType) ?? declaredCharset(bytes);
  const decoder = charset === null ? null : makeDecoder(charset);
  const encoding = decoder?.encoding ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
  if (encoding === 'utf-8') return bytes.subarray(markedCharset(body) === 'utf-8' ? 3 : 0);
  const isWindows1252 = decoder === null || encoding === 'windows-1252';
  return Buffer.from(isWindows1252 ? decodeWindows1252(bytes) : decoder.decode(bytes));
}

function markedCharset(body: Uint8Array): string | null {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  return null;
}

function namedCharset(contentType: string): string | null {
  return /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1] ?? null;
}

function declaredCharset(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, DECLARATION_BYTES);
  const named = /<meta\b[^>]{0,200}?charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1] ?? null;
  // A declaration that could be read as ASCII cannot be true of UTF-16; the standard reads it as UTF-8.
  return named !== null && /^utf-?16/i.test(named) ? 'utf-8' : named;
}

/** @returns null when the charset is unknown. */
function makeDecoder(charset: string): TextDecoder | null {
  try {
    return new TextDecoder(charset);
  } catch {
    return null;
  }
}

/** What windows-1252 has in the place of the control characters 0x80 to 0x9F. */
const HIGH_CONTROLS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Node 20's own decoder takes windows-1252 for latin1, and so loses the euro sign. */
function decodeWindows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (character) => HIGH_CONTROLS.charAt(character.charCodeAt(0) - 0x80));
}
