/** An open element during the pass over a page. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Not shown to a visitor: script, template, noscript, `hidden`, `display: none`. Inherited. */
  readonly hidden: boolean;
  readonly parent: Element | null;
}

/** One of those who listen to the pass; each keeps only what its readers need. */
export interface Collector {
  open(element: Element): void;
  text(text: string, element: Element): void;
  close(element: Element): void;
}

export function attributeOf(element: Element, name: string): string | null {
  return Object.hasOwn(element.attributes, name) ? (element.attributes[name] ?? null) : null;
}
