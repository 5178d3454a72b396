import { isNameAt } from './name-table';
import type { PageBytes } from './page-bytes';
import { isSpace, readTag, skipSpaces } from './read-tag';
import { Tag } from './tag';
import { ruleAt, type TagRule } from './tag-rules';

/** Is told of each part of a page, in order; every element that opens closes. */
export interface PassListener {
  open(tag: Tag): void;
  /** @param isRaw entities are none here: a script or style sheet. */
  text(from: number, to: number, isRaw: boolean): void;
  close(): void;
}

const GT = 62;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;

/**
 * Passes over a page as a browser would read it, without building a tree: what is never asked for (comments,
 * most attributes) is stepped over, not read. Linear in the length as long as the listener bounds the depth.
 */
export function passOver(page: PageBytes, listener: PassListener): void {
  new HtmlPass(page, listener).run();
}

class HtmlPass {
  private readonly open: TagRule[] = [];
  /** Innermost last: may a tag end itself here? */
  private readonly foreign: boolean[] = [false];
  private readonly bytes: Uint8Array;
  private readonly markup: string;

  constructor(
    private readonly page: PageBytes,
    private readonly listener: PassListener,
  ) {
    this.bytes = page.bytes;
    this.markup = page.markup;
  }

  run(): void {
    const { bytes, markup } = this;
    let from = 0;
    for (let at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', at)) {
      const next = bytes[at + 1] ?? 0;
      if (!beginsMarkup(next)) {
        at += 1;
        continue;
      }
      this.tell(from, at, false);
      at = this.readMarkup(at, next);
      from = at;
    }
    this.tell(from, markup.length, false);
    while (this.open.pop() !== undefined) this.listener.close();
  }

  private tell(from: number, to: number, isRaw: boolean): void {
    if (from < to) this.listener.text(from, to, isRaw);
  }

  /** @returns behind what begins with the `<` at `at`. */
  private readMarkup(at: number, next: number): number {
    if (next === SLASH) return this.readEndTag(at + 2);
    if (next === BANG) return endOfDeclaration(this.markup, at);
    if (next === QUESTION) return behind(this.markup, '>', at + 2);
    const tag = readTag(this.page, at + 1);
    return tag ? this.beginElement(tag) : this.markup.length;
  }

  private beginElement(tag: Tag): number {
    const { rule } = tag;
    if (rule.ends) while (rule.ends.has(this.open.at(-1)?.name ?? '')) this.endInnermost();
    this.listener.open(tag);
    if (rule.isVoid) {
      this.listener.close();
      return tag.end;
    }
    this.open.push(rule);
    if (rule.isForeign) this.foreign.push(true);
    else if (rule.isIntegration) this.foreign.push(false);
    if (tag.isClosed && this.foreign.at(-1) === true) {
      this.endInnermost();
      return tag.end;
    }
    return rule.isRawText && !tag.isClosed ? this.readRawText(rule.name, tag.end) : tag.end;
  }

  private readRawText(name: string, from: number): number {
    const end = this.findEndTag(name, from);
    this.tell(from, end, name !== 'title');
    return end < this.markup.length ? this.readEndTag(end + 2) : end;
  }

  /** Where the `</` of the end tag stands that ends raw text; the end of the page when there is none. */
  private findEndTag(name: string, from: number): number {
    const { bytes, markup } = this;
    for (let at = markup.indexOf('</', from); at >= 0; at = markup.indexOf('</', at + 2)) {
      const code = bytes[at + 2 + name.length] ?? 0;
      if ((code === GT || isSpace(code)) && isNameAt(bytes, at + 2, name)) return at;
    }
    return markup.length;
  }

  /** @param at behind `</`. @returns behind the tag. */
  private readEndTag(at: number): number {
    const { bytes, markup } = this;
    const start = skipSpaces(bytes, at);
    if (!isAlpha(bytes[start] ?? 0)) return behind(markup, '>', start);
    let end = start;
    while (end < bytes.length && bytes[end] !== GT && !isSpace(bytes[end] as number)) end += 1;
    if (end === bytes.length) return end;
    this.endElement(this.ruleOfOpen(start, end) ?? ruleAt(this.page, start, end));
    return behind(markup, '>', end);
  }

  /** The rule of the innermost element, when it has the name that stands there; else null. */
  private ruleOfOpen(start: number, end: number): TagRule | null {
    const rule = this.open.at(-1);
    return rule?.name.length === end - start && isNameAt(this.bytes, start, rule.name) ? rule : null;
  }

  private endElement(rule: TagRule): void {
    if (rule.isForeign || rule.isIntegration) this.foreign.pop();
    if (rule.isVoid) {
      if (rule.name === 'br') this.tellEmpty(rule);
      return;
    }
    const place = this.open.findLastIndex(({ name }) => name === rule.name);
    if (place >= 0) while (this.open.length > place) this.endInnermost();
    else if (rule.name === 'p') this.tellEmpty(rule);
  }

  /** `</br>` and a lone `</p>` stand for an element without content. */
  private tellEmpty(rule: TagRule): void {
    this.listener.open(new Tag(this.page, rule));
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
function behind(markup: string, mark: string, at: number): number {
  const found = markup.indexOf(mark, at);
  return found < 0 ? markup.length : found + mark.length;
}

const CDATA = '[CDATA[';

/** @param at where `<!` stands. */
function endOfDeclaration(markup: string, at: number): number {
  // The two dashes that begin a comment may be those that end it: `<!-->`.
  if (markup.startsWith('--', at + 2)) return behind(markup, '-->', at + 2);
  if (markup.startsWith(CDATA, at + 2)) return behind(markup, ']]>', at + 2 + CDATA.length);
  return behind(markup, '>', at + 2);
}
