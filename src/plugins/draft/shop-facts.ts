/** What must be known of a shop to begin a watcher. */
export interface ShopFacts {
  readonly id: string;
  readonly name: string;
  readonly homepage: string;
  readonly maintainers: readonly string[];
  readonly hosts: readonly string[];
  /** Which links are products, as a recipe writes it. */
  readonly links: string;
  readonly example: { readonly url: string; readonly key: string };
}
