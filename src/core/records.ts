import type { Episode } from './episode';
import type { FlowChange } from './flow';
import type { Standing } from './ground';
import type { Instant, Period } from './history';
import type { DailyHours } from './local-time';
import type { Manner } from './manner';
import type { Money } from './money';
import type { NoticeBody, NoticeDraft, Question } from './notice';
import type { Objection } from './objection';
import type { Offer } from './offer';
import type { IdentifiedLink, SendOutcome, Validators } from './ports';
import type { PriceReport } from './price-report';
import type { Purchase } from './purchase';
import type { ReadingKind } from './reading';
import type { Baseline, Rule } from './rule';
import type { Whereabouts } from './turn';

/** An offer that waits for a second sighting before it counts. */
export interface PendingOffer {
  readonly offer: Offer;
  readonly since: Instant;
}

export interface Product {
  readonly id: number;
  readonly watcher: string;
  readonly key: string;
  readonly url: string;
  /** The last confirmed offer; null before the first. */
  readonly confirmed: Offer | null;
  readonly pending: PendingOffer | null;
  readonly validators: Validators;
  /** Looks since the last full (unconditional) read. */
  readonly readsSinceFull: number;
  readonly nextCheckAt: Instant;
  /** The last look of any outcome; null before the first. */
  readonly checkedAt: Instant | null;
  readonly lastKind: ReadingKind | null;
  /** Looks in a row that brought no offer. */
  readonly failures: number;
  /** When its followers were told that it cannot be read; null when all is well. */
  readonly troubleToldAt: Instant | null;
  /** ISO date: when that day is over there is nothing left to buy (a stay, an event); null: it has no end. */
  readonly endsOn: string | null;
}

export type SubscriptionStatus = 'choosing' | 'active' | 'paused' | 'ended';

export interface Subscription {
  readonly id: number;
  readonly conversationId: number;
  /** The channel's id of who asked. */
  readonly person: string;
  /** Stable number within the conversation, never given again. */
  readonly shortId: number;
  readonly rule: Rule;
  readonly status: SubscriptionStatus;
  readonly createdAt: Instant;
  readonly endedAt: Instant | null;
  /** Its alerts are urgent and have a manner of their own; null: they are like all others. */
  readonly urgent: Manner | null;
  readonly snooze: Snooze | null;
  /** It was bought: the rule watches for a lower price while it can be returned; null: it was not. */
  readonly purchase: Purchase | null;
}

/** One product of a subscription, with what is remembered between looks. */
export interface Watch {
  readonly subscription: Subscription;
  /** false: it was added as the same thing in another shop. */
  readonly isFirst: boolean;
  /** The price when subscribed; null until the first confirmed price. */
  readonly baseline: Baseline | null;
  readonly episode: Episode;
  /** What the person still waits to hear about the next look; null when nothing. */
  readonly answerOwed: Question | null;
  readonly objection: Objection | null;
}

/** One product of a subscription, as lists and cards show it. */
export interface Followed {
  readonly product: Product;
  readonly baseline: Baseline | null;
  readonly objection: Objection | null;
}

/** A subscription with the product that is meant: the one a notice is about, else the first. */
export interface SubscriptionView extends Subscription, Followed {
  /** The same thing in other shops, in the order in which they were added; empty for most. */
  readonly others: readonly Followed[];
}

/** What the rule is measured from, by product id. */
export type Baselines = ReadonlyMap<number, Baseline>;

/** One who waits for a subscription of a group, by the channel's id and name. */
export interface Member {
  readonly person: string;
  readonly name: string;
  /** Wants to be called by name in its alerts. */
  readonly mention: boolean;
}

/** Who took a piece of work and until when; a settle with a claim that was taken over changes nothing. */
export interface Claim {
  readonly token: string;
  readonly expiresAt: Instant;
}

export interface ClaimedProduct {
  readonly claim: Claim;
  readonly product: Product;
  /** Somebody objects to its price: the look is to be recorded. */
  readonly isDoubted: boolean;
}

/** What `decide` sees, read in the same transaction that writes its outcome. */
export interface CheckFacts {
  readonly product: Product;
  /** Ended and running periods that touch the last 400 days, oldest first. */
  readonly history: readonly Period[];
  /**
   * Choosing, active and paused subscriptions to this product, of conversations that can be reached; oldest
   * first.
   */
  readonly watches: readonly Watch[];
}

export interface WatchChange {
  readonly subscriptionId: number;
  readonly baseline?: Baseline;
  readonly episode?: Episode;
  readonly status?: SubscriptionStatus;
  readonly answerOwed?: null;
  readonly objection?: Objection | null;
}

