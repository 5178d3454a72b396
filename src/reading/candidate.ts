import type { Availability } from '../core/offer';

export type SourceName = 'json-ld' | 'microdata' | 'rdfa' | 'meta' | 'page state' | 'page text';

/**
 * An amount as the page gives it. `decimal` is plain ("12.34"); `currency` is ISO 4217, null when it is not
 * said.
 */
export interface Amount {
  readonly decimal: string;
  readonly currency: string | null;
}

/** A product that a source describes; candidates of one product share the same object. */
export interface DescribedProduct {
  readonly title: string | null;
  /** As written: may be relative. */
  readonly url: string | null;
  readonly image: string | null;
  /** sku, mpn, gtin, product id. */
  readonly ids: readonly string[];
  /** False when the page itself says that it is one of a list, or related to its own product. */
  readonly own: boolean;
}

/** One price that the page may mean, with where it was found. */
export interface Candidate {
  readonly source: SourceName;
  readonly product: DescribedProduct;
  /** null: the source describes the product, or that it is not for sale, and gives no price. */
  readonly price: Amount | null;
  readonly listPrice: Amount | null;
  /** The lowest of several prices. */
  readonly from: boolean;
  /** The highest of them, where that is said. */
  readonly upTo?: Amount | null;
  readonly availability: Availability;
  readonly seller: string | null;
  readonly condition: string | null;
  /** Name of the variant it is the price of. */
  readonly variant: string | null;
  /** Link of that variant or offer, as written. */
  readonly url: string | null;
  /** sku, gtin … of that variant or offer. */
  readonly ids: readonly string[];
  readonly snippet: string;
}
