import type { Meta } from '../page-facts';
import type { Element } from './element';
import type { PageBytes } from './page-bytes';
import type { Tag } from './tag';

const MOST_METAS = 500;
const MOST_BLOCKS = 100;
/** In bytes. */
const LONGEST_BLOCK = 512 * 1024;
const LONGEST_TITLE = 1000;
const LONGEST_CONTENT = 4000;

/**
 * Keeps what a page says about itself outside of its text: language, title, canonical link, metas, JSON-LD.
 */
export class HeadCollector {
  language: string | null = null;
  title = '';
  canonical: string | null = null;
  readonly metas: Meta[] = [];
  readonly jsonLd: string[] = [];
  /** Where all other scripts begin and end. */
  private readonly scripts: (readonly [from: number, to: number])[] = [];
  private titles = 0;

  constructor(private readonly page: PageBytes) {}

  open({ tag, parent }: Element): void {
    const { name } = tag.rule;
    if (name === 'meta') this.keepMeta(tag);
    else if (name === 'link') this.keepCanonical(tag);
    else if (name === 'title') this.titles += isPageTitle(parent) ? 1 : 0;
    else if (name === 'html') this.language ??= tag.attribute('lang') ?? tag.attribute('xml:lang');
  }

  text(from: number, to: number, { tag, parent }: Element): void {
    const { name } = tag.rule;
    if (name === 'script') this.keepScript(from, to, tag);
    else if (name === 'title' && this.titles === 1 && isPageTitle(parent)) {
      this.title = (this.title + this.page.text(from, to)).slice(0, LONGEST_TITLE);
    }
  }

  /**
   * The scripts that hold the data a page was made of. Large, so they are read only when they are asked for.
   */
  findStates(): string[] {
    const states: string[] = [];
    for (const [from, to] of this.scripts) {
      if (states.length === MOST_BLOCKS) break;
      if (STATE.test(this.page.markup.slice(from, Math.min(to, from + STATE_REACH))))
        states.push(this.page.rawText(from, to));
    }
    return states;
  }

  private keepScript(from: number, to: number, tag: Tag): void {
    if (to - from > LONGEST_BLOCK) return;
    if (!/ld\+json/i.test(tag.attribute('type') ?? '')) this.scripts.push([from, to]);
    else if (this.jsonLd.length < MOST_BLOCKS) this.jsonLd.push(this.page.rawText(from, to));
  }

  private keepCanonical(tag: Tag): void {
    if (/\bcanonical\b/i.test(tag.attribute('rel') ?? '')) this.canonical ??= tag.attribute('href');
  }

  private keepMeta(tag: Tag): void {
    const name = tag.attribute('property') ?? tag.attribute('name') ?? tag.attribute('itemprop');
    const content = tag.attribute('content') ?? tag.attribute('value');
    if (name === null || content === null || this.metas.length >= MOST_METAS) return;
    this.metas.push({ name: name.trim().toLowerCase(), content: content.slice(0, LONGEST_CONTENT).trim() });
  }
}

/** JSON by itself, or what frameworks and shop systems call the data of a page. */
const STATE =
  /^\s*[[{]|__(?:[A-Z]+_)*(?:STATE|DATA|NUXT|PROPS)(?:_\w+)?__|\bdataLayer\b|\bmeta = \{|\bproduct(?:Json|Data)?\s*[=:]\s*\{/;
/** In bytes. */
const STATE_REACH = 3000;

/** Drawings have titles too. */
function isPageTitle(parent: Element | null): boolean {
  return parent?.tag.rule.name !== 'svg';
}
