import type { SqlBool } from 'kysely';
import type { Instant } from '../core/history';
import type { IdentifiedLink } from '../core/ports';
import type { Claim, ClaimedProduct, Product } from '../core/records';
import type { ProductStore } from '../core/store';
import type { Database, Executor } from './database';
import { isWanted, layToRest } from './dormant';
import { isDoubted } from './objections';
import { readPeriods } from './periods';
import { hostOf, linkTo, productFrom } from './product-rows';
import type { ProductRow } from './product-rows';
import { recordCheck } from './record-check';

/** Rows read for each one claimed, since several of them may be of one host. */
const ROWS_PER_CLAIM = 8;

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
    claimDue: (now, limit, claim, busyHosts) => claimDue(database, { now, limit, busyHosts }, claim),
    claimOne: (id, now, claim) => claimOne(db, id, now, claim),
    recordCheck: (claimed, now, decide) => recordCheck(database, claimed, now, decide),
    giveBack: (claimed, nextCheckAt) => giveBack(db, claimed, nextCheckAt),
    makeDue: async (id) => {
      await db.updateTable('products').set({ next_check_at: 0 }).where('id', '=', id).execute();
    },
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

type DueRow = ProductRow & { readonly is_doubted: SqlBool };

interface DueQuery {
  readonly now: Instant;
  readonly limit: number;
  readonly busyHosts: readonly string[];
}

async function claimDue(database: Database, query: DueQuery, claim: Claim): Promise<ClaimedProduct[]> {
  for (;;) {
    const { rows, rested } = await claimBatch(database, query, claim);
    // Only what nobody wants was due first: look behind it.
    if (rows.length > 0 || rested === 0)
      return rows.map((row) => ({ claim, product: productFrom(row), isDoubted: Boolean(row.is_doubted) }));
  }
}

function claimBatch(
  { db, hasRowLocks }: Database,
  { now, limit, busyHosts }: DueQuery,
  claim: Claim,
): Promise<{ readonly rows: readonly DueRow[]; readonly rested: number }> {
  return db.transaction().execute(async (trx) => {
    const due = await selectDue(trx, now)
      .$if(busyHosts.length > 0, (query) => query.where('host', 'not in', busyHosts))
      .limit(limit * ROWS_PER_CLAIM)
      .$if(hasRowLocks, (query) => query.forNoKeyUpdate('products').skipLocked())
      .execute();
    const unwanted = due.filter((row) => !row.is_wanted);
    if (unwanted.length > 0) await layToRest(trx, listIds(unwanted));
    const rows = takeOnePerHost(due.filter((row) => row.is_wanted)).slice(0, limit);
    if (rows.length > 0) await writeClaim(trx, listIds(rows), claim);
    return { rows, rested: unwanted.length };
  });
}

function listIds(rows: readonly ProductRow[]): number[] {
  return rows.map((row) => row.id);
}

async function writeClaim(trx: Executor, ids: readonly number[], claim: Claim): Promise<void> {
  await trx
    .updateTable('products')
    .set({ claim_token: claim.token, claim_expires_at: claim.expiresAt })
    .where('id', 'in', ids)
    .execute();
}

/** The soonest due of each host. */
function takeOnePerHost(rows: readonly DueRow[]): DueRow[] {
  const firsts = new Map<string, DueRow>();
  for (const row of rows) if (!firsts.has(row.host)) firsts.set(row.host, row);
  return [...firsts.values()];
}

/** Free products that are due, whether anybody wants a look at them, and whether it is to be recorded. */
function selectDue(trx: Executor, now: Instant) {
  return trx
    .selectFrom('products')
    .selectAll('products')
    .select((product) => [isWanted(product).as('is_wanted'), isDoubted(product).as('is_doubted')])
    .where('dormant', '=', 0)
    .where('next_check_at', '<=', now)
    .where((is) => is.or([is('claim_expires_at', 'is', null), is('claim_expires_at', '<=', now)]))
    .orderBy('next_check_at');
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
