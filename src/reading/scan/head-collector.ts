import type { Meta } from '../page-facts';
import { attributeOf, type Collector, type Element } from './element';

const MOST_METAS = 500;
const MOST_BLOCKS = 100;
const LONGEST_BLOCK = 512 * 1024;
const LONGEST_TITLE = 1000;
const LONGEST_CONTENT = 4000;

/** Keeps what a page says about itself outside of its text: language, title, canonical link, metas, JSON-LD. */
export class HeadCollector implements Collector {
  language: string | null = null;
  title = '';
  canonical: string | null = null;
  readonly metas: Meta[] = [];
  readonly jsonLd: string[] = [];
  readonly states: string[] = [];
  private titles = 0;
  private block: string[] | null = null;
  private isJsonLd = false;
  private blockLength = 0;

  open(element: Element): void {
    if (element.name === 'meta') this.keepMeta(element);
    else if (element.name === 'link') this.keepCanonical(element);
    else if (element.name === 'script') this.beginBlock(element);
    else if (element.name === 'title') this.titles += isPageTitle(element) ? 1 : 0;
    else if (element.name === 'html') {
      this.language ??= attributeOf(element, 'lang') ?? attributeOf(element, 'xml:lang');
    }
  }

  text(text: string, element: Element): void {
    if (this.block && element.name === 'script') {
      this.blockLength += text.length;
      if (this.blockLength <= LONGEST_BLOCK) this.block.push(text);
    } else if (element.name === 'title' && this.titles === 1 && isPageTitle(element)) {
      this.title = (this.title + text).slice(0, LONGEST_TITLE);
    }
  }

  close(element: Element): void {
    if (element.name !== 'script' || !this.block) return;
    const isKept = this.blockLength <= LONGEST_BLOCK;
    if (isKept && this.isJsonLd && this.jsonLd.length < MOST_BLOCKS) this.jsonLd.push(this.block.join(''));
    else if (isKept && this.states.length < MOST_BLOCKS) this.keepState(this.block.join(''));
    this.block = null;
  }

  private keepState(text: string): void {
    if (STATE.test(text.slice(0, STATE_REACH))) this.states.push(text);
  }

  private beginBlock(element: Element): void {
    this.block = [];
    this.blockLength = 0;
    this.isJsonLd = /ld\+json/i.test(attributeOf(element, 'type') ?? '');
  }

  private keepCanonical(element: Element): void {
    if (/\bcanonical\b/i.test(attributeOf(element, 'rel') ?? ''))
      this.canonical ??= attributeOf(element, 'href');
  }

  private keepMeta(element: Element): void {
    const name =
      attributeOf(element, 'property') ?? attributeOf(element, 'name') ?? attributeOf(element, 'itemprop');
    const content = attributeOf(element, 'content') ?? attributeOf(element, 'value');
    if (name === null || content === null || this.metas.length >= MOST_METAS) return;
    this.metas.push({ name: name.trim().toLowerCase(), content: content.slice(0, LONGEST_CONTENT).trim() });
  }
}

/** JSON by itself, or what frameworks and shop systems call the data of a page. */
const STATE =
  /^\s*[[{]|__(?:[A-Z]+_)*(?:STATE|DATA|NUXT|PROPS)(?:_\w+)?__|\bdataLayer\b|\bmeta = \{|\bproduct(?:Json|Data)?\s*[=:]\s*\{/;
const STATE_REACH = 3000;

/** Drawings have titles too. */
function isPageTitle(element: Element): boolean {
  return element.parent?.name !== 'svg';
}
