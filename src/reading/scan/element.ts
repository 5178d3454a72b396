import type { Tag } from './tag';

/** An open element during the pass over a page. */
export interface Element {
  readonly tag: Tag;
  /** Not shown to a visitor: script, template, noscript, `hidden`, `display: none`. Inherited. */
  readonly hidden: boolean;
  readonly parent: Element | null;
}
