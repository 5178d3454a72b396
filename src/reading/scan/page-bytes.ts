import { decodeHTML, decodeHTMLAttribute } from 'entities';

/**
 * A page in UTF-8. Its markup is ASCII, so it is read from the bytes; of all others only those are decoded
 * whose text is asked for. Places are counted in bytes.
 */
export class PageBytes {
  /** One character for each byte: to search in. */
  readonly markup: string;

  constructor(readonly bytes: Buffer) {
    this.markup = bytes.toString('latin1');
  }

  /** What stands there, as written. */
  rawText(from: number, to: number): string {
    for (let at = from; at < to; at++)
      if ((this.bytes[at] as number) > LAST_ASCII) return this.bytes.toString('utf8', from, to);
    return this.markup.slice(from, to);
  }

  /** What stands there between tags: its entities read. */
  text(from: number, to: number): string {
    const text = this.rawText(from, to);
    return text.includes('&') ? decodeHTML(text) : text;
  }

  /** What stands there as the value of an attribute: its entities read. */
  value(from: number, to: number): string {
    const text = this.rawText(from, to);
    return text.includes('&') ? decodeHTMLAttribute(text) : text;
  }
}

const LAST_ASCII = 127;
