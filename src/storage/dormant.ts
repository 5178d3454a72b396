import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';
import type { Executor } from './database';
import type { Tables } from './schema';

/**
 * Somebody who can be reached follows the product, or waits for an answer about it: one who has yet to
 * choose, or pauses, does not.
 */
export function isWanted(
  product: ExpressionBuilder<Tables, 'products'>,
): ExpressionWrapper<Tables, 'products', SqlBool> {
  return product.exists(
    product
      .selectFrom('subscription_products as sp')
      .innerJoin('subscriptions as s', 's.id', 'sp.subscription_id')
      .innerJoin('conversations as c', 'c.id', 's.conversation_id')
      .select('s.id')
      .whereRef('sp.product_id', '=', 'products.id')
      .where('c.gone_at', 'is', null)
      .where('s.status', '!=', 'ended')
      .where((is) => is.or([is('s.status', '=', 'active'), is('sp.answer_owed', 'is not', null)])),
  );
}

/** Lets locked products rest. Asks again, because a follower may have come before the lock. */
export async function layToRest(trx: Executor, productIds: readonly number[]): Promise<void> {
  await trx
    .updateTable('products')
    .set({ dormant: 1 })
    .where('id', 'in', productIds)
    .where((product) => product.not(isWanted(product)))
    .execute();
}

/**
 * To be called by whoever may make a product wanted, in the same transaction and before subscriptions are
 * locked, as looks lock in that order, too. Writes in any case: so it waits for a claim that is just laying
 * the product to rest.
 */
export async function wakeProduct(trx: Executor, productId: number): Promise<void> {
  await trx.updateTable('products').set({ dormant: 0 }).where('id', '=', productId).execute();
}

/** Wakes all that a conversation follows. */
export async function wakeProductsOf(trx: Executor, conversationId: number): Promise<void> {
  await trx
    .updateTable('products')
    .set({ dormant: 0 })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('subscription_products as sp')
        .innerJoin('subscriptions as s', 's.id', 'sp.subscription_id')
        .select('sp.product_id')
        .where('s.conversation_id', '=', conversationId)
        .where('s.status', '!=', 'ended'),
    )
    .execute();
}
