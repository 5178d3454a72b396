import type { Episode } from '../../../src/core/episode';
import type { FlowChange, StoredFlow } from '../../../src/core/flow';
import type { Instant, Period } from '../../../src/core/history';
import type { NoticeDraft, Question } from '../../../src/core/notice';
import type { Objection } from '../../../src/core/objection';
import type { PriceReport } from '../../../src/core/price-report';
import type { BucketState } from '../../../src/core/pace';
import type {
  Claim,
  Conversation,
  Lock,
  Product,
  Subscription,
  SubscriptionView,
} from '../../../src/core/records';
import { meanShop } from '../../../src/core/shops';
import type { DueReminder } from '../../../src/core/store';
import type { Baseline } from '../../../src/core/rule';

export interface ProductRow {
  product: Product;
  firstCheckedAt: Instant | null;
  claim: Claim | null;
  periods: Period[];
}

export interface SubscriptionRow {
  subscription: Subscription;
  /** The first one first; never empty. */
  shops: ShopRow[];
}

export interface ShopRow {
  productId: number;
  baseline: Baseline | null;
  episode: Episode;
  answerOwed: Question | null;
  objection: Objection | null;
  objectedAt: Instant | null;
}

export interface DeliveryRow {
  readonly id: number;
  conversationId: number;
  readonly draft: NoticeDraft;
  readonly createdAt: Instant;
  readonly generation: number;
  status: 'open' | 'sent' | 'dropped' | 'dead';
  notBefore: Instant;
  waitsFor: 'gate' | 'time' | null;
  claim: Claim | null;
  attempts: number;
  unknownSends: number;
  plainText: boolean;
  joinedId: number | null;
}

interface InboundRow {
  finished: boolean;
  expiresAt: Instant;
}

/** Everything the store in memory knows; tests may look into it. */
export interface Tables {
  readonly products: Map<number, ProductRow>;
  /** Link → product id. */
  readonly links: Map<string, number>;
  readonly subscriptions: Map<number, SubscriptionRow>;
  /** Conversation id → the short id that was given last. */
  readonly lastShortId: Map<number, number>;
  readonly conversations: Map<number, Conversation>;
  readonly inbound: Map<string, InboundRow>;
  /** By conversation and person. */
  readonly flows: Map<string, StoredFlow>;
  readonly leases: Map<number, Claim>;
  readonly pace: Map<string, BucketState>;
  readonly deliveries: DeliveryRow[];
  readonly chatLog: { id: number; conversation: string; key: string | null; activity: object }[];
  readonly reports: PriceReport[];
  /** By subscription and person. */
  readonly reminders: Map<string, DueReminder>;
  readonly locks: Map<string, Lock>;
  readonly secrets: Map<string, string>;
  /** The next number of one sequence for all ids. */
  nextId(): number;
}

export function makeTables(): Tables {
  let last = 0;
  return {
    products: new Map(),
    links: new Map(),
    subscriptions: new Map(),
    lastShortId: new Map(),
    conversations: new Map(),
    inbound: new Map(),
    flows: new Map(),
    leases: new Map(),
    pace: new Map(),
    deliveries: [],
    chatLog: [],
    reports: [],
    reminders: new Map(),
    locks: new Map(),
    secrets: new Map(),
    nextId: () => ++last,
  };
}

export function viewSubscription(tables: Tables, { subscription, shops }: SubscriptionRow): SubscriptionView {
  const followed = shops.flatMap(({ productId, baseline, objection }) => {
    const row = tables.products.get(productId);
    return row ? [{ product: row.product, baseline, objection }] : [];
  });
  const [first, ...others] = followed;
  if (!first) throw new Error(`Subscription ${subscription.id} has no product.`);
  return { ...subscription, ...first, others };
}

/** @returns null when the subscription of a notice, or the product that it is about, is gone. */
export function viewAbout(
  tables: Tables,
  { subscriptionId, productId }: Pick<NoticeDraft, 'subscriptionId' | 'productId'>,
): SubscriptionView | null {
  const row = tables.subscriptions.get(subscriptionId ?? 0);
  const view = row ? viewSubscription(tables, row) : null;
  return view && productId !== null ? meanShop(view, productId) : view;
}

/** Owes one notice of a conversation; the same idempotency key twice owes it once. */
export function oweNotice(tables: Tables, conversationId: number, draft: NoticeDraft, now: Instant): void {
  if (tables.deliveries.some((row) => row.draft.idempotencyKey === draft.idempotencyKey)) return;
  tables.deliveries.push({
    id: tables.nextId(),
    conversationId,
    draft,
    createdAt: now,
    generation: tables.conversations.get(conversationId)?.generation ?? 0,
    status: 'open',
    notBefore: draft.notBefore ?? now,
    waitsFor: draft.notBefore === undefined ? null : 'time',
    claim: null,
    attempts: 0,
    unknownSends: 0,
    plainText: false,
    joinedId: null,
  });
}

/** See `FlowStore.put`. */
export function putFlow(
  tables: Tables,
  conversationId: number,
  { person, next, version }: FlowChange,
  now: Instant,
): boolean {
  const { flows } = tables;
  const key = `${conversationId} ${person}`;
  if ((flows.get(key)?.version ?? null) !== version) return false;
  if (next) flows.set(key, { ...next, person, version: tables.nextId(), updatedAt: now });
  else flows.delete(key);
  return true;
}
