import type { Instant, Period } from './history';
import type { ConversationRecord } from './list-record';
import type { NoticeDraft } from './notice';
import type { IdentifiedLink } from './ports';
import type { PortableWish } from './portable-wish';
import type { Quota } from './quota';

/** A wish that is about to enter a list. */
export interface NewWish extends PortableWish {
  readonly identity: IdentifiedLink;
  /** The product is looked at first; what the look finds stands in the one answer to the whole import. */
  readonly looks: boolean;
  /** Written where the product has no history of its own, oldest first; empty for what a chat brings. */
  readonly history: readonly Period[];
}

export interface TakenWish {
  /** null: there was no room. */
  readonly subscriptionId: number | null;
  /** false: it is followed already, and stays as it is; or it was not taken. */
  readonly isNew: boolean;
  /** What has no room for it. */
  readonly full: Quota | null;
}

/** Many wishes at once. */
export interface ImportStore {
  /**
   * Makes a chat as it was in another installation; one that is there already stays as it is.
   * @returns its id here.
   */
  place(chat: ConversationRecord, now: Instant): Promise<number>;
  /**
   * Subscribes to all of them that there is room for, the first ones first, and owes what `owe` makes of the
   * ids of the new ones, in one transaction.
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
