import { Parser } from 'htmlparser2';
import type { PageFacts } from '../page-facts';
import { attributeOf, type Collector, type Element } from './element';
import { HeadCollector } from './head-collector';
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

const CHUNK = 64 * 1024;

function runParser(html: string, collectors: readonly Collector[]): void {
  let current: Element | null = null;
  let depth = 0;
  let attributes = 0;
  let elements = 0;
  const parser = new Parser({
    onattribute() {
      if (++attributes > MOST_ATTRIBUTES) throw new HostileMarkup('too many attributes');
    },
    onopentag(name, found) {
      attributes = 0;
      if (++depth > DEEPEST) throw new HostileMarkup('nested too deep');
      if (++elements > MOST_ELEMENTS) throw new HostileMarkup('too many elements');
      const element: Element = {
        name,
        attributes: found,
        hidden: isHidden(name, found, current),
        parent: current,
      };
      current = element;
      for (const collector of collectors) collector.open(element);
    },
    ontext(text) {
      if (current) for (const collector of collectors) collector.text(text, current);
    },
    onclosetag() {
      if (!current) return;
      for (const collector of collectors) collector.close(current);
      current = current.parent;
      depth -= 1;
    },
  });
  for (let at = 0; at < html.length; at += CHUNK) parser.write(html.slice(at, at + CHUNK));
  parser.end();
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
