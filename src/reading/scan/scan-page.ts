import type { PageFacts } from '../page-facts';
import { attributeOf, type Collector, type Element } from './element';
import { HeadCollector } from './head-collector';
import { passOver } from './pass-over';
import { microdata, rdfa, ScopeCollector } from './scope-collector';
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
 * @throws HostileMarkup when it is nested deeper than 1000 levels, has more than 500,000 elements, or one of them more
 * than 1000 attributes.
 */
export function scanPage(html: string): PageFacts {
  const head = new HeadCollector();
  const items = new ScopeCollector(microdata);
  const resources = new ScopeCollector(rdfa);
  const text = new TextCollector();
  runParser(html, [head, items, resources, text]);
  items.finish();
  return {
    language: head.language,
    title: head.title.replace(/\s+/g, ' ').trim(),
    canonical: head.canonical,
    metas: head.metas,
    jsonLd: head.jsonLd,
    states: head.states,
    microdata: items.roots,
    rdfa: resources.roots,
    lines: text.finish(),
  };
}

function runParser(html: string, collectors: readonly Collector[]): void {
  let current: Element | null = null;
  let depth = 0;
  let elements = 0;
  passOver(html, {
    open(name, attributes, count) {
      if (count > MOST_ATTRIBUTES) throw new HostileMarkup('too many attributes');
      if (++depth > DEEPEST) throw new HostileMarkup('nested too deep');
      if (++elements > MOST_ELEMENTS) throw new HostileMarkup('too many elements');
      const hidden = isHidden(name, attributes, current);
      const element: Element = { name, attributes, hidden, parent: current };
      current = element;
      for (const collector of collectors) collector.open(element);
    },
    text(text) {
      if (current) for (const collector of collectors) collector.text(text, current);
    },
    close() {
      if (!current) return;
      for (const collector of collectors) collector.close(current);
      current = current.parent;
      depth -= 1;
    },
  });
}

const NEVER_SHOWN = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'head',
  'title',
  'textarea',
  'svg',
  'iframe',
  'object',
]);
const HIDING_STYLE = /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

function isHidden(
  name: string,
  attributes: Readonly<Record<string, string>>,
  parent: Element | null,
): boolean {
  if (parent?.hidden === true || NEVER_SHOWN.has(name)) return true;
  const element = { name, attributes, hidden: false, parent };
  if (attributeOf(element, 'hidden') !== null) return true;
  const style = attributeOf(element, 'style');
  return style !== null && HIDING_STYLE.test(style);
}