/** All that one look changes. */
export interface CheckRecord {
  /** null: the shop was not asked; what is known of the last look stays. */
  readonly kind: ReadingKind | null;
  /** Replaces the confirmed offer; absent: stays. */
  readonly confirmed?: Offer;
  readonly pending: PendingOffer | null;
  /**
   * `extend`: the running period is still true; a Period: a new one starts; `none`: history is not touched.
   */
  readonly period: 'none' | 'extend' | Period;
  /**
   * The running period never counted: it is taken out of history, and the one before it runs on, before
   * `period` is written.
   */
  readonly withdrawsPeriod?: true;
  readonly failures: number;
  readonly troubleToldAt: Instant | null;
  readonly validators: Validators;
  readonly readsSinceFull: number;
  readonly nextCheckAt: Instant;
  /** Replaces the product's last day; absent: stays. */
  readonly endsOn?: string;
  /**
   * The link turned out to mean this product: the row takes its identity. Where another row has it, the older
   * one stays; when that is the other, nothing else of this record is written, and what is owed is asked of
   * the other at once.
   */
  readonly identity?: IdentifiedLink;
  readonly watches: readonly WatchChange[];
  readonly notices: readonly NoticeDraft[];
  /** Kept in the place of an older one about the same link. */
  readonly report?: Pick<PriceReport, 'shown' | 'reading' | 'recording'>;
}

export interface ConversationSettings {
  readonly defaultRule: Rule;
  /** What an alert does when a question is open; absent: it waits. */
  readonly manner?: Manner;
  /** Of a group or channel: who brought us there. */
  readonly admin?: string;
  /** When nothing unasked is said; absent or null: never. */
  readonly quiet?: DailyHours | null;
  /** A target that is reached is told in quiet hours, too. */
  readonly breakThrough?: boolean;
  /** Until then nothing unasked is said; absent or null: it may be. */
  readonly snoozedUntil?: Instant | null;
}

/** Alerts of one subscription rest until then, or until the price is lower than an amount. */
export type Snooze = { readonly until: Instant } | { readonly below: Money };

export interface Conversation extends Standing {
  readonly id: number;
  readonly where: Whereabouts;
  readonly settings: ConversationSettings;
  readonly locale: string;
  /** IANA; null until known. */
  readonly timeZone: string | null;
  /** Grows when a conversation is erased: what was owed to an older generation settles into nothing. */
  readonly generation: number;
  readonly welcomedAt: Instant | null;
  /** The last time it was spoken to unasked; null: never. */
  readonly unaskedAt: Instant | null;
}

/** A delivery in hand, with all that the gates and the view need. */
export interface ClaimedDelivery {
  readonly id: number;
  readonly claim: Claim;
  readonly idempotencyKey: string;
  readonly createdAt: Instant;
  /** Sends that ended in `retry` or `later` so far. */
  readonly attempts: number;
  /** Sends that may have arrived; at most one further one is made. */
  readonly unknownSends: number;
  /** The channel refused the card: send text only. */
  readonly plainText: boolean;
  readonly generation: number;
  readonly notice: { readonly id: number; readonly body: NoticeBody; readonly createdAt: Instant };
  readonly conversation: Conversation;
  /** As it stands now, with the product that the notice is about; null when either is gone. */
  readonly subscription: SubscriptionView | null;
}

/** What one person wants to be reminded of. */
export interface Reminder {
  readonly subscription: SubscriptionView;
  readonly at: Instant;
}

/** How a claimed delivery ends, or when it is tried again. */
export type Settlement =
  | { readonly kind: 'sent'; readonly messageId: string | null }
  | { readonly kind: 'dropped'; readonly because: string }
  | { readonly kind: 'dead'; readonly because: string }
  /** It goes back to where it stood in its queue. */
  | { readonly kind: 'back' }
  | {
      readonly kind: 'again';
      readonly notBefore: Instant;
      /** Counts towards the growing waits; a hold by our own gates and a stopped channel do not. */
      readonly outcome: SendOutcome['kind'] | 'held';
      readonly plainText?: boolean;
    };

/** One delivery that was claimed along, and how it ends. */
export interface Ended {
  readonly delivery: ClaimedDelivery;
  readonly settlement: Settlement;
  /** It went out in the same message. */
  readonly joined: boolean;
}

/** A notice that went out, with its subscription as in `ClaimedDelivery`. */
export interface ToldNotice {
  readonly body: NoticeBody;
  readonly subscription: SubscriptionView | null;
}

/** What else is written in the transaction that settles a delivery. */
export interface Aftermath {
  /** Others that were claimed along: how each of them ends. */
  readonly others?: readonly Ended[];
  /** The message was unasked: the pause until the next one begins. */
  readonly unasked?: true;
  /** Passed over when the flow has moved on; `owes` too, then. */
  readonly flow?: FlowChange;
  readonly owes?: NoticeDraft;
  /** The message tells alerts and can be changed: it is kept up to date from now on. */
  readonly keepsCard?: true;
}

export interface Lock {
  readonly holder: string;
  readonly heartbeatAt: Instant;
}
