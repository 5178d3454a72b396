/** Finds one of a few ASCII names in bytes, whatever its case there, without making a string of it. */
export class NameTable<Value> {
  private readonly byHash = new Map<number, { readonly name: string; readonly value: Value }>();
  private longest = 0;

  /** @param entries by names in lower case. */
  constructor(entries: Iterable<readonly [string, Value]>) {
    for (const [name, value] of entries) {
      const hash = hashOf(Buffer.from(name), 0, name.length);
      if (this.byHash.has(hash)) throw new Error(`two names have the hash of ${name}`);
      this.byHash.set(hash, { name, value });
      this.longest = Math.max(this.longest, name.length);
    }
  }

  /** @returns undefined when another name stands from `start` to `end`. */
  find(bytes: Uint8Array, start: number, end: number): Value | undefined {
    if (end - start > this.longest) return undefined;
    const found = this.byHash.get(hashOf(bytes, start, end));
    if (found === undefined || found.name.length !== end - start) return undefined;
    return isNameAt(bytes, start, found.name) ? found.value : undefined;
  }
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at++) hash = (hash * 31 + lowerCase(bytes[at] as number)) & 0x3fffffff;
  return hash;
}

/**
 * Does this name in lower case stand at `start`, whatever its case there? What follows it is not looked at.
 */
export function isNameAt(bytes: Uint8Array, start: number, name: string): boolean {
  for (let at = 0; at < name.length; at++) {
    if (lowerCase(bytes[start + at] as number) !== name.charCodeAt(at)) return false;
  }
  return true;
}

function lowerCase(code: number): number {
  return code >= 65 && code <= 90 ? code | 32 : code;
}
