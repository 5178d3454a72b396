import type { Money } from './money';

export const AVAILABILITIES = ['in-stock', 'out-of-stock', 'preorder', 'backorder', 'unknown'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/** Where a price was found, so that a person can check it. */
interface Evidence {
  /** Name of the source, e.g. `json-ld`, `microdata`, `meta`, `steam-api`. */
  readonly source: string;
  /** The text the price was read from, at most 200 characters. */
  readonly snippet: string;
}

/** What a shop says now about one product. */
export interface Offer {
  readonly title: string;
  readonly url: string;
  readonly image?: string;
  /** null: the shop shows no price. */
  readonly price: Money | null;
  readonly listPrice?: Money;
  readonly availability: Availability;
  readonly seller?: string;
  /** `new`, `used`, `refurbished`, … as the shop says it; absent when it says nothing. */
  readonly condition?: string;
  readonly variant?: string;
  /** true for a "from" price: the lowest of several variants. */
  readonly from: boolean;
  readonly evidence: Evidence;
  /** 0 to 1; from 0.8 on the reader vouches for the price. */
  readonly confidence: number;
}

/** Can it be bought or ordered now? `unknown` counts as yes: most shops say so only when it is not. */
export function isForSale(availability: Availability): boolean {
  return availability !== 'out-of-stock';
}
