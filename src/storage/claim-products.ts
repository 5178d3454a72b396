import type { ExpressionBuilder, SqlBool } from 'kysely';
import type { Instant } from '../core/history';
import { IDLE_LANE, type LaneState, isClosed } from '../core/lane';
import type { Claim, ClaimedProduct } from '../core/records';
import type { ClaimLanes } from '../core/store';
import type { Database, Executor } from './database';
import { isWanted, layToRest } from './dormant';
import { laneFrom } from './lanes';
import { isDoubted } from './objections';
import { type ProductRow, productFrom } from './product-rows';
import type { Tables } from './schema';

/** Rows read for each one claimed, since several of them may be of one lane. */
const ROWS_PER_CLAIM = 8;

interface DueQuery {
  readonly now: Instant;
  readonly limit: number;
  readonly claim: Claim;
  readonly lanes: ClaimLanes;
}

type DueRow = ProductRow & {
  readonly is_wanted: SqlBool;
  readonly is_doubted: SqlBool;
  readonly is_asked: SqlBool;
};

/** Where a claim that needs several batches stands. */
interface Search {
  /** Lanes of what is in hand. */
  readonly taken: Set<string>;
  /** Hosts of lanes that are taken or closed: nothing more of them is read. */
  readonly skipped: Set<string>;
  readonly claimed: DueRow[];
}

/** See `ProductStore.claimDue`. */
export async function claimDue(database: Database, query: DueQuery): Promise<ClaimedProduct[]> {
  const { claim, lanes, limit } = query;
  const search: Search = { taken: new Set(lanes.busy), skipped: new Set(), claimed: [] };
  // Behind what nobody wants, and behind the many of one lane, there may be more.
  while (search.claimed.length < limit && (await claimBatch(database, query, search)));
  return search.claimed.map((row) => ({
    claim,
    product: productFrom(row),
    isDoubted: Boolean(row.is_doubted),
  }));
}

/** @returns whether there may be more. */
function claimBatch({ db, hasRowLocks }: Database, query: DueQuery, search: Search): Promise<boolean> {
  const { now, limit, claim } = query;
  const most = limit * ROWS_PER_CLAIM;
  return db.transaction().execute(async (trx) => {
    const closable = await readLanes(trx, now);
    const due = await selectDue(trx, now)
      .$if(search.skipped.size > 0, (is) => is.where('host', 'not in', [...search.skipped]))
      .limit(most)
      .$if(hasRowLocks, (is) => is.forNoKeyUpdate('products').skipLocked())
      .execute();
    const unwanted = due.filter((row) => !row.is_wanted);
    if (unwanted.length > 0) await layToRest(trx, listIds(unwanted));
    const rows = due.filter((row) => row.is_wanted && takeLane(row, query, closable, search));
    const chosen = rows.slice(0, limit - search.claimed.length);
    if (chosen.length > 0) await writeClaim(trx, listIds(chosen), claim);
    search.claimed.push(...chosen);
    return due.length === most;
  });
}

/** Is this the row that its lane may have looked at now? Then no other one is. */
function takeLane(
  row: DueRow,
  { now, lanes }: DueQuery,
  closable: ReadonlyMap<string, LaneState>,
  { taken, skipped }: Search,
): boolean {
  const lane = lanes.of(row.url);
  const isFree = !taken.has(lane) && !isClosed(closable.get(lane) ?? IDLE_LANE, Boolean(row.is_asked), now);
  skipped.add(row.host);
  if (isFree) taken.add(lane);
  return isFree;
}

/** Lanes that may be closed. */
async function readLanes(trx: Executor, now: Instant): Promise<ReadonlyMap<string, LaneState>> {
  const rows = await trx
    .selectFrom('lanes')
    .selectAll()
    .where((is) =>
      is.or([is('turn_expires_at', '>', now), is('free_at', '>', now), is('paused_until', '>', now)]),
    )
    .execute();
  return new Map(rows.map((row) => [row.lane, laneFrom(row)]));
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

/**
 * Free products that are due, whether anybody wants a look at them, waits for it, and whether it is to be
 * recorded.
 */
function selectDue(trx: Executor, now: Instant) {
  return trx
    .selectFrom('products')
    .selectAll('products')
    .select((product) => [
      isWanted(product).as('is_wanted'),
      isDoubted(product).as('is_doubted'),
      isAsked(product).as('is_asked'),
    ])
    .where('dormant', '=', 0)
    .where('next_check_at', '<=', now)
    .where((is) => is.or([is('claim_expires_at', 'is', null), is('claim_expires_at', '<=', now)]))
    .orderBy('next_check_at');
}

/** Somebody waits for the look. */
export function isAsked(product: ExpressionBuilder<Tables, 'products'>) {
  return product.or([
    product('products.next_check_at', '=', 0),
    product.exists(
      product
        .selectFrom('subscription_products as sp')
        .select('sp.product_id')
        .whereRef('sp.product_id', '=', 'products.id')
        .where('sp.answer_owed', 'is not', null),
    ),
  ]);
}
