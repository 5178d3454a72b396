/**
 * Works out a number from bytes, and remembers it for those that come again. Bounded: later ones displace
 * earlier ones.
 */
export class BytesMemo {
  private readonly known: ({ readonly bytes: Buffer; readonly value: number } | undefined)[] = [];

  /** @param work must depend on nothing but the bytes from `start` to `end`. */
  constructor(private readonly work: (bytes: Buffer, start: number, end: number) => number) {}

  valueOf(bytes: Buffer, start: number, end: number): number {
    const slot = hashOf(bytes, start, end) % SLOTS;
    const known = this.known[slot];
    if (known !== undefined && isSame(known.bytes, bytes, start, end)) return known.value;
    const value = this.work(bytes, start, end);
    // A copy: what it is cut from is a whole page.
    this.known[slot] = { bytes: Buffer.from(bytes.subarray(start, end)), value };
    return value;
  }
}

const SLOTS = 4096;

function hashOf(bytes: Buffer, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at++) hash = (hash * 31 + (bytes[at] as number)) & 0x3fffffff;
  return hash;
}

function isSame(known: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let at = 0; at < known.length; at++) if (known[at] !== bytes[start + at]) return false;
  return true;
}
