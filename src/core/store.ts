import type { BlockStore } from './block';
import type { CardStore } from './card';
import type { ChatLog } from './chat-log';
import type { ConnectionStore } from './connection';
import type { FigureStore } from './metrics';
import type { FlowStore } from './flow';
import type { ForgettingStore } from './forgetting';
import type { GroundKind } from './ground';
import type { HookStore } from './hook';
import type { Instant, Period } from './history';
import type { ImportStore } from './import';
import type { LaneStore } from './lane';
import type { MemberStore } from './member-store';
import type { NoticeDraft } from './notice';
import type { PaceStore } from './pace';
import type { IdentifiedLink } from './ports';
import type { PriceReportStore } from './price-report';
import type {
  Aftermath,
  CheckFacts,
  CheckRecord,
  Claim,
  ClaimedDelivery,
  ClaimedProduct,
  Conversation,
  ConversationSettings,
  Lock,
  Product,
  Reminder,
  Settlement,
  ToldNotice,
} from './records';
import type { RobotsStore } from './robots-store';
import type { SubscriptionStore } from './subscription-store';
import type { Whereabouts } from './turn';

/** How a claim tells the queues of shops apart. */
export interface ClaimLanes {
  /** The lane of a product's link. */
  of(url: string): string;
  /** Lanes of what the claiming process has in hand. */
  readonly busy: readonly string[];
}

export interface ProductStore {
  /** The row of this identity, made when missing (due at once), with `link` leading to it. Repeatable. */
  ensure(identity: IdentifiedLink, link: string, now: Instant): Promise<Product>;
  /** @returns the product a link was seen to lead to, or null. */
  findByLink(link: string): Promise<Product | null>;
  get(id: number): Promise<Product | null>;
  /**
   * Claims followed products that are due, soonest due first, at most one of each lane and none of a lane
   * that is not free just now: a shop with thousands of due products holds nobody else up. See `isClosed` for
   * what a lane does to its products.
   */
  claimDue(now: Instant, limit: number, claim: Claim, lanes: ClaimLanes): Promise<readonly ClaimedProduct[]>;
  /**
   * To be called when nothing was looked at for a while: what was due before `since` is spread, the oldest
   * first, so that all is caught up with and nobody meets more than half as many requests again as usual.
   * What somebody waits for stays due.
   * @param usualWaitMs how often a product is looked at that never was.
   */
  spreadLate(now: Instant, since: Instant, usualWaitMs: number): Promise<void>;
  /** Claims this product, due or not. @returns null when it is in another hand, or not there. */
  claimOne(id: number, now: Instant, claim: Claim): Promise<ClaimedProduct | null>;
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
  /** Makes a product due at once, ahead of all that is merely due, because somebody asked. */
  makeDue(id: number): Promise<void>;
  /**
   * May a product be looked at that never was? Not while all who follow it have named too many hosts that
   * failed, unless its own has answered before.
   */
  mayLookFirst(id: number, now: Instant): Promise<boolean>;
  /** Periods that touch the time since `since`, oldest first, the running one last. */
  history(id: number, since: Instant): Promise<readonly Period[]>;
}

export interface ConversationStore {
  /**
   * Makes or finds the conversation and stores the newest address. With a ground it may be written to: the
   * first ground stands until the conversation goes, and a later one brings it back. Without, nothing changes
   * in that.
   */
  meet(where: Whereabouts, now: Instant, ground?: GroundKind): Promise<Conversation>;
  get(id: number): Promise<Conversation | null>;
  /** Of all, oldest first. */
  listIds(): Promise<readonly number[]>;
  /** @returns the personal chat, met last, of the person with this id in an organisation's directory. */
  findByDirectoryId(channel: string, directoryId: string): Promise<Conversation | null>;
  change(
    id: number,
    change: {
      readonly settings?: ConversationSettings;
      readonly timeZone?: string;
      readonly welcomedAt?: Instant;
    },
  ): Promise<void>;
  /**
   * Takes the lease of a conversation, so that one turn or one send happens in it at a time, in all
   * processes.
   * @returns false while somebody else has it.
   */
  lease(id: number, claim: Claim, now: Instant): Promise<boolean>;
  /** Gives the lease back, if it is still ours. */
  giveBack(id: number, token: string): Promise<void>;
  /** Nothing is sent any more until the conversation speaks again. */
  markGone(id: number, now: Instant, forgetAddress: boolean): Promise<void>;
  /**
   * Deletes the conversation and all that belongs to it, for good. A delivery in flight settles into nothing,
   * products that nobody else follows rest, and who writes again is new.
   * @returns false when it is not there.
   */
  erase(id: number): Promise<boolean>;
  /** Conversations that went before an instant and did not come back, longest gone first. */
  listGone(before: Instant, limit: number): Promise<readonly number[]>;
  /** Erases it if it is gone since before that instant. @returns false when it is not, or is not there. */
  eraseGone(id: number, before: Instant): Promise<boolean>;
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
  /** Was an inbound activity begun and not finished yet? */
  isInboundOpen(conversationId: number, activityId: string): Promise<boolean>;
  finishInbound(conversationId: number, activityId: string, now: Instant): Promise<void>;
}

