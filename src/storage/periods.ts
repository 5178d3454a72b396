import type { Selectable } from 'kysely';
import type { Instant, Period } from '../core/history';
import type { Executor } from './database';
import type { PeriodsTable } from './product-tables';

/**
 * Periods that touch the time since `since`, oldest first; the running one ends with the latest look that saw
 * it.
 */
export async function readPeriods(db: Executor, productId: number, since: Instant): Promise<Period[]> {
  const rows = await db
    .selectFrom('periods')
    .innerJoin('products', 'products.id', 'periods.product_id')
    .selectAll('periods')
    .select('products.period_ended_at as running_until')
    .where('periods.product_id', '=', productId)
    .where(({ eb, fn }) => eb(fn.coalesce('periods.ended_at', 'products.period_ended_at'), '>=', since))
    .orderBy('periods.started_at')
    .orderBy('periods.id')
    .execute();
  return rows.map((row) => periodFrom(row, row.running_until));
}

function periodFrom(row: Selectable<PeriodsTable>, runningUntil: Instant | null): Period {
  const { price_minor: minor, price_currency: currency } = row;
  return {
    startedAt: row.started_at,
    endedAt: row.ended_at ?? runningUntil ?? row.started_at,
    price: minor === null || currency === null ? null : { minor, currency },
    availability: row.availability,
  };
}

/**
 * Ends the running period with the last look that saw it and starts another.
 * The caller keeps the new one's end on the product row.
 */
export async function startPeriod(
  trx: Executor,
  productId: number,
  runningUntil: Instant | null,
  period: Period,
): Promise<void> {
  await trx
    .updateTable('periods')
    .set({ ended_at: runningUntil })
    .where('product_id', '=', productId)
    .where('ended_at', 'is', null)
    .execute();
  await trx
    .insertInto('periods')
    .values({
      product_id: productId,
      started_at: period.startedAt,
      ended_at: null,
      price_minor: period.price?.minor ?? null,
      price_currency: period.price?.currency ?? null,
      availability: period.availability,
    })
    .execute();
}

/**
 * Takes the running period out of history; the one before it runs again.
 * @returns the end of that one, null when there is none.
 */
export async function withdrawPeriod(trx: Executor, productId: number): Promise<Instant | null> {
  await trx.deleteFrom('periods').where('product_id', '=', productId).where('ended_at', 'is', null).execute();
  const before = await trx
    .selectFrom('periods')
    .select(['id', 'ended_at'])
    .where('product_id', '=', productId)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!before) return null;
  await trx.updateTable('periods').set({ ended_at: null }).where('id', '=', before.id).execute();
  return before.ended_at;
}
