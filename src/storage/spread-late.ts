import { sql } from 'kysely';
import type { Instant } from '../core/history';
import type { Executor } from './database';
import { isAsked } from './claim-products';

/**
 * See `ProductStore.spreadLate`. Products of like waits are spread among themselves, over their own wait or
 * the share of it that leaves room for what falls due as usual: so the requests of each minute are as many as
 * ever, whatever the waits.
 */
export async function spreadLate(
  db: Executor,
  now: Instant,
  since: Instant,
  usualWaitMs: number,
): Promise<void> {
  await db
    .with('known', (cte) =>
      cte
        .selectFrom('products')
        .select(['id', 'next_check_at', sql<number>`coalesce(wait_ms, ${usualWaitMs})`.as('wait')])
        .select((product) =>
          product
            .case()
            .when(product.and([product('next_check_at', '<', since), product.not(isAsked(product))]))
            .then(1)
            .else(0)
            .end()
            .as('is_late'),
        )
        .where('dormant', '=', 0),
    )
    .with('placed', (cte) =>
      cte
        .selectFrom('known')
        .select(['id', 'wait', 'is_late'])
        .select([
          sql<number>`row_number() over (partition by floor(ln(wait)), is_late order by next_check_at)`.as(
            'place',
          ),
          sql<number>`sum(is_late) over (partition by floor(ln(wait)))`.as('late'),
          sql<number>`count(*) over (partition by floor(ln(wait)))`.as('everyone'),
        ]),
    )
    .updateTable('products')
    .from('placed')
    .set({
      next_check_at: sql<number>`${now} + cast(wait * (place - 0.5)
        / case when late * 4 > everyone then late else everyone / 4.0 end as bigint)`,
    })
    .whereRef('products.id', '=', 'placed.id')
    .where('placed.is_late', '=', 1)
    .execute();
}
