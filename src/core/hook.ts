import type { Instant } from './history';
import type { Money } from './money';
import type { Availability } from './offer';

/** What another service tells us. */
export type HookEvent =
  /** It saw what a product costs. */
  | {
      readonly kind: 'price';
      /** Any link that leads to the product. */
      readonly link: string;
      readonly price: Money;
      readonly availability: Availability;
      readonly seenAt: Instant;
    }
  /** It has something to say in a conversation that let it. */
  | { readonly kind: 'text'; readonly conversation: string; readonly text: string };

/** One signed message of a service. */
export interface HookMessage {
  /** The service, as the settings name it. */
  readonly source: string;
  /** The same on each attempt to deliver the same message. */
  readonly id: string;
  readonly event: HookEvent;
}

export type HookOutcome =
  | { readonly kind: 'taken' }
  /** It had its effect before, or says less than what we know since. */
  | { readonly kind: 'known' }
  /** The product or conversation is not there, or not for this service. */
  | { readonly kind: 'not-found' }
  /** The product is being looked at just now. */
  | { readonly kind: 'busy' };

/** Messages of other services, so that each has one effect however often it comes. */
export interface HookStore {
  isTaken(source: string, id: string): Promise<boolean>;
  /** Repeatable. Forgets what was taken longer ago than any service tries again. */
  markTaken(source: string, id: string, now: Instant): Promise<void>;
}
