import type { Selectable } from 'kysely';
import type { Product } from '../core/records';
import type { Executor } from './database';
import { fromJson } from './json';
import type { ProductsTable } from './product-tables';

export type ProductRow = Selectable<ProductsTable>;

/** What a claim keeps apart: the shop's host and port. */
export function hostOf(url: string): string {
  return new URL(url).host;
}

export function productFrom(row: ProductRow): Product {
  return {
    id: row.id,
    watcher: row.watcher,
    key: row.key,
    url: row.url,
    confirmed: row.confirmed === null ? null : fromJson(row.confirmed),
    pending: row.pending === null ? null : fromJson(row.pending),
    validators: fromJson(row.validators),
    readsSinceFull: row.reads_since_full,
    nextCheckAt: row.next_check_at,
    checkedAt: row.checked_at,
    lastKind: row.last_kind,
    failures: row.failures,
    troubleToldAt: row.trouble_told_at,
    endsOn: row.ends_on,
  };
}

/** The link leads to this product from now on. */
export async function linkTo(trx: Executor, link: string, productId: number): Promise<void> {
  await trx
    .insertInto('product_links')
    .values({ link, product_id: productId })
    .onConflict((conflict) => conflict.column('link').doUpdateSet({ product_id: productId }))
    .execute();
}
