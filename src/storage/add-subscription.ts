import type { Insertable } from 'kysely';
import { NEW_EPISODE } from '../core/episode';
import type { Instant } from '../core/history';
import type { Question } from '../core/notice';
import type { SubscriptionView } from '../core/records';
import type { Baseline, Rule } from '../core/rule';
import type { Database, Executor } from './database';
import { wakeProduct } from './dormant';
import { toJson } from './json';
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

/** See `SubscriptionStore.add`. */
export function addSubscription(
  database: Database,
  wish: NewSubscription,
): Promise<{ readonly subscription: SubscriptionView; readonly created: boolean }> {
  return database.db.transaction().execute(async (trx) => {
    await database.takeTurn(trx, subscriptionsOf(wish.conversationId));
    await wakeProduct(trx, wish.productId);
    const standing = await findFollowing(trx, wish.conversationId, wish.productId);
    const row = standing ?? (await insertSubscription(trx, wish));
    const [subscription] = await viewSubscriptions(trx, [row]);
    if (!subscription) throw new Error(`There is no product ${wish.productId} to subscribe to.`);
    return { subscription, created: standing === undefined };
  });
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
