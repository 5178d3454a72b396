import type { Thing } from './thing';

/** One `<meta>` with a name (property, name or itemprop), as written, and its content. */
export interface Meta {
  readonly name: string;
  readonly content: string;
}

/** A stretch of visible text under one set of marks. */
export interface Run {
  readonly text: string;
  /** Bits of `MARKS`. */
  readonly marks: number;
}

/** What stands together in one block of the page, in reading order. */
export interface Line {
  readonly runs: readonly Run[];
  /** How many characters of visible text come before it. */
  readonly at: number;
}

/** What the markup says about a stretch of text; words of class names count as markup. */
export const MARKS = {
  /** Struck out, or called old, was, list price by its class. */
  old: 1,
  /**
   * In a part of the page that is not about its own product: navigation, footer, related, sponsored,
   * mini-cart.
   */
  aside: 2,
  link: 4,
  mainHeading: 8,
  heading: 16,
  button: 32,
  /** Raised, or called cents by its class. */
  raised: 64,
  /** Called a price by its class. */
  price: 128,
  /** Called something a price is not by its class: unit price, instalment, shipping, saving, points. */
  notPrice: 256,
  /** Within a list of choices. */
  option: 512,
  /** `aria-hidden`: a closed drawer, or, while a dialog is open, the whole rest of the page. */
  inert: 1024,
} as const;

/** All that one pass over a page keeps of it. Bounded, whatever the page does. */
export interface PageFacts {
  readonly language: string | null;
  readonly title: string;
  readonly canonical: string | null;
  readonly metas: readonly Meta[];
  /** The text of each block of JSON-LD. */
  readonly jsonLd: readonly string[];
  /** Scripts that hold the data a page was made of, as written: JSON, or a statement that assigns it. */
  readonly states: readonly string[];
  /** Outermost things of microdata and RDFa. */
  readonly microdata: readonly Thing[];
  readonly rdfa: readonly Thing[];
  readonly lines: readonly Line[];
  /** Values and texts of what the forms of the page have chosen. */
  readonly selections: readonly string[];
}
