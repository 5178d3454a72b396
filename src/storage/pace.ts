import type { Instant } from '../core/history';
import { type Bucket, type BucketState, type PaceStore, countSent, findRoom, takeRoom } from '../core/pace';
import type { Database, Executor } from './database';
import { fromJson, toJson } from './json';

export function createPaceStore(database: Database): PaceStore {
  const { db } = database;
  return {
    take: (buckets, now) => take(database, buckets, now),
    count: (buckets, now) => count(database, buckets, now),
    close: (key, until) => put(db, key, { closed_until: until }),
    block: (key, until) => put(db, key, { blocked_until: until, closed_until: until }),
    free: async (keys) => {
      await db
        .updateTable('pace')
        .set({ blocked_until: null, closed_until: 0 })
        .where('key', 'in', keys)
        .execute();
    },
  };
}

async function put(
  db: Executor,
  key: string,
  columns: { readonly closed_until: Instant; readonly blocked_until?: Instant },
): Promise<void> {
  await db
    .insertInto('pace')
    .values({ key, ...columns })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(columns))
    .execute();
}

/** See `PaceStore.take`. Rows are locked by their keys' order, so that two never wait for each other. */
function take(database: Database, buckets: readonly Bucket[], now: Instant): ReturnType<PaceStore['take']> {
  return database.db.transaction().execute(async (trx) => {
    const known = await lockBuckets(database, trx, buckets);
    const at = Math.max(now, ...known.map(({ bucket, state }) => findRoom(state, bucket, now)));
    const full = known.filter(({ bucket, state }) => findRoom(state, bucket, now) > now);
    if (full.length > 0) return { at, full: full.map(({ bucket }) => bucket.key), tried: [] };
    for (const { bucket, state } of known) await write(trx, bucket, takeRoom(state, bucket, now), now);
    const tried = known.filter(({ state }) => state.blockedUntil !== null).map(({ bucket }) => bucket.key);
    return { at: now, full: [], tried };
  });
}

/** See `PaceStore.count`. A blocked bucket stays blocked: an answer is no trial. */
function count(database: Database, buckets: readonly Bucket[], now: Instant): Promise<void> {
  return database.db.transaction().execute(async (trx) => {
    for (const { bucket, state } of await lockBuckets(database, trx, buckets)) {
      await write(trx, bucket, countSent(state, bucket, now), now);
    }
  });
}

interface KnownBucket {
  readonly bucket: Bucket;
  readonly state: BucketState;
}

async function lockBuckets(
  { hasRowLocks }: Database,
  trx: Executor,
  buckets: readonly Bucket[],
): Promise<KnownBucket[]> {
  await ensureRows(trx, buckets);
  const rows = await trx
    .selectFrom('pace')
    .selectAll()
    .where(
      'key',
      'in',
      buckets.map(({ key }) => key),
    )
    .orderBy('key')
    .$if(hasRowLocks, (query) => query.forUpdate())
    .execute();
  const states = new Map<string, BucketState>(
    rows.map((row) => [row.key, { sentAt: fromJson(row.sent_at), blockedUntil: row.blocked_until }]),
  );
  return buckets.flatMap((bucket) => {
    const state = states.get(bucket.key);
    return state ? [{ bucket, state }] : [];
  });
}

/** Only what is counted needs a row; what may be blocked has one when it is. */
async function ensureRows(trx: Executor, buckets: readonly Bucket[]): Promise<void> {
  const counted = buckets.filter(({ limits }) => limits.length > 0).map(({ key }) => ({ key }));
  if (counted.length === 0) return;
  await trx
    .insertInto('pace')
    .values(counted.sort((a, b) => (a.key < b.key ? -1 : 1)))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

async function write(trx: Executor, bucket: Bucket, state: BucketState, now: Instant): Promise<void> {
  await trx
    .updateTable('pace')
    .set({
      sent_at: toJson(state.sentAt),
      blocked_until: state.blockedUntil,
      closed_until: findRoom(state, bucket, now),
    })
    .where('key', '=', bucket.key)
    .execute();
}