export interface DeliveryStore {
  /** Owes one notice outside a look (a test alert). The same idempotency key twice owes it once. */
  owe(conversationId: number, draft: NoticeDraft, now: Instant): Promise<void>;
  /**
   * Claims what may be sent now, and with it the lease of the conversation. Of each conversation only one
   * delivery, in the order in which they were owed; only what a gate holds back or what waits for its time is
   * overtaken. Nothing of
   * `busyConversations`: a send that outlasts its claim is not begun a second time by the same process.
   */
  claim(
    now: Instant,
    limit: number,
    claim: Claim,
    busyConversations?: readonly number[],
  ): Promise<readonly ClaimedDelivery[]>;
  /** Gives the lease back, too. @returns false when the claim was taken over; nothing is changed then. */
  settle(
    delivery: ClaimedDelivery,
    settlement: Settlement,
    now: Instant,
    aftermath?: Aftermath,
  ): Promise<boolean>;
  /**
   * Claims along what else the conversation of a claimed delivery is owed and what waits for nothing but our
   * own gates, in the order in which it was owed.
   */
  gather(delivery: ClaimedDelivery, now: Instant, limit: number): Promise<readonly ClaimedDelivery[]>;
  /**
   * What went out in one message with this delivery of the conversation, itself first; empty when it is not
   * there.
   */
  told(conversationId: number, deliveryId: number): Promise<readonly ToldNotice[]>;
  /** Makes due what our own gates hold back in a conversation: they are asked again. */
  release(conversationId: number, now: Instant): Promise<void>;
}

/** A reminder whose time has come, or comes soon. */
export interface DueReminder {
  readonly subscriptionId: number;
  readonly person: string;
  readonly at: Instant;
  readonly askedAt: Instant;
}

/**
 * What people want to be reminded of: one per person and subscription. Every call of theirs names the owner.
 */
export interface ReminderStore {
  /** In the place of an older one. @returns false when the subscription is not there. */
  set(
    owner: { readonly conversationId: number; readonly person: string },
    subscriptionId: number,
    at: Instant,
    now: Instant,
  ): Promise<boolean>;
  /** The soonest first; of subscriptions that have ended none. */
  list(owner: { readonly conversationId: number; readonly person: string }): Promise<readonly Reminder[]>;
  /** @returns false when there was none. */
  cancel(
    owner: { readonly conversationId: number; readonly person: string },
    subscriptionId: number,
  ): Promise<boolean>;
  /**
   * Those of conversations that can be reached whose time has come at `now`, and those that are not prepared
   * and come by
   * `soon`. The soonest first.
   */
  due(now: Instant, soon: Instant, limit: number): Promise<readonly DueReminder[]>;
  /** Has its products looked at, so that the reminder tells a fresh price. */
  prepare(reminder: DueReminder): Promise<void>;
  /**
   * Owes the notice and forgets the reminder, in one step; repeatable. One of an ended subscription is only
   * forgotten.
   */
  raise(reminder: DueReminder, draft: NoticeDraft, now: Instant): Promise<void>;
}

export interface SystemStore {
  /**
   * Takes the named lock when it is free, stale (older than `staleBefore`) or held by `takeFrom`.
   * @returns the standing holder, or null when taken.
   */
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
  /** Writes a row. @throws when it cannot. */
  tryWrite(now: Instant): Promise<void>;
  /** Are the tables those of this program? A newer one may have changed them meanwhile. */
  isCurrent(): Promise<boolean>;
  /** The secret under this name, made by `make` the first time. */
  secret(name: string, make: () => string): Promise<string>;
}

export interface Store {
  readonly products: ProductStore;
  readonly subscriptions: SubscriptionStore;
  readonly connections: ConnectionStore;
  readonly conversations: ConversationStore;
  readonly figures: FigureStore;
  readonly flows: FlowStore;
  readonly forgetting: ForgettingStore;
  readonly deliveries: DeliveryStore;
  readonly cards: CardStore;
  readonly hooks: HookStore;
  readonly imports: ImportStore;
  readonly members: MemberStore;
  readonly pace: PaceStore;
  readonly lanes: LaneStore;
  readonly robots: RobotsStore;
  readonly blocks: BlockStore;
  readonly chatLog: ChatLog;
  readonly reports: PriceReportStore;
  readonly reminders: ReminderStore;
  readonly system: SystemStore;
  close(): Promise<void>;
}
