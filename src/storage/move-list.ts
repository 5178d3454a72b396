import type { MovedList } from '../core/connection';
import type { Instant } from '../core/history';
import type { ConversationKind } from '../core/turn';
import { takeShortId } from './add-subscription';
import type { Database, Executor } from './database';
import { lockProducts } from './erase';
import { findFollowing, selectOwned, subscriptionsOf } from './subscription-rows';
import type { SubscriptionRow } from './subscription-rows';
import { deleteShop, readProductIds } from './subscription-shops';

/** Where a list goes, and whose it is there. */
interface Target {
  readonly conversationId: number;
  readonly generation: number;
  readonly kind: ConversationKind;
  readonly person: string;
}

/**
 * See `ConnectionStore.move`. Locks in the order of all others: lists, conversations, products, their
 * followers.
 */
export function moveList(database: Database, id: number, now: Instant): Promise<MovedList | null> {
  return database.db.transaction().execute(async (trx) => {
    const connection = await trx
      .deleteFrom('connections')
      .where('id', '=', id)
      .where('confirmed', '=', 1)
      .where('expires_at', '>', now)
      .returningAll()
      .executeTakeFirst();
    if (!connection?.to_conversation_id) return null;
    const { conversation_id: from, to_conversation_id: to, person } = connection;
    for (const one of [from, to].sort((a, b) => a - b)) await database.takeTurn(trx, subscriptionsOf(one));
    const there = await lockBoth(trx, from, to);
    await lockProducts(database, trx, from);
    return moveAll(trx, from, { ...there, conversationId: to, person: person ?? '' }, now);
  });
}

/** Writes nothing, but waits for whoever changes one of them. @returns what the second is. */
async function lockBoth(
  trx: Executor,
  from: number,
  to: number,
): Promise<Pick<Target, 'generation' | 'kind'>> {
  const rows = new Map<number, Pick<Target, 'generation' | 'kind'>>();
  for (const one of [from, to].sort((a, b) => a - b)) {
    const row = await trx
      .updateTable('conversations')
      .set((eb) => ({ generation: eb.ref('generation') }))
      .where('id', '=', one)
      .returning(['generation', 'kind'])
      .executeTakeFirstOrThrow();
    rows.set(one, row);
  }
  const there = rows.get(to);
  if (!there) throw new Error(`There is no conversation ${to} to move a list to.`);
  return there;
}

async function moveAll(trx: Executor, from: number, target: Target, now: Instant): Promise<MovedList> {
  const standing = await selectOwned(trx, from)
    .where('s.status', '!=', 'ended')
    .orderBy('s.short_id')
    .execute();
  const ids: number[] = [];
  for (const row of standing) {
    if (await leaveDoubles(trx, row, target)) {
      await moveOne(trx, row, target);
      ids.push(row.id);
    } else await endDouble(trx, row, now);
  }
  if (ids.length > 0) await moveNotices(trx, ids, target);
  return { ids, doubles: standing.length - ids.length };
}

/** Its shops that are followed there stay out of it. @returns false when no other is left. */
async function leaveDoubles(
  trx: Executor,
  { id }: SubscriptionRow,
  { conversationId }: Target,
): Promise<boolean> {
  const productIds = await readProductIds(trx, id);
  const doubles: number[] = [];
  for (const productId of productIds) {
    if (await findFollowing(trx, conversationId, productId)) doubles.push(productId);
  }
  if (doubles.length === productIds.length) return false;
  for (const productId of doubles) await deleteShop(trx, id, productId);
  return true;
}

async function endDouble(trx: Executor, { id }: SubscriptionRow, now: Instant): Promise<void> {
  await trx
    .updateTable('subscriptions')
    .set({ status: 'ended', ended_at: now })
    .where('id', '=', id)
    .execute();
}

async function moveOne(
  trx: Executor,
  { id }: SubscriptionRow,
  { conversationId, person, kind }: Target,
): Promise<void> {
  const shortId = await takeShortId(trx, conversationId);
  await trx
    .updateTable('subscriptions')
    .set({
      ...{ conversation_id: conversationId, short_id: shortId, person },
      // What somebody paid is nobody else's business.
      ...(kind === 'personal' ? {} : { purchase: null }),
    })
    .where('id', '=', id)
    .execute();
  await trx.updateTable('reminders').set({ person }).where('subscription_id', '=', id).execute();
}

/** What was said about them goes along, so that erasing one conversation needs nothing of the other. */
async function moveNotices(
  trx: Executor,
  ids: readonly number[],
  { conversationId, generation }: Target,
): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ conversation_id: conversationId, claim_token: null, claim_expires_at: null })
    .where('id', 'in', (eb) =>
      eb.selectFrom('notices').select('delivery_id').where('subscription_id', 'in', ids),
    )
    .execute();
  await trx
    .updateTable('notices')
    .set({ conversation_id: conversationId, generation })
    .where('subscription_id', 'in', ids)
    .execute();
}
