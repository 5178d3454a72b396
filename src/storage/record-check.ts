import { DAY } from '../core/history';
import type { Instant } from '../core/history';
import type { CheckFacts, CheckRecord, ClaimedProduct, WatchChange } from '../core/records';
import { markCards } from './cards';
import type { Database, Executor } from './database';
import { findDouble, takeIdentity } from './identity';
import { toJson } from './json';
import { oweNotices } from './owe-notices';
import { readPeriods, startPeriod, withdrawPeriod } from './periods';
import { keepReport } from './price-reports';
import { productFrom } from './product-rows';
import type { ProductRow } from './product-rows';
import { baselineColumns, readFollowers } from './subscription-rows';
import type { Follower } from './subscription-rows';

const HISTORY_DAYS = 400;

/** See `ProductStore.recordCheck`. When `decide` throws, nothing is changed and the claim stands. */
export function recordCheck(
  database: Database,
  claimed: ClaimedProduct,
  now: Instant,
  decide: (facts: CheckFacts) => CheckRecord,
): Promise<boolean> {
  return database.db.transaction().execute(async (trx) => {
    const row = await lockClaimed(database, trx, claimed);
    if (!row) return false;
    const followers = await readFollowers(database, trx, row.id);
    const history = await readPeriods(trx, row.id, now - HISTORY_DAYS * DAY);
    const watches = followers.map((follower) => follower.watch);
    const record = decide({ product: productFrom(row), history, watches });
    const { identity } = record;
    const double = identity ? await findDouble(database, trx, row.id, identity) : null;
    // A row that gives way to an older one writes nothing: what it owes is answered by a look at that one, on
    // its history.
    if (double === null || double > row.id) {
      await writeRecord(database, trx, row, followers, record, now);
      if (isNews(record))
        await markCards(
          database,
          trx,
          followers.map(({ watch }) => watch.subscription.id),
          now,
        );
    }
    if (identity) await takeIdentity(trx, row.id, double, identity, now);
    return true;
  });
}

/** What cards that were sent may have to say. */
function isNews({ period, withdrawsPeriod, watches }: CheckRecord): boolean {
  return (
    typeof period === 'object' || withdrawsPeriod === true || watches.some(({ status }) => status === 'ended')
  );
}

/**
 * No stronger lock than needed: whoever owes a notice about the product meanwhile refers to it, and must not
 * wait for us.
 */
function lockClaimed(
  { hasRowLocks }: Database,
  trx: Executor,
  { claim, product }: ClaimedProduct,
): Promise<ProductRow | undefined> {
  return trx
    .selectFrom('products')
    .selectAll()
    .where('id', '=', product.id)
    .where('claim_token', '=', claim.token)
    .$if(hasRowLocks, (query) => query.forNoKeyUpdate())
    .executeTakeFirst();
}

async function writeRecord(
  database: Database,
  trx: Executor,
  row: ProductRow,
  followers: readonly Follower[],
  record: CheckRecord,
  now: Instant,
): Promise<void> {
  const runningUntil = record.withdrawsPeriod ? await withdrawPeriod(trx, row.id) : row.period_ended_at;
  if (typeof record.period === 'object') await startPeriod(trx, row.id, runningUntil, record.period);
  await writeProduct(trx, row, record, now);
  for (const change of record.watches) await writeWatch(trx, row.id, change, now);
  if (record.report)
    await keepReport(trx, { ...record.report, ...(record.identity ?? row), reportedAt: now });
  await oweNotices(
    database,
    trx,
    record.notices,
    followers.map((follower) => follower.owner),
    now,
  );
}

async function writeProduct(
  trx: Executor,
  row: ProductRow,
  record: CheckRecord,
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('products')
    .set({
      ...(record.confirmed ? { confirmed: toJson(record.confirmed) } : {}),
      pending: record.pending && toJson(record.pending),
      validators: toJson(record.validators),
      reads_since_full: record.readsSinceFull,
      next_check_at: record.nextCheckAt,
      wait_ms: Math.max(1, record.nextCheckAt - now),
      ...(record.kind === null
        ? {}
        : { checked_at: now, first_checked_at: row.first_checked_at ?? now, last_kind: record.kind }),
      ...(record.endsOn === undefined ? {} : { ends_on: record.endsOn }),
      failures: record.failures,
      trouble_told_at: record.troubleToldAt,
      period_ended_at: endPeriod(row, record.period, now),
      claim_token: null,
      claim_expires_at: null,
    })
    .where('id', '=', row.id)
    .execute();
}

function endPeriod(row: ProductRow, period: CheckRecord['period'], now: Instant): Instant | null {
  if (period === 'none') return row.period_ended_at;
  return period === 'extend' ? now : period.endedAt;
}

async function writeWatch(
  trx: Executor,
  productId: number,
  change: WatchChange,
  now: Instant,
): Promise<void> {
  const columns = {
    ...(change.baseline ? baselineColumns(change.baseline) : {}),
    ...(change.episode ? { episode: toJson(change.episode) } : {}),
    ...(change.answerOwed === null ? { answer_owed: null } : {}),
    ...(change.objection === undefined ? {} : { objection: change.objection && toJson(change.objection) }),
  };
  if (Object.keys(columns).length > 0) {
    await trx
      .updateTable('subscription_products')
      .set(columns)
      .where('product_id', '=', productId)
      .where('subscription_id', '=', change.subscriptionId)
      .execute();
  }
  if (change.status === undefined) return;
  await trx
    .updateTable('subscriptions')
    .set({ status: change.status, ended_at: change.status === 'ended' ? now : null })
    .where('id', '=', change.subscriptionId)
    .execute();
}
