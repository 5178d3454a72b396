import { sql } from 'kysely';
import type { Instant } from '../core/history';
import type { IdentifiedLink } from '../core/ports';
import type { Database, Executor } from './database';
import { groupRows } from './group-rows';
import { hostOf, linkTo } from './product-rows';
import { deleteShop, loseProduct, takeOverWaiting } from './subscription-shops';

/** @returns the other row that has this identity already, locked; null when there is none. */
export async function findDouble(
  { hasRowLocks }: Database,
  trx: Executor,
  productId: number,
  { watcher, key }: IdentifiedLink,
): Promise<number | null> {
  const other = await trx
    .selectFrom('products')
    .select('id')
    .where('watcher', '=', watcher)
    .where('key', '=', key)
    .where('id', '!=', productId)
    .$if(hasRowLocks, (query) => query.forUpdate())
    .executeTakeFirst();
  return other?.id ?? null;
}

/**
 * Gives a product its true identity. Where another row, `double`, has that identity already, the two are one
 * product: the older row stays with its history, and takes over links, notices and followers of the other.
 */
export async function takeIdentity(
  trx: Executor,
  productId: number,
  double: number | null,
  identity: IdentifiedLink,
  now: Instant,
): Promise<void> {
  const { watcher, key, url, endsOn } = identity;
  const staying = Math.min(productId, double ?? productId);
  if (double !== null) await merge(trx, Math.max(productId, double), staying, now);
  await trx
    .updateTable('products')
    .set({
      watcher,
      key,
      url,
      host: hostOf(url),
      dormant: 0,
      ...(endsOn === undefined ? {} : { ends_on: endsOn }),
    })
    .where('id', '=', staying)
    .execute();
  await linkTo(trx, url, staying);
}

async function merge(trx: Executor, leaving: number, staying: number, now: Instant): Promise<void> {
  await endDoubles(trx, leaving, staying, now);
  await joinShops(trx, leaving, staying);
  for (const table of ['subscription_products', 'product_links', 'notices'] as const) {
    await trx.updateTable(table).set({ product_id: staying }).where('product_id', '=', leaving).execute();
  }
  await trx.deleteFrom('periods').where('product_id', '=', leaving).execute();
  await trx.deleteFrom('products').where('id', '=', leaving).execute();
  await askWhereOwed(trx, staying);
}

/**
 * A conversation that follows both keeps its older subscription, which inherits objection and answer owed.
 */
async function endDoubles(trx: Executor, leaving: number, staying: number, now: Instant): Promise<void> {
  const rows = await selectShops(trx, leaving, staying).where('s.status', '!=', 'ended').execute();
  const kept = new Map<number, ShopRow>();
  for (const row of rows) {
    const older = kept.get(row.conversation_id);
    if (older === undefined) kept.set(row.conversation_id, row);
    else if (older.id !== row.id) {
      await inherit(trx, older, row);
      await takeOverWaiting(trx, row.id, older.id);
      await loseProduct(trx, row, now);
    }
  }
}

/** A subscription that has both has the older of the two in the place of the first of them. */
async function joinShops(trx: Executor, leaving: number, staying: number): Promise<void> {
  const rows = await selectShops(trx, leaving, staying).execute();
  for (const shops of groupRows(rows, ({ id }) => id).values()) {
    const [first, double] = shops;
    if (!first || !double) continue;
    await inherit(trx, first, double);
    await deleteShop(trx, double.id, double.product_id);
  }
}

/** Of each subscription the first one first. */
function selectShops(trx: Executor, leaving: number, staying: number) {
  return trx
    .selectFrom('subscription_products as sp')
    .innerJoin('subscriptions as s', 's.id', 'sp.subscription_id')
    .select(['s.id', 's.conversation_id', 'sp.product_id', 'sp.answer_owed', 'sp.objection'])
    .where('sp.product_id', 'in', [leaving, staying])
    .orderBy('s.id')
    .orderBy('sp.position');
}

type ShopRow = Awaited<ReturnType<ReturnType<typeof selectShops>['execute']>>[number];

async function inherit(trx: Executor, heir: ShopRow, { answer_owed, objection }: ShopRow): Promise<void> {
  await trx
    .updateTable('subscription_products')
    .set({
      answer_owed: sql`coalesce(answer_owed, ${answer_owed})`,
      objection: sql`coalesce(objection, ${objection})`,
    })
    .where('subscription_id', '=', heir.id)
    .where('product_id', '=', heir.product_id)
    .execute();
}

/** What one of the two rows still owed is looked up at once, ahead of all that is merely due. */
async function askWhereOwed(trx: Executor, productId: number): Promise<void> {
  await trx
    .updateTable('products')
    .set({ next_check_at: 0 })
    .where('id', '=', productId)
    .where((row) =>
      row.exists(
        row
          .selectFrom('subscription_products')
          .select('subscription_id')
          .where('product_id', '=', productId)
          .where('answer_owed', 'is not', null),
      ),
    )
    .execute();
}
