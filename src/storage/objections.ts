import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';
import type { Instant } from '../core/history';
import type { Objection } from '../core/objection';
import type { Database, Executor } from './database';
import { wakeProduct } from './dormant';
import { toJson } from './json';
import type { Tables } from './schema';
import { selectOwned, subscriptionsOf } from './subscription-rows';

/** Does somebody wait for the look that follows an objection? */
export function isDoubted(
  product: ExpressionBuilder<Tables, 'products'>,
): ExpressionWrapper<Tables, 'products', SqlBool> {
  return product.exists(
    product
      .selectFrom('subscription_products as sp')
      .select('sp.subscription_id')
      .whereRef('sp.product_id', '=', 'products.id')
      .where('sp.answer_owed', '=', 'report'),
  );
}

/** See `SubscriptionStore.object`. */
export function keepObjection(
  database: Database,
  conversationId: number,
  id: number,
  objection: Objection,
  limit: { readonly most: number; readonly since: Instant },
): Promise<'kept' | 'too-many' | 'not-there'> {
  return database.db.transaction().execute(async (trx) => {
    await database.takeTurn(trx, subscriptionsOf(conversationId));
    const row = await selectOwned(trx, conversationId).where('s.id', '=', id).executeTakeFirst();
    if (!row) return 'not-there';
    if ((await countObjections(trx, conversationId, limit.since)) >= limit.most) return 'too-many';
    await wakeProduct(trx, row.product_id);
    await trx
      .updateTable('subscription_products')
      .set({ objection: toJson(objection), objected_at: objection.at, answer_owed: 'report' })
      .where('subscription_id', '=', id)
      .where('position', '=', 0)
      .execute();
    return 'kept';
  });
}

async function countObjections(trx: Executor, conversationId: number, since: Instant): Promise<number> {
  const { made } = await selectOwned(trx, conversationId)
    .where('sp.objected_at', '>', since)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('made'))
    .executeTakeFirstOrThrow();
  return made;
}

export async function withdrawObjection(db: Executor, conversationId: number, id: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('subscription_products')
    .set((eb) => ({
      objection: null,
      answer_owed: eb.case().when('answer_owed', '=', 'report').then(null).else(eb.ref('answer_owed')).end(),
    }))
    .where('subscription_id', 'in', (eb) =>
      eb
        .selectFrom('subscriptions')
        .select('id')
        .where('id', '=', id)
        .where('conversation_id', '=', conversationId),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
