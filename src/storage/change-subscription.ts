import type { Updateable } from 'kysely';
import { NEW_EPISODE } from '../core/episode';
import type { Instant } from '../core/history';
import type { Question } from '../core/notice';
import type { Purchase } from '../core/purchase';
import { QuotaError } from '../core/quota';
import type { Baselines, SubscriptionStatus } from '../core/records';
import type { Baseline, Rule } from '../core/rule';
import { markCards } from './cards';
import type { Database, Executor } from './database';
import { wakeProduct } from './dormant';
import { toJson } from './json';
import type { Owner, Quotas } from './quotas';
import type { SubscriptionsTable } from './schema';
import { readProductIds } from './subscription-shops';
import { baselineColumns, findFollowing, selectOwned, subscriptionsOf } from './subscription-rows';

export function setRule(
  db: Executor,
  conversationId: number,
  id: number,
  rule: Rule,
  baselines: Baselines = new Map(),
  purchase?: Purchase,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    if (!(await isOwner(trx, conversationId, id))) return false;
    await trx
      .updateTable('subscription_products')
      .set({ episode: toJson(NEW_EPISODE) })
      .where('subscription_id', '=', id)
      .execute();
    await startAnew(trx, id, baselines);
    await trx
      .updateTable('subscriptions')
      .set({ rule: toJson(rule), purchase: purchase ? toJson(purchase) : null })
      .where('id', '=', id)
      .where('conversation_id', '=', conversationId)
      .execute();
    return true;
  });
}

/** See `SubscriptionStore.resumeEpisodes`. */
export function resumeEpisodes(
  db: Executor,
  conversationId: number,
  id: number,
  baselines: Baselines,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    if (!(await isOwner(trx, conversationId, id))) return false;
    await startAnew(trx, id, baselines);
    return true;
  });
}

async function startAnew(trx: Executor, id: number, baselines: Baselines): Promise<void> {
  for (const [productId, baseline] of baselines) {
    await trx
      .updateTable('subscription_products')
      .set({ episode: toJson(NEW_EPISODE), ...baselineColumns(baseline) })
      .where('subscription_id', '=', id)
      .where('product_id', '=', productId)
      .execute();
  }
}

export function setStatus(
  { database, quotas }: { readonly database: Database; readonly quotas: Quotas },
  conversationId: number,
  id: number,
  status: SubscriptionStatus,
  now: Instant,
): Promise<boolean> {
  return database.db.transaction().execute(async (trx) => {
    await database.takeTurn(trx, subscriptionsOf(conversationId));
    const row = await selectOwned(trx, conversationId).where('s.id', '=', id).executeTakeFirst();
    if (!row) return false;
    const isRevived = row.status === 'ended' && status !== 'ended';
    if (isRevived) await takeRoom(trx, quotas, { conversationId, person: row.person }, now);
    for (const productId of await readProductIds(trx, id)) {
      if (isRevived && (await findFollowing(trx, conversationId, productId))) return false;
      if (status !== 'ended') await wakeProduct(trx, productId);
    }
    await trx
      .updateTable('subscriptions')
      .set({ status, ended_at: status === 'ended' ? now : null })
      .where('id', '=', id)
      .where('conversation_id', '=', conversationId)
      .execute();
    if (status === 'ended' || isRevived) await markCards(database, trx, [id], now);
    return true;
  });
}

/** Its products were looked at before: their hosts are not asked again. @throws QuotaError */
async function takeRoom(trx: Executor, quotas: Quotas, owner: Owner, now: Instant): Promise<void> {
  const full = (await quotas.readRoom(trx, owner, { hosts: [], ids: [] }, now)).take(null);
  if (full) throw new QuotaError(full);
}

/** Changes what nothing else hangs on. */
export async function changeOne(
  db: Executor,
  conversationId: number,
  id: number,
  columns: Pick<Updateable<SubscriptionsTable>, 'urgent' | 'snooze'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('subscriptions')
    .set(columns)
    .where('id', '=', id)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export function choose(
  database: Database,
  conversationId: number,
  id: number,
  productId: number,
  baseline: Baseline | null,
): Promise<boolean> {
  return database.db.transaction().execute(async (trx) => {
    await database.takeTurn(trx, subscriptionsOf(conversationId));
    const row = await selectOwned(trx, conversationId).where('s.id', '=', id).executeTakeFirst();
    if (row?.status !== 'choosing') return false;
    const isSame = row.product_id === productId;
    if (!isSame && (await findFollowing(trx, conversationId, productId))) return false;
    await wakeProduct(trx, productId);
    await trx
      .updateTable('subscription_products')
      .set({ product_id: productId, episode: toJson(NEW_EPISODE), ...baselineColumns(baseline) })
      .where('subscription_id', '=', id)
      .where('position', '=', 0)
      .execute();
    await trx
      .updateTable('subscriptions')
      .set({ status: 'active' })
      .where('id', '=', id)
      .where('conversation_id', '=', conversationId)
      .execute();
    return true;
  });
}

export function owe(
  db: Executor,
  conversationId: number,
  id: number,
  question: Question,
  only: number | undefined,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    if (!(await isOwner(trx, conversationId, id))) return false;
    const ids = (await readProductIds(trx, id)).filter((one) => only === undefined || one === only);
    for (const productId of ids) {
      await wakeProduct(trx, productId);
      await trx
        .updateTable('subscription_products')
        .set({ answer_owed: question })
        .where('subscription_id', '=', id)
        .where('product_id', '=', productId)
        .execute();
    }
    return ids.length > 0;
  });
}

/**
 * Only a turn of its conversation moves a subscription to another one, so this holds for the rest of the
 * transaction.
 */
async function isOwner(trx: Executor, conversationId: number, id: number): Promise<boolean> {
  const row = await trx
    .selectFrom('subscriptions')
    .select('id')
    .where('id', '=', id)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  return row !== undefined;
}
