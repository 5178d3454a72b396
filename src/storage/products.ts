import type { Instant } from '../core/history';
import type { IdentifiedLink } from '../core/ports';
import type { Claim, ClaimedProduct, Product } from '../core/records';
import type { ProductStore } from '../core/store';
import { claimDue } from './claim-products';
import type { Database, Executor } from './database';
import { mayLookFirst } from './failed-hosts';
import { readPeriods } from './periods';
import { hostOf, linkTo, productFrom } from './product-rows';
import { recordCheck } from './record-check';
import { spreadLate } from './spread-late';

export function createProductStore(database: Database): ProductStore {
  const { db } = database;
  return {
    ensure: (identity, link, now) => db.transaction().execute((trx) => ensure(trx, identity, link, now)),
    findByLink: async (link) => {
      const row = await db
        .selectFrom('products')
        .selectAll('products')
        .innerJoin('product_links', 'product_links.product_id', 'products.id')
        .where('product_links.link', '=', link)
        .executeTakeFirst();
      return row ? productFrom(row) : null;
    },
    get: async (id) => {
      const row = await db.selectFrom('products').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? productFrom(row) : null;
    },
    claimDue: (now, limit, claim, lanes) => claimDue(database, { now, limit, claim, lanes }),
    spreadLate: (now, since, usualWaitMs) => spreadLate(db, now, since, usualWaitMs),
    claimOne: (id, now, claim) => claimOne(db, id, now, claim),
    recordCheck: (claimed, now, decide) => recordCheck(database, claimed, now, decide),
    giveBack: (claimed, nextCheckAt) => giveBack(db, claimed, nextCheckAt),
    makeDue: async (id) => {
      await db.updateTable('products').set({ next_check_at: 0 }).where('id', '=', id).execute();
    },
    mayLookFirst: (id, now) => mayLookFirst(db, id, now),
    history: (id, since) => readPeriods(db, id, since),
  };
}

/** See `ProductStore.ensure`. */
export async function ensure(
  trx: Executor,
  identity: IdentifiedLink,
  link: string,
  now: Instant,
): Promise<Product> {
  const { watcher, key, url, endsOn } = identity;
  await trx
    .insertInto('products')
    .values({ watcher, key, url, host: hostOf(url), next_check_at: now, ends_on: endsOn ?? null })
    .onConflict((conflict) => conflict.columns(['watcher', 'key']).doNothing())
    .execute();
  const row = await trx
    .selectFrom('products')
    .selectAll()
    .where('watcher', '=', watcher)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  await linkTo(trx, link, row.id);
  return productFrom(row);
}

async function claimOne(
  db: Executor,
  id: number,
  now: Instant,
  claim: Claim,
): Promise<ClaimedProduct | null> {
  const row = await db
    .updateTable('products')
    .set({ claim_token: claim.token, claim_expires_at: claim.expiresAt })
    .where('id', '=', id)
    .where((is) => is.or([is('claim_expires_at', 'is', null), is('claim_expires_at', '<=', now)]))
    .returningAll()
    .executeTakeFirst();
  return row ? { claim, product: productFrom(row), isDoubted: false } : null;
}

async function giveBack(
  db: Executor,
  { claim, product }: ClaimedProduct,
  nextCheckAt: Instant,
): Promise<void> {
  await db
    .updateTable('products')
    .set({ claim_token: null, claim_expires_at: null, next_check_at: nextCheckAt })
    .where('id', '=', product.id)
    .where('claim_token', '=', claim.token)
    .execute();
}
