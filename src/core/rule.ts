import type { Instant } from './history';
import type { Money } from './money';

/** What a `drop` is measured from. */
export type BaselineSource =
  | { readonly kind: 'subscribed' }
  | { readonly kind: 'highest'; readonly days: number }
  | { readonly kind: 'previous' };

/** When a wish is fulfilled. `percent` is 1 to 99; `days` is 1 to 365. */
export type Rule =
  | { readonly kind: 'drop'; readonly percent: number; readonly from: BaselineSource }
  | { readonly kind: 'target'; readonly amount: Money }
  | { readonly kind: 'lowest'; readonly days: number; readonly orEqual: boolean }
  | { readonly kind: 'back-in-stock' }
  | { readonly kind: 'any-change' };

/** A named, dated price that a `drop` is measured from. */
export interface Baseline {
  readonly source: BaselineSource['kind'];
  readonly price: Money;
  readonly at: Instant;
}

export const DEFAULT_RULE: Rule = { kind: 'drop', percent: 20, from: { kind: 'subscribed' } };
