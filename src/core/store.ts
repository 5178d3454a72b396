import type { Episode } from './episode';
import type { Instant, Period } from './history';
import type { NoticeBody, NoticeDraft } from './notice';
import type { Offer } from './offer';
import type { IdentifiedLink, SendOutcome, Validators } from './ports';
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
}

/** One product of a subscription, with what is remembered between looks. */
export interface Watch {
  readonly subscription: Subscription;
  /** The price when subscribed; null until the first confirmed price. */
  readonly baseline: Baseline | null;
  readonly episode: Episode;
  /** What the person still waits to hear about the next look; null when nothing. */
  readonly answerOwed: 'track' | 'check' | null;
}

/** A subscription with its product (the first one, where it has several), as lists and cards show it. */
export interface SubscriptionView extends Subscription {
  readonly product: Product;
  readonly baseline: Baseline | null;
}

/** Who took a piece of work and until when; a settle with a claim that was taken over changes nothing. */
export interface Claim {
  readonly token: string;
  readonly expiresAt: Instant;
}

export interface ClaimedProduct {
  readonly claim: Claim;
  readonly product: Product;
}

/** What `decide` sees, read in the same transaction that writes its outcome. */
export interface CheckFacts {
  readonly product: Product;
  /** Ended and running periods that touch the last 400 days, oldest first. */
  readonly history: readonly Period[];
  /** Choosing, active and paused subscriptions to this product. */
  readonly watches: readonly Watch[];
}

export interface WatchChange {
  readonly subscriptionId: number;
  readonly baseline?: Baseline;
  readonly episode?: Episode;
  readonly status?: SubscriptionStatus;
  readonly answerOwed?: null;
}

/** All that one look changes. */
export interface CheckRecord {
  readonly kind: ReadingKind;
  /** Replaces the confirmed offer; absent: stays. */
  readonly confirmed?: Offer;
  readonly pending: PendingOffer | null;
  /** `extend`: the running period is still true; a Period: a new one starts; `none`: history is not touched. */
  readonly period: 'none' | 'extend' | Period;
  readonly failures: number;
  readonly troubleToldAt: Instant | null;
  readonly validators: Validators;
  readonly readsSinceFull: number;
  readonly nextCheckAt: Instant;
  /** The link turned out to mean this product: the row takes its identity, or is merged into the row that has it. */
  readonly identity?: IdentifiedLink;
  readonly watches: readonly WatchChange[];
  readonly notices: readonly NoticeDraft[];
}

