import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { Failure, unreachable } from './failure';

type Decode = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

/** What we can read, as we say it to shops. */
export const ACCEPT_ENCODING = 'gzip, deflate, br';

const gunzipAll: Decode = promisify(gunzip);
const inflateAll: Decode = promisify(inflate);
const inflateRawAll: Decode = promisify(inflateRaw);

const decoders: Readonly<Record<string, Decode>> = {
  gzip: gunzipAll,
  'x-gzip': gunzipAll,
  // Some servers send deflate without the zlib head, whose first byte ends in 8 (RFC 1950).
  deflate: (body, options) => (((body[0] ?? 0) & 0x0f) === 8 ? inflateAll : inflateRawAll)(body, options),
  br: promisify(brotliDecompress),
};

/**
 * Reads a body to its end and decodes it.
 * @param maxBytes for the bytes on the wire and for the decoded ones, each.
 * @throws Failure `unreachable` when it is larger, breaks off, or cannot be decoded.
 */
export async function readBody(body: Readable, encoding: string, maxBytes: number): Promise<Uint8Array> {
  const bytes = await readAll(body, maxBytes);
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return bytes;
  const decode = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  if (decode === undefined) throw unreachable('The page came packed in a way that cannot be read.');
  try {
    return await decode(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (isTooLarge(error)) throw tooLarge();
    throw unreachable('The page could not be unpacked.', error);
  }
}

async function readAll(body: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw unreachable('The answer of the shop broke off.', error);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): Failure {
  return unreachable('The page is too large to read.');
}

function isTooLarge(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
  );
}
