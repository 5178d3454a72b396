import type { Instant } from '../core/history';
import type { Lock } from '../core/records';
import type { SystemStore } from '../core/store';
import type { Database, Executor } from './database';
import { isCurrent } from './migrate';

export function createSystemStore({ db }: Database): SystemStore {
  return {
    acquireLock: (name, holder, now, staleBefore, takeFrom) =>
      acquireLock(db, { name, holder, now, staleBefore, takeFrom }),
    beatLock: async (name, holder, now) => {
      const { numUpdatedRows } = await db
        .updateTable('locks')
        .set({ heartbeat_at: now })
        .where('name', '=', name)
        .where('holder', '=', holder)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    releaseLock: async (name, holder) => {
      await db.deleteFrom('locks').where('name', '=', name).where('holder', '=', holder).execute();
    },
    releaseClaims: () => releaseClaims(db),
    tryWrite: (now) => tryWrite(db, now),
    isCurrent: () => isCurrent(db),
    secret: (name, make) => readSecret(db, name, make),
  };
}

interface LockRequest {
  readonly name: string;
  readonly holder: string;
  readonly now: Instant;
  readonly staleBefore: Instant;
  readonly takeFrom: string | null;
}

async function acquireLock(db: Executor, request: LockRequest): Promise<Lock | null> {
  const { name, holder, now, staleBefore, takeFrom } = request;
  const taken = await db
    .insertInto('locks')
    .values({ name, holder, heartbeat_at: now })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ holder, heartbeat_at: now })
        .where((is) =>
          is.or([
            is('locks.heartbeat_at', '<', staleBefore),
            is('locks.holder', 'in', takeFrom === null ? [holder] : [holder, takeFrom]),
          ]),
        ),
    )
    .returning('name')
    .executeTakeFirst();
  if (taken) return null;
  const standing = await db.selectFrom('locks').selectAll().where('name', '=', name).executeTakeFirst();
  // Released between the two statements: it is free now.
  if (!standing) return acquireLock(db, request);
  return { holder: standing.holder, heartbeatAt: standing.heartbeat_at };
}

/** Of a name that nobody locks. */
async function tryWrite(db: Executor, now: Instant): Promise<void> {
  const row = { holder: 'nobody', heartbeat_at: now };
  await db
    .insertInto('locks')
    .values({ name: 'written', ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}

function releaseClaims(db: Executor): Promise<void> {
  return db.transaction().execute(async (trx) => {
    for (const table of ['products', 'deliveries', 'cards'] as const) {
      await trx
        .updateTable(table)
        .set({ claim_token: null, claim_expires_at: null })
        .where('claim_token', 'is not', null)
        .execute();
    }
    await trx
      .updateTable('conversations')
      .set({ lease_token: null, lease_expires_at: null })
      .where('lease_token', 'is not', null)
      .execute();
    await trx.updateTable('lanes').set({ turn_token: null, turn_expires_at: null }).execute();
    await trx.updateTable('inbound').set({ claim_expires_at: 0 }).where('finished_at', 'is', null).execute();
  });
}

async function readSecret(db: Executor, name: string, make: () => string): Promise<string> {
  const standing = await findSecret(db, name);
  if (standing !== undefined) return standing;
  const secret = make();
  await db
    .insertInto('secrets')
    .values({ name, secret })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  // Another process may have been first: both go on with what stands.
  return (await findSecret(db, name)) ?? secret;
}

async function findSecret(db: Executor, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('secrets').select('secret').where('name', '=', name).executeTakeFirst();
  return row?.secret;
}
