import { decodeHTML } from 'entities';
import { type Attributes, isSpace, readTag, type Tag } from './read-tag';
import { ENDED_BY, FOREIGN, INTEGRATION, RAW_TEXT, VOID } from './tag-rules';

/** Is told of each part of a page, in order; every element that opens closes. */
export interface PassListener {
  /** @param count how many attributes the tag has; `attributes` are those that are ever asked for. */
  open(name: string, attributes: Attributes, count: number): void;
  text(text: string): void;
  close(): void;
}

const NOTHING: Attributes = {};
const GT = 62;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;

/**
 * Passes over a page as a browser would read it, without building a tree: what is never asked for (comments, most
 * attributes) is stepped over, not read. Linear in the length as long as the listener bounds the depth.
 */
export function passOver(html: string, listener: PassListener): void {
  new HtmlPass(html, listener).run();
}

class HtmlPass {
  private readonly open: string[] = [];
  /** Innermost last: may a tag end itself here? */
  private readonly foreign: boolean[] = [false];

  constructor(
    private readonly html: string,
    private readonly listener: PassListener,
  ) {}

  run(): void {
    const { html } = this;
    let from = 0;
    for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
      const next = html.charCodeAt(at + 1);
      if (!beginsMarkup(next)) {
        at += 1;
        continue;
      }
      this.tell(from, at);
      at = this.readMarkup(at, next);
      from = at;
    }
    this.tell(from, html.length);
    while (this.open.pop() !== undefined) this.listener.close();
  }

  private tell(from: number, to: number): void {
    if (from >= to) return;
    const text = this.html.slice(from, to);
    this.listener.text(text.includes('&') ? decodeHTML(text) : text);
  }

  /** @returns behind what begins with the `<` at `at`. */
  private readMarkup(at: number, next: number): number {
    if (next === SLASH) return this.readEndTag(at + 2);
    if (next === BANG) return endOfDeclaration(this.html, at);
    if (next === QUESTION) return behind(this.html, '>', at + 2);
    const tag = readTag(this.html, at + 1);
    return tag ? this.beginElement(tag) : this.html.length;
  }

  private beginElement(tag: Tag): number {
    const { name } = tag;
    const ended = ENDED_BY.get(name);
    while (ended?.has(this.open.at(-1) ?? '')) this.endInnermost();
    this.listener.open(name, tag.attributes, tag.count);
    if (VOID.has(name)) {
      this.listener.close();
      return tag.end;
    }
    this.open.push(name);
    if (FOREIGN.has(name)) this.foreign.push(true);
    else if (INTEGRATION.has(name)) this.foreign.push(false);
    if (tag.isClosed && this.foreign.at(-1) === true) {
      this.endInnermost();
      return tag.end;
    }
    return RAW_TEXT.has(name) && !tag.isClosed ? this.readRawText(name, tag.end) : tag.end;
  }

  private readRawText(name: string, from: number): number {
    const end = findEndTag(this.html, name, from);
    if (name === 'title') this.tell(from, end);
    else if (from < end) this.listener.text(this.html.slice(from, end));
    return end < this.html.length ? this.readEndTag(end + 2) : end;
  }

  /** @param at behind `</`. @returns behind the tag. */
  private readEndTag(at: number): number {
    const { html } = this;
    let start = at;
    while (isSpace(html.charCodeAt(start))) start += 1;
    if (!isAlpha(html.charCodeAt(start))) return behind(html, '>', start);
    let end = start;
    while (end < html.length && html.charCodeAt(end) !== GT && !isSpace(html.charCodeAt(end))) end += 1;
    if (end < html.length) this.endElement(html.slice(start, end).toLowerCase());
    return behind(html, '>', end);
  }

  private endElement(name: string): void {
    if (FOREIGN.has(name) || INTEGRATION.has(name)) this.foreign.pop();
    if (VOID.has(name)) {
      if (name === 'br') this.tellEmpty(name);
      return;
    }
    const place = this.open.lastIndexOf(name);
    if (place >= 0) while (this.open.length > place) this.endInnermost();
    else if (name === 'p') this.tellEmpty(name);
  }

  /** `</br>` and a lone `</p>` stand for an element without content. */
  private tellEmpty(name: string): void {
    this.listener.open(name, NOTHING, 0);
    this.listener.close();
  }

  private endInnermost(): void {
    this.open.pop();
    this.listener.close();
  }
}

function isAlpha(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** Any other `<` is text. */
function beginsMarkup(next: number): boolean {
  return isAlpha(next) || next === SLASH || next === BANG || next === QUESTION;
}

/** Behind the first `mark` from `at` on; the end of the page when there is none. */
function behind(html: string, mark: string, at: number): number {
  const found = html.indexOf(mark, at);
  return found < 0 ? html.length : found + mark.length;
}

const CDATA = '[CDATA[';

/** @param at where `<!` stands. */
function endOfDeclaration(html: string, at: number): number {
  // The two dashes that begin a comment may be those that end it: `<!-->`.
  if (html.startsWith('--', at + 2)) return behind(html, '-->', at + 2);
  if (html.startsWith(CDATA, at + 2)) return behind(html, ']]>', at + 2 + CDATA.length);
  return behind(html, '>', at + 2);
}

/** Where the `</` of the end tag stands that ends raw text; the end of the page when there is none. */
function findEndTag(html: string, name: string, from: number): number {
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2)) {
    const end = at + 2 + name.length;
    const code = html.charCodeAt(end);
    if ((code === GT || isSpace(code)) && html.slice(at + 2, end).toLowerCase() === name) return at;
  }
  return html.length;
}