export interface ProductStore {
  /** The row of this identity, made when missing (due at once), with `link` leading to it. Repeatable. */
  ensure(identity: IdentifiedLink, link: string, now: Instant): Promise<Product>;
  /** @returns the product a link was seen to lead to, or null. */
  findByLink(link: string): Promise<Product | null>;
  get(id: number): Promise<Product | null>;
  /** Claims followed products that are due, soonest due first. */
  claimDue(now: Instant, limit: number, claim: Claim): Promise<readonly ClaimedProduct[]>;
  /**
   * Settles one look in one transaction: reads the facts, calls the pure `decide`, writes its outcome.
   * @returns false when the claim was taken over; nothing is changed then.
   */
  recordCheck(
    claimed: ClaimedProduct,
    now: Instant,
    decide: (facts: CheckFacts) => CheckRecord,
  ): Promise<boolean>;
  /** Gives claimed work back unharmed, due at `nextCheckAt`. A claim that was taken over is left alone. */
  giveBack(claimed: ClaimedProduct, nextCheckAt: Instant): Promise<void>;
  /** Makes a product due at once because somebody asked. */
  makeDue(id: number, now: Instant): Promise<void>;
  /** Periods that touch the time since `since`, oldest first, the running one last. */
  history(id: number, since: Instant): Promise<readonly Period[]>;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** Every call names the owner; what belongs to somebody else looks like what is not there. */
export interface SubscriptionStore {
  /** Subscribes, or returns the standing subscription of this conversation to this product. */
  add(
    owner: { readonly conversationId: number; readonly person: string },
    productId: number,
    rule: Rule,
    baseline: Baseline | null,
    now: Instant,
  ): Promise<{ readonly subscription: SubscriptionView; readonly created: boolean }>;
  /** Choosing, active and paused ones, by short id; `offset` rows are skipped. */
  list(conversationId: number, offset: number, limit: number): Promise<Page<SubscriptionView>>;
  /** Ended ones too. */
  find(conversationId: number, shortId: number): Promise<SubscriptionView | null>;
  findById(conversationId: number, id: number): Promise<SubscriptionView | null>;
  /** Changes the rule and starts a new episode; a `baseline` given replaces the standing one. */
  setRule(conversationId: number, id: number, rule: Rule, baseline?: Baseline): Promise<boolean>;
  /** Leaving `ended` is the undo of stop. */
  setStatus(conversationId: number, id: number, status: SubscriptionStatus, now: Instant): Promise<boolean>;
  /** Points a `choosing` subscription at the product that was chosen and makes it active. */
  choose(conversationId: number, id: number, productId: number, baseline: Baseline | null): Promise<boolean>;
  /** Owes an answer after the next look at the subscription's product. */
  owe(conversationId: number, id: number, question: 'track' | 'check'): Promise<boolean>;
  /** Keeps the rule in a new currency: the baseline is replaced and evaluation goes on. */
  resumeEpisode(conversationId: number, id: number, rule: Rule, baseline: Baseline): Promise<boolean>;
}

export interface ConversationSettings {
  readonly defaultRule: Rule;
}

export interface Conversation {
  readonly id: number;
  readonly where: Whereabouts;
  readonly settings: ConversationSettings;
  readonly locale: string;
  /** IANA; null until known. */
  readonly timeZone: string | null;
  /** Grows when a conversation is erased: what was owed to an older generation settles into nothing. */
  readonly generation: number;
  /** Since when nothing may be sent; null while it is reachable. */
  readonly goneAt: Instant | null;
  readonly welcomedAt: Instant | null;
}

export interface ConversationStore {
  /** Makes or finds the conversation, stores the newest address, and makes it reachable again. */
  meet(where: Whereabouts, now: Instant): Promise<Conversation>;
  get(id: number): Promise<Conversation | null>;
  change(
    id: number,
    change: {
      readonly settings?: ConversationSettings;
      readonly timeZone?: string;
      readonly welcomedAt?: Instant;
    },
  ): Promise<void>;
  /** Nothing is sent any more until the conversation speaks again. */
  markGone(id: number, now: Instant, forgetAddress: boolean): Promise<void>;
  /**
   * Claims an inbound activity so that it has one effect.
   * @returns false when it was finished before or is in another hand whose claim has not expired.
   */
  beginInbound(
    conversationId: number,
    activityId: string,
    now: Instant,
    expiresAt: Instant,
  ): Promise<boolean>;
  finishInbound(conversationId: number, activityId: string, now: Instant): Promise<void>;
}

/** The open question of one person in one conversation. */
export interface FlowState {
  readonly kind: string;
  readonly [field: string]: unknown;
}

export interface StoredFlow {
  readonly state: FlowState;
  readonly version: number;
  readonly updatedAt: Instant;
}

export interface FlowStore {
  get(conversationId: number, person: string): Promise<StoredFlow | null>;
  /** Writes only over `version` (null: none stood); null as `state` ends the flow. @returns false when it moved on. */
  put(
    conversationId: number,
    person: string,
    state: FlowState | null,
    version: number | null,
    now: Instant,
  ): Promise<boolean>;
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
  /** As they stand now; null when gone. */
  readonly subscription: SubscriptionView | null;
}

/** How a claimed delivery ends, or when it is tried again. */
export type Settlement =
  | { readonly kind: 'sent'; readonly messageId: string | null }
  | { readonly kind: 'dropped'; readonly because: string }
  | { readonly kind: 'dead'; readonly because: string }
  | {
      readonly kind: 'again';
      readonly notBefore: Instant;
      /** Counts towards the growing waits; a hold by our own gates and a stopped channel do not. */
      readonly outcome: SendOutcome['kind'] | 'held';
      readonly plainText?: boolean;
    };

export interface DeliveryStore {
  /** Owes one notice outside a look (a test alert). The same idempotency key twice owes it once. */
  owe(conversationId: number, draft: NoticeDraft, now: Instant): Promise<void>;
  /** Claims what may be sent now: of each conversation only its oldest unsettled delivery, so order is kept. */
  claim(now: Instant, limit: number, claim: Claim): Promise<readonly ClaimedDelivery[]>;
  /** @returns false when the claim was taken over; nothing is changed then. */
  settle(delivery: ClaimedDelivery, settlement: Settlement, now: Instant): Promise<boolean>;
}

/** The rows of the built-in web chat: what was said, in order. The id is the watermark. */
export interface ChatLog {
  /** Appends once per `key` (null: always). @returns the row's id. */
  append(conversation: string, key: string | null, activity: object, now: Instant): Promise<number>;
  /** Rows after `watermark`, oldest first. */
  read(
    conversation: string,
    watermark: number,
    limit: number,
  ): Promise<readonly { readonly id: number; readonly activity: Readonly<Record<string, unknown>> }[]>;
}

export interface Lock {
  readonly holder: string;
  readonly heartbeatAt: Instant;
}

export interface SystemStore {
  /** Takes the named lock when it is free, stale (older than `staleBefore`) or held by `takeFrom`. @returns the standing holder, or null when taken. */
  acquireLock(
    name: string,
    holder: string,
    now: Instant,
    staleBefore: Instant,
    takeFrom: string | null,
  ): Promise<Lock | null>;
  /** @returns false when somebody else holds it now. */
  beatLock(name: string, holder: string, now: Instant): Promise<boolean>;
  releaseLock(name: string, holder: string): Promise<void>;
  /** Ends all claims of a process that is known to be dead: their work is free at once. */
  releaseClaims(): Promise<void>;
  /** The secret under this name, made by `make` the first time. */
  secret(name: string, make: () => string): Promise<string>;
}

export interface Store {
  readonly products: ProductStore;
  readonly subscriptions: SubscriptionStore;
  readonly conversations: ConversationStore;
  readonly flows: FlowStore;
  readonly deliveries: DeliveryStore;
  readonly chatLog: ChatLog;
  readonly system: SystemStore;
  close(): Promise<void>;
}
