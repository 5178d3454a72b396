import { type CheerioAPI, load } from 'cheerio/slim';
import { DomHandler, Parser } from 'htmlparser2';
import type { Answer } from './answer';
import { LookFailure } from './look-failure';

/** No shop nests this deep, and the time to build a tree grows with the square of its depth. */
const DEEPEST = 1000;

/** The elements of a page, or of one part of it, found by CSS selectors. What a selector does not find is null. */
export interface PageElements {
  has(selector: string): boolean;
  /** The text of the first element that has any, without scripts, with single spaces. */
  text(selector: string): string | null;
  texts(selector: string): readonly string[];
  /** What stands in each element as it is written: the data in scripts. */
  sources(selector: string): readonly string[];
  /** The first value of an attribute that is not empty. */
  attribute(selector: string, name: string): string | null;
  /** The part of the page inside the first element that matches. */
  within(selector: string): PageElements | null;
}

/**
 * Builds a tree of the whole page: for shops whose pages say where the price stands and nothing machine-readable.
 * @throws LookFailure `unreachable` when the page is nested deeper than 1000 levels.
 */
export function findElements(page: Answer): PageElements {
  const tree = new BoundedTree();
  new Parser(tree).end(page.text());
  const $ = load(tree.root);
  return makeElements($, $.root());
}

class BoundedTree extends DomHandler {
  override onopentag(...args: Parameters<DomHandler['onopentag']>): void {
    if (this.tagStack.length > DEEPEST)
      throw new LookFailure({
        kind: 'unreachable',
        why: 'The page is built in a way that cannot be read.',
      });
    super.onopentag(...args);
  }
}

/** The text of a name in which an API sends markup: "Salt &amp; <em>Pepper</em>" is "Salt & Pepper". */
export function stripMarkup(html: string): string {
  return load(html).text().replace(/\s+/g, ' ').trim();
}

type Part = ReturnType<CheerioAPI>;

function makeElements($: CheerioAPI, part: Part): PageElements {
  const texts = (selector: string): string[] =>
    part
      .find(selector)
      .toArray()
      .map((element) => ($(element).prop('innerText') ?? '').replace(/\s+/g, ' ').trim())
      .filter((text) => text !== '');
  return {
    has: (selector) => part.find(selector).length > 0,
    text: (selector) => texts(selector)[0] ?? null,
    texts,
    sources: (selector) =>
      part
        .find(selector)
        .toArray()
        .map((element) => $(element).text()),
    attribute: (selector, name) =>
      part
        .find(selector)
        .toArray()
        .map((element) => $(element).attr(name)?.trim())
        .find((value) => value !== undefined && value !== '') ?? null,
    within: (selector) => {
      const found = part.find(selector).first();
      return found.length > 0 ? makeElements($, found) : null;
    },
  };
}
