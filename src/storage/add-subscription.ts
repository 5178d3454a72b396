import type { Insertable } from 'kysely';
import { NEW_EPISODE } from '../core/episode';
import type { Instant } from '../core/history';
import type { Question } from '../core/notice';
import type { IdentifiedLink } from '../core/ports';
import { QuotaError } from '../core/quota';
import type { SubscriptionView } from '../core/records';
import type { Baseline, Rule } from '../core/rule';
import type { Database, Executor } from './database';
import { wakeProduct } from './dormant';
import { toJson } from './json';
import { ensure } from './products';
import { type Quotas, readUnfollowed } from './quotas';
import type { SubscriptionsTable } from './schema';
import { baselineColumns, findFollowing, subscriptionsOf, viewSubscriptions } from './subscription-rows';
import type { SubscriptionRow } from './subscription-rows';

export interface NewSubscription {
  readonly conversationId: number;
  readonly person: string;
  readonly productId: number;
  readonly rule: Rule;
  readonly baseline: Baseline | null;
  readonly now: Instant;
  /** What it begins with besides; absent: it is active, like all others, and owes nothing. */
  readonly columns?: Pick<Insertable<SubscriptionsTable>, 'status' | 'urgent' | 'snooze'>;
  readonly owes?: Question | null;
}

/** What is wished; a product by its id, or one whose row is made when missing. */
export type Wish = Omit<NewSubscription, 'productId'> & { readonly product: number | IdentifiedLink };

/** See `SubscriptionStore.add`. */
export function addSubscription(
  { database, quotas }: { readonly database: Database; readonly quotas: Quotas },
  { product, ...wish }: Wish,
): Promise<{ readonly subscription: SubscriptionView; readonly created: boolean }> {
  const { conversationId, now } = wish;
  return database.db.transaction().execute(async (trx) => {
    await database.takeTurn(trx, subscriptionsOf(conversationId));
    const productId =
      typeof product === 'number' ? product : (await ensure(trx, product, product.url, now)).id;
    await wakeProduct(trx, productId);
    const standing = await findFollowing(trx, conversationId, productId);
    if (!standing) await takeRoom(trx, quotas, { ...wish, productId });
    const row = standing ?? (await insertSubscription(trx, { ...wish, productId }));
    const [subscription] = await viewSubscriptions(trx, [row]);
    if (!subscription) throw new Error(`There is no product ${productId} to subscribe to.`);
    return { subscription, created: standing === undefined };
  });
}

/** @throws QuotaError */
async function takeRoom(trx: Executor, quotas: Quotas, wish: NewSubscription): Promise<void> {
  const unfollowed = await readUnfollowed(trx, [wish.productId]);
  const room = await quotas.readRoom(
    trx,
    wish,
    { hosts: [...unfollowed.values()], ids: [wish.productId] },
    wish.now,
  );
  const full = room.take(unfollowed.get(wish.productId) ?? null);
  if (full) throw new QuotaError(full);
}

/** Whoever calls has the turn of the conversation's subscriptions. */
export async function insertSubscription(trx: Executor, wish: NewSubscription): Promise<SubscriptionRow> {
  const subscription = await trx
    .insertInto('subscriptions')
    .values({
      conversation_id: wish.conversationId,
      person: wish.person,
      short_id: await takeShortId(trx, wish.conversationId),
      rule: toJson(wish.rule),
      status: 'active',
      created_at: wish.now,
      ended_at: null,
      ...wish.columns,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const product = await trx
    .insertInto('subscription_products')
    .values({
      subscription_id: subscription.id,
      position: 0,
      product_id: wish.productId,
      episode: toJson(NEW_EPISODE),
      answer_owed: wish.owes ?? null,
      ...baselineColumns(wish.baseline),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...subscription, ...product };
}

/** Counts on the conversation, so that a number is never given again. */
export async function takeShortId(trx: Executor, conversationId: number): Promise<number> {
  const { next } = await trx
    .updateTable('conversations')
    .set((eb) => ({ next_short_id: eb('next_short_id', '+', 1) }))
    .where('id', '=', conversationId)
    .returning('next_short_id as next')
    .executeTakeFirstOrThrow();
  return next - 1;
}
