import { parseUrl } from '../core/parse-url';
import { canonicalLink } from './canonical-link';
import type { DescribedProduct } from './candidate';
import { MARKS, type PageFacts } from './page-facts';

/** What the page is about, as its head and headings say. */
export interface PageIdentity {
  /** Link of the page as it was asked for; null when it is not known. */
  readonly url: URL | null;
  /** Links by which the page names itself. */
  readonly links: readonly string[];
  /** Title, og:title, main headings. */
  readonly names: readonly string[];
  /** The name to show. */
  readonly title: string;
  /** Where the main heading stands, in characters of visible text; null when there is none. */
  readonly headingAt: number | null;
  /** What its forms have chosen. */
  readonly selections: readonly string[];
}

export function identifyPage(facts: PageFacts, link: string): PageIdentity {
  const url = parseUrl(link);
  const ogTitle = metaOf(facts, 'og:title');
  const headings = facts.lines.filter((line) =>
    line.runs.some((run) => run.marks & MARKS.mainHeading && !(run.marks & MARKS.aside)),
  );
  const texts = headings.map((line) => ({
    at: line.at,
    text: line.runs
      .map((run) => run.text)
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim(),
  }));
  const heads = [ogTitle, facts.title].filter((name): name is string => name !== null && name !== '');
  const best = texts
    .filter(({ text }) => text.length > 2)
    .sort((a, b) => likeness(b.text, heads) - likeness(a.text, heads))[0];
  const links = [facts.canonical, metaOf(facts, 'og:url'), url?.href ?? null].flatMap(
    (each) => resolve(each, url) ?? [],
  );
  return {
    url,
    links,
    names: [...heads, ...texts.map(({ text }) => text)],
    title:
      best && likeness(best.text, heads) >= 0.3 ? best.text : (ogTitle ?? (facts.title || best?.text) ?? ''),
    headingAt: best?.at ?? findTitle(facts, heads),
    selections: facts.selections,
  };
}

function metaOf(facts: PageFacts, name: string): string | null {
  return facts.metas.find((meta) => meta.name === name && meta.content !== '')?.content ?? null;
}

function resolve(link: string | null, base: URL | null): string | null {
  if (link === null || link === '') return null;
  const absolute = parseUrl(link, base ?? undefined);
  return absolute && canonicalLink(absolute.href);
}

/** Pages without a main heading: where the text first says what the title says. */
function findTitle(facts: PageFacts, heads: readonly string[]): number | null {
  const line = facts.lines.find(({ runs }) => {
    const text = runs.map((run) => run.text).join('');
    return (
      text.trim().length > 8 &&
      text.length < 300 &&
      !runs.some((run) => run.marks & MARKS.aside) &&
      likeness(text, heads) >= 0.8
    );
  });
  return line?.at ?? null;
}

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** How much of the words of `text` stand in the best fitting of `others`, 0 to 1. */
function likeness(text: string, others: readonly string[]): number {
  const words = new Set(wordsOf(text).slice(0, 60));
  if (words.size === 0) return 0;
  return Math.max(0, ...others.map((other) => overlap(words, new Set(wordsOf(other).slice(0, 60)))));
}

/** Of the shorter text: a title with the shop's name, and a name without its colour, are still the same. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (b.size === 0) return 0;
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  return common / Math.min(a.size, b.size);
}

/** How surely the described product is the page's own, 0 to 1. */
export function matchProduct(product: DescribedProduct, page: PageIdentity): number {
  const own = product.own ? 1 : 0.5;
  if (product.url !== null && page.links.length > 0) {
    const link = resolve(product.url, page.url);
    if (link !== null && page.links.some((each) => samePlace(each, link))) return own;
  }
  if (product.ids.some((id) => id.length >= 4 && namesId(page, id))) return 0.95 * own;
  return product.title === null ? 0.4 * own : likeness(product.title, page.names) * 0.9 * own;
}

function samePlace(a: string, b: string): boolean {
  const [left, right] = [new URL(a), new URL(b)];
  return (
    left.hostname.replace(/^www\./, '') === right.hostname.replace(/^www\./, '') &&
    left.pathname === right.pathname &&
    left.pathname !== '/'
  );
}

/** Is the id a part of the page's link, by itself? */
function namesId(page: PageIdentity, id: string): boolean {
  const link = (page.url?.href ?? page.links[0] ?? '').toLowerCase();
  const at = link.indexOf(id.toLowerCase());
  if (at < 0) return false;
  return !/[a-z0-9]/.test(link[at - 1] ?? '') && !/[a-z0-9]/.test(link[at + id.length] ?? '');
}
