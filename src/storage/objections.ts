import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';
import type { Instant } from '../core/history';
import type { Objection } from '../core/objection';
import type { Database, Executor } from './database';
import { wakeProduct } from './dormant';
import { toJson } from './json';
import type { Tables } from './schema';
import { subscriptionIdsOf, subscriptionsOf } from './subscription-rows';

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
  { conversationId, id, productId }: { conversationId: number; id: number; productId: number },
  objection: Objection,
  limit: { readonly most: number; readonly since: Instant },
): Promise<'kept' | 'too-many' | 'not-there'> {
  return database.db.transaction().execute(async (trx) => {
    await database.takeTurn(trx, subscriptionsOf(conversationId));
    const row = await selectWatches(trx, conversationId)
      .select('sp.product_id')
      .where('s.id', '=', id)
      .where('sp.product_id', '=', productId)
      .executeTakeFirst();
    if (!row) return 'not-there';
    if ((await countObjections(trx, conversationId, limit.since)) >= limit.most) return 'too-many';
    await wakeProduct(trx, productId);
    await trx
      .updateTable('subscription_products')
      .set({ objection: toJson(objection), objected_at: objection.at, answer_owed: 'report' })
      .where('subscription_id', '=', id)
      .where('product_id', '=', productId)
      .execute();
    return 'kept';
  });
}

async function countObjections(trx: Executor, conversationId: number, since: Instant): Promise<number> {
  const { made } = await selectWatches(trx, conversationId)
    .where('sp.objected_at', '>', since)
    .select((eb) => eb.fn.countAll<number>().as('made'))
    .executeTakeFirstOrThrow();
  return made;
}

function selectWatches(db: Executor, conversationId: number) {
  return db
    .selectFrom('subscriptions as s')
    .innerJoin('subscription_products as sp', 'sp.subscription_id', 's.id')
    .where('s.conversation_id', '=', conversationId);
}

/** See `SubscriptionStore.withdrawObjection`. */
export async function withdrawObjection(
  db: Executor,
  conversationId: number,
  id: number,
  productId: number | undefined,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('subscription_products')
    .set((eb) => ({
      objection: null,
      answer_owed: eb.case().when('answer_owed', '=', 'report').then(null).else(eb.ref('answer_owed')).end(),
    }))
    .where('subscription_id', 'in', subscriptionIdsOf(db, conversationId).where('id', '=', id))
    .$if(productId !== undefined, (query) => query.where('product_id', '=', productId ?? 0))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
