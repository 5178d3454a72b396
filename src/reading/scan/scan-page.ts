import type { PageFacts } from '../page-facts';
import type { Element } from './element';
import { HeadCollector } from './head-collector';
import type { PageBytes } from './page-bytes';
import { type PassListener, passOver } from './pass-over';
import { microdata, rdfa, ScopeCollector } from './scope-collector';
import { SelectionCollector } from './selection-collector';
import { attributeBits, type Tag } from './tag';
import { TextCollector } from './text-collector';

/** No shop nests this deep; whoever does wants to keep us busy. */
const DEEPEST = 1000;
const MOST_ATTRIBUTES = 1000;
/** The largest shop pages have a tenth of these. */
const MOST_ELEMENTS = 500_000;

/** The page is built to exhaust its readers. */
export class HostileMarkup extends Error {}

/**
 * One pass over a page, without a tree: linear in its length, bounded in memory.
 * @throws HostileMarkup when it is nested deeper than 1000 levels, has more than 500,000 elements, or one of
 * them more than 1000 attributes.
 */
export function scanPage(page: PageBytes): PageFacts {
  const scan = new PageScan(page);
  passOver(page, scan);
  return scan.finish();
}

/** Hands each part of the page to those who keep something of it. */
class PageScan implements PassListener {
  private readonly head: HeadCollector;
  private readonly items = new ScopeCollector(microdata);
  private readonly resources = new ScopeCollector(rdfa);
  private readonly shown = new TextCollector();
  private readonly forms = new SelectionCollector();
  private current: Element | null = null;
  private depth = 0;
  private elements = 0;

  constructor(private readonly page: PageBytes) {
    this.head = new HeadCollector(page);
  }

  open(tag: Tag): void {
    if (tag.count > MOST_ATTRIBUTES) throw new HostileMarkup('too many attributes');
    if (++this.depth > DEEPEST) throw new HostileMarkup('nested too deep');
    if (++this.elements > MOST_ELEMENTS) throw new HostileMarkup('too many elements');
    const element: Element = { tag, hidden: isHidden(tag, this.current), parent: this.current };
    this.current = element;
    this.head.open(element);
    this.items.open(element);
    this.resources.open(element);
    this.shown.open(element);
    this.forms.open(element);
  }

  text(from: number, to: number, isRaw: boolean): void {
    const { current, items, resources } = this;
    if (!current) return;
    this.head.text(from, to, current);
    if (current.hidden && !items.isReading && !resources.isReading) return;
    const text = isRaw ? this.page.rawText(from, to) : this.page.text(from, to);
    items.text(text);
    resources.text(text);
    this.shown.text(text, current);
    this.forms.text(text, current);
  }

  close(): void {
    if (!this.current) return;
    this.items.close(this.current);
    this.resources.close(this.current);
    this.shown.close();
    this.current = this.current.parent;
    this.depth -= 1;
  }

  finish(): PageFacts {
    const { head, items, resources } = this;
    items.finish();
    return {
      language: head.language,
      title: head.title.replace(/\s+/g, ' ').trim(),
      canonical: head.canonical,
      metas: head.metas,
      jsonLd: head.jsonLd,
      get states() {
        return head.findStates();
      },
      microdata: items.roots,
      rdfa: resources.roots,
      lines: this.shown.finish(),
      selections: this.forms.selections,
    };
  }
}

const HIDDEN = attributeBits('hidden');
const STYLE = attributeBits('style');
const HIDING_STYLE = /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

function isHidden(tag: Tag, parent: Element | null): boolean {
  if (parent?.hidden === true || tag.rule.isNeverShown || tag.has(HIDDEN)) return true;
  return tag.has(STYLE) && HIDING_STYLE.test(tag.attribute('style') ?? '');
}
