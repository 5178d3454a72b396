import type { Instant } from './history';
import type { Manner } from './manner';
import type { Question } from './notice';
import type { Objection } from './objection';
import type { IdentifiedLink } from './ports';
import type { Purchase } from './purchase';
import type { Baselines, Snooze, SubscriptionStatus, SubscriptionView } from './records';
import type { Baseline, Rule } from './rule';

export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** Every call names the owner; what belongs to somebody else looks like what is not there. */
export interface SubscriptionStore {
  /**
   * Subscribes, or returns the standing subscription of this conversation that has this product.
   * @param product its id, or what it is: then its row is made when missing, due at once.
   * @throws QuotaError; nothing is kept then.
   */
  add(
    owner: { readonly conversationId: number; readonly person: string },
    product: number | IdentifiedLink,
    rule: Rule,
    baseline: Baseline | null,
    now: Instant,
  ): Promise<{ readonly subscription: SubscriptionView; readonly created: boolean }>;
  /** Choosing, active and paused ones, by short id; `offset` rows are skipped. */
  list(conversationId: number, offset: number, limit: number): Promise<Page<SubscriptionView>>;
  /** Ended ones too. */
  find(conversationId: number, shortId: number): Promise<SubscriptionView | null>;
  findById(conversationId: number, id: number): Promise<SubscriptionView | null>;
  /** The one that was ended last, at `since` or later; null when there is none. What `undo` means. */
  lastEnded(conversationId: number, since: Instant): Promise<SubscriptionView | null>;
  /**
   * Changes the rule and starts new episodes; the `baselines` given replace the standing ones.
   * @param purchase what the rule is about; absent: it is about no purchase, whatever stood before.
   */
  setRule(
    conversationId: number,
    id: number,
    rule: Rule,
    baselines?: Baselines,
    purchase?: Purchase,
  ): Promise<boolean>;
  /** Leaving `ended` is the undo of stop. @throws QuotaError when there is no room for it any more. */
  setStatus(conversationId: number, id: number, status: SubscriptionStatus, now: Instant): Promise<boolean>;
  /** Points a `choosing` subscription at the product that was chosen and makes it active. */
  choose(conversationId: number, id: number, productId: number, baseline: Baseline | null): Promise<boolean>;
  /** Makes its alerts urgent, with a manner of their own; null: like all others. */
  setUrgent(conversationId: number, id: number, urgent: Manner | null): Promise<boolean>;
  /** Lets its alerts rest; null: no longer. */
  setSnooze(conversationId: number, id: number, snooze: Snooze | null): Promise<boolean>;
  /**
   * Adds the same thing in another shop. Where another standing subscription of the conversation has that
   * product, it is taken from there, with its baseline; a subscription that loses its last product ends.
   * @returns `has-it`: it is one of its products already; `not-there`: ended, waiting for a choice, or not
   * the owner's.
   * @throws QuotaError when its host has no room.
   */
  addShop(
    conversationId: number,
    id: number,
    productId: number,
    baseline: Baseline | null,
    now: Instant,
  ): Promise<'added' | 'has-it' | 'too-many' | 'not-there'>;
  /** @returns false when it is its only product, or not there. */
  removeShop(conversationId: number, id: number, productId: number): Promise<boolean>;
  /** Owes an answer after the next look at one of its products; absent: at each of them. */
  owe(
    conversationId: number,
    id: number,
    question: Exclude<Question, 'report' | 'import'>,
    productId?: number,
  ): Promise<boolean>;
  /**
   * Keeps an objection to the price of one of its products, in the place of an older one, and owes the answer
   * to it.
   * @param limit how many a conversation may make since an instant.
   */
  object(
    conversationId: number,
    id: number,
    productId: number,
    objection: Objection,
    limit: { readonly most: number; readonly since: Instant },
  ): Promise<'kept' | 'too-many' | 'not-there'>;
  /** Absent `productId`: whatever was objected to. */
  withdrawObjection(conversationId: number, id: number, productId?: number): Promise<boolean>;
  /**
   * Keeps the rule in a new currency: the baselines are replaced and the evaluation of these products goes
   * on.
   */
  resumeEpisodes(conversationId: number, id: number, baselines: Baselines): Promise<boolean>;
}
