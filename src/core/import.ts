import type { Instant, Period } from './history';
import type { Manner } from './manner';
import type { NoticeDraft } from './notice';
import type { IdentifiedLink } from './ports';
import type { Snooze } from './records';
import type { Baseline, Rule } from './rule';

/** What a person wishes about one product, as it leaves one list and enters another: nothing of the chat, nobody's name. */
export interface PortableWish {
  readonly rule: Rule;
  readonly status: 'active' | 'paused';
  readonly baseline: Baseline | null;
  readonly snooze: Snooze | null;
  readonly urgent: Manner | null;
}

/** A wish that is about to enter a list. */
export interface NewWish extends PortableWish {
  readonly identity: IdentifiedLink;
  /** The product is looked at first; what the look finds stands in the one answer to the whole import. */
  readonly looks: boolean;
  /** Written where the product has no history of its own, oldest first; empty for what a chat brings. */
  readonly history: readonly Period[];
}

export interface TakenWish {
  readonly subscriptionId: number;
  /** false: it is followed already, and stays as it is. */
  readonly isNew: boolean;
}

/** Many wishes at once. */
export interface ImportStore {
  /**
   * Subscribes to all of them and owes what `owe` makes of the ids of the new ones, in one transaction.
   * @returns one for each wish, in their order.
   */
  take(
    owner: { readonly conversationId: number; readonly person: string },
    wishes: readonly NewWish[],
    now: Instant,
    owe: (ids: readonly number[]) => NoticeDraft | null,
  ): Promise<readonly TakenWish[]>;
  /** How many products of a conversation's imports are still to be looked at. */
  countLooks(conversationId: number): Promise<number>;
  /** Waits for those looks no longer: what they find is told as of any other product. */
  endWait(conversationId: number): Promise<void>;
}
