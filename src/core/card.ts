import { DAY, type Instant } from './history';
import type { Claim, Conversation, ToldNotice } from './records';
import type { LaterAlert, Sequel } from './sequel';

/** An older card has scrolled away: it stays as it is. */
export const CARD_KEPT_MS: number = 30 * DAY;

/** What a card says about one of its alerts beyond what it said at first. */
export interface CardNews {
  readonly subscriptionId: number;
  readonly productId: number;
  readonly sequel: Sequel;
}

/** One notice on a card. */
export interface CardNotice extends ToldNotice {
  /**
   * The last alert about the same product of the subscription that went out in another message after this
   * one; null: none.
   */
  readonly later: LaterAlert | null;
}

/** A card in hand whose news was not looked at. */
export interface ClaimedCard {
  /** The delivery that carried it. */
  readonly deliveryId: number;
  readonly claim: Claim;
  readonly version: number;
  readonly messageId: string;
  /** The channel refused the card: it is text only. */
  readonly plainText: boolean;
  readonly attempts: number;
  readonly staleSince: Instant;
  /** What it shows now. */
  readonly shows: readonly CardNews[];
  readonly conversation: Conversation;
  /**
   * All that it told, in the order in which it was owed; of several alerts about one product of a
   * subscription only the last.
   */
  readonly notices: readonly CardNotice[];
}

export type CardSettlement =
  /** It says this now; what is news since the claim is looked at again. */
  | { readonly kind: 'shows'; readonly shows: readonly CardNews[] }
  | { readonly kind: 'again'; readonly notBefore: Instant; readonly isAttempt: boolean }
  /** It is left as it is, for good. */
  | { readonly kind: 'left' };

/** Cards of alerts that were sent and are kept up to date for a while. */
export interface CardStore {
  /** Claims cards whose news has not been looked at, of conversations that can be reached. */
  claim(
    now: Instant,
    limit: number,
    claim: Claim,
    busyCards: readonly number[],
  ): Promise<readonly ClaimedCard[]>;
  /** @returns false when the claim was taken over or the card is gone; nothing is changed then. */
  settle(card: ClaimedCard, settlement: CardSettlement): Promise<boolean>;
}
