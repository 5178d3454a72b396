import { selectAll, selectOne } from 'css-select';
import { DomHandler, DomUtils, Parser, parseDocument } from 'htmlparser2';
import type { Answer } from './answer';
import { LookFailure } from './look-failure';

/** No shop nests this deep, and the time to search a tree grows with its depth. */
const DEEPEST = 1000;

/**
 * The elements of a page, or of one part of it, found by CSS selectors. What a selector does not find is
 * null.
 */
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
 * Builds a tree of the whole page: for shops whose pages say where the price stands and nothing
 * machine-readable.
 * @throws LookFailure `unreachable` when the page is nested deeper than 1000 levels.
 */
export function findElements(page: Answer): PageElements {
  const tree = new BoundedTree();
  new Parser(tree).end(page.text());
  return makeElements(tree.root);
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
  return tidy(DomUtils.textContent(parseDocument(html)));
}

type Node = DomHandler['dom'][number];
type Element = Extract<Node, { readonly attribs: object }>;

/**
 * @param part searched from its one top: a list of siblings would be compared with each other, one by one.
 */
function makeElements(part: Node): PageElements {
  const find = (selector: string): Element[] => selectAll<Node, Element>(selector, part);
  const texts = (selector: string): string[] =>
    find(selector)
      .map((element) => tidy(DomUtils.innerText(element)))
      .filter((text) => text !== '');
  return {
    has: (selector) => selectOne<Node, Element>(selector, part) !== null,
    text: (selector) => texts(selector)[0] ?? null,
    texts,
    sources: (selector) => find(selector).map((element) => DomUtils.textContent(element)),
    attribute: (selector, name) => {
      const values = find(selector).map((element) => element.attribs[name]?.trim());
      return values.find((value) => value !== undefined && value !== '') ?? null;
    },
    within: (selector) => {
      const found = selectOne<Node, Element>(selector, part);
      return found && makeElements(found);
    },
  };
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
