import { NEW_EPISODE } from '../core/episode';
import type { Instant } from '../core/history';
import type { Baseline } from '../core/rule';
import { MOST_SHOPS } from '../core/shops';
import type { Database, Executor } from './database';
import { wakeProduct } from './dormant';
import { toJson } from './json';
import { checkShop } from './quotas';
import { baselineColumns, findFollowing, selectOwned, subscriptionsOf } from './subscription-rows';
import type { SubscriptionRow } from './subscription-rows';

interface NewShop {
  readonly conversationId: number;
  readonly id: number;
  readonly productId: number;
  readonly baseline: Baseline | null;
  readonly now: Instant;
}

/** See `SubscriptionStore.addShop`. */
export function addShop(
  database: Database,
  wish: NewShop,
): Promise<'added' | 'has-it' | 'too-many' | 'not-there'> {
  const { conversationId, id, productId, now } = wish;
  return database.db.transaction().execute(async (trx) => {
    await database.takeTurn(trx, subscriptionsOf(conversationId));
    const row = await selectOwned(trx, conversationId).where('s.id', '=', id).executeTakeFirst();
    if (!row || row.status === 'ended' || row.status === 'choosing') return 'not-there';
    await wakeProduct(trx, productId);
    const standing = await findFollowing(trx, conversationId, productId);
    if (standing?.id === id) return 'has-it';
    const positions = await readPositions(trx, id);
    if (positions.length >= MOST_SHOPS) return 'too-many';
    await checkShop(trx, conversationId, productId, now);
    await insertShop(trx, wish, Math.max(...positions) + 1, standing);
    if (standing) {
      await takeOverWaiting(trx, standing.id, id);
      await loseProduct(trx, standing, now);
    }
    return 'added';
  });
}

/**
 * @param standing the product as another subscription has it: its baseline stays, and an answer that is owed.
 */
async function insertShop(
  trx: Executor,
  { id, productId, baseline }: NewShop,
  position: number,
  standing: SubscriptionRow | undefined,
): Promise<void> {
  const measured = standing && standing.baseline_at !== null ? standing : baselineColumns(baseline);
  await trx
    .insertInto('subscription_products')
    .values({
      ...{ subscription_id: id, product_id: productId, position, episode: toJson(NEW_EPISODE) },
      baseline_source: measured.baseline_source,
      baseline_minor: measured.baseline_minor,
      baseline_currency: measured.baseline_currency,
      baseline_at: measured.baseline_at,
      answer_owed: standing?.answer_owed ?? null,
      objection: standing?.objection ?? null,
      objected_at: standing?.objected_at ?? null,
    })
    .execute();
}

/**
 * Whoever waits for the one subscription, or wants to be reminded of it, does so for the other from now on.
 */
export async function takeOverWaiting(trx: Executor, from: number, to: number): Promise<void> {
  const members = await trx
    .selectFrom('subscription_members')
    .selectAll()
    .where('subscription_id', '=', from)
    .execute();
  const reminders = await trx
    .selectFrom('reminders')
    .selectAll()
    .where('subscription_id', '=', from)
    .execute();
  for (const member of members) {
    await trx
      .insertInto('subscription_members')
      .values({ ...member, subscription_id: to })
      .onConflict((conflict) => conflict.columns(['subscription_id', 'person']).doNothing())
      .execute();
  }
  for (const reminder of reminders) {
    await trx
      .insertInto('reminders')
      .values({ ...reminder, subscription_id: to })
      .onConflict((conflict) => conflict.columns(['subscription_id', 'person']).doNothing())
      .execute();
  }
}

/**
 * Another subscription of the conversation has the product now. One that has no other ends; it is still known
 * by it.
 */
export async function loseProduct(
  trx: Executor,
  { id, conversation_id, product_id }: Pick<SubscriptionRow, 'id' | 'conversation_id' | 'product_id'>,
  now: Instant,
): Promise<void> {
  if ((await readPositions(trx, id)).length > 1) return deleteShop(trx, id, product_id);
  await trx
    .updateTable('subscriptions')
    .set({ status: 'ended', ended_at: now })
    .where('id', '=', id)
    .where('conversation_id', '=', conversation_id)
    .execute();
  await trx
    .updateTable('subscription_products')
    .set({ answer_owed: null })
    .where('subscription_id', '=', id)
    .execute();
}

/** See `SubscriptionStore.removeShop`. */
export function removeShop(
  database: Database,
  conversationId: number,
  id: number,
  productId: number,
): Promise<boolean> {
  return database.db.transaction().execute(async (trx) => {
    await database.takeTurn(trx, subscriptionsOf(conversationId));
    const row = await selectOwned(trx, conversationId).where('s.id', '=', id).executeTakeFirst();
    if (!row) return false;
    // A look at it that is just being recorded ends first, as looks lock in that order, too.
    await wakeProduct(trx, productId);
    const ids = (await readShops(trx, id)).map((shop) => shop.product_id);
    if (ids.length < 2 || !ids.includes(productId)) return false;
    await deleteShop(trx, id, productId);
    return true;
  });
}

/** There is always one at position 0. */
export async function deleteShop(trx: Executor, id: number, productId: number): Promise<void> {
  await trx
    .deleteFrom('subscription_products')
    .where('subscription_id', '=', id)
    .where('product_id', '=', productId)
    .execute();
  const first = Math.min(...(await readPositions(trx, id)));
  await trx
    .updateTable('subscription_products')
    .set({ position: 0 })
    .where('subscription_id', '=', id)
    .where('position', '=', first)
    .execute();
}

async function readPositions(trx: Executor, id: number): Promise<number[]> {
  return (await readShops(trx, id)).map(({ position }) => position);
}

/** In the order in which products are locked. */
export async function readProductIds(trx: Executor, id: number): Promise<number[]> {
  const shops = await readShops(trx, id);
  return shops.map((shop) => shop.product_id).sort((a, b) => a - b);
}

function readShops(trx: Executor, id: number): Promise<{ position: number; product_id: number }[]> {
  return trx
    .selectFrom('subscription_products')
    .select(['position', 'product_id'])
    .where('subscription_id', '=', id)
    .execute();
}
