import type { Selectable } from 'kysely';
import { type Block, type BlockStore, type BlockedFollower, listCovering } from '../core/block';
import type { Instant } from '../core/history';
import { bareHost } from '../core/parse-url';
import type { Database, Executor } from './database';
import type { BlocksTable } from './product-tables';

export function createBlockStore({ db }: Database): BlockStore {
  return {
    find: async (host) => {
      const row = await db
        .selectFrom('blocks')
        .selectAll()
        .where('host', 'in', listCovering(host))
        .executeTakeFirst();
      return row ? blockFrom(row) : null;
    },
    list: async () => (await db.selectFrom('blocks').selectAll().orderBy('host').execute()).map(blockFrom),
    put: (host, reason, now) => db.transaction().execute((trx) => put(trx, { host, reason, since: now })),
    lift: async (host) => {
      const { numDeletedRows } = await db.deleteFrom('blocks').where('host', '=', host).executeTakeFirst();
      return numDeletedRows > 0n;
    },
    listFollowers: (block) => listFollowers(db, block),
  };
}

async function put(trx: Executor, block: Block): Promise<Block> {
  const row = await trx
    .insertInto('blocks')
    .values(block)
    .onConflict((conflict) => conflict.column('host').doUpdateSet({ reason: block.reason }))
    .returningAll()
    .executeTakeFirstOrThrow();
  await interruptLooks(trx, await listHosts(trx, block.host), block.since);
  return blockFrom(row);
}

/** A look that has its answer already would tell everybody that the shop can be read. */
async function interruptLooks(trx: Executor, hosts: readonly string[], now: Instant): Promise<void> {
  if (hosts.length === 0) return;
  await trx
    .updateTable('products')
    .set({ claim_token: null, claim_expires_at: null })
    .where('host', 'in', hosts)
    .execute();
  await trx
    .updateTable('products')
    .set({ trouble_told_at: now })
    .where('host', 'in', hosts)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('subscription_products as sp')
        .innerJoin('subscriptions as s', 's.id', 'sp.subscription_id')
        .select('sp.product_id')
        .where('s.status', '=', 'active'),
    )
    .execute();
}

async function listFollowers(db: Executor, { host, since }: Block): Promise<BlockedFollower[]> {
  const hosts = await listHosts(db, host);
  if (hosts.length === 0) return [];
  return db
    .selectFrom('subscription_products as sp')
    .innerJoin('subscriptions as s', 's.id', 'sp.subscription_id')
    .innerJoin('products as p', 'p.id', 'sp.product_id')
    .select(['s.conversation_id as conversationId', 's.id as subscriptionId', 'sp.product_id as productId'])
    .where('p.host', 'in', hosts)
    .where('s.status', '=', 'active')
    .where('s.created_at', '<=', since)
    .where('sp.answer_owed', 'is', null)
    .orderBy('s.id')
    .execute();
}

/** Of products: the host and those under it, with their ports. */
async function listHosts(db: Executor, blocked: string): Promise<string[]> {
  const rows = await db.selectFrom('products').select('host').distinct().execute();
  return rows
    .map(({ host }) => host)
    .filter((host) => listCovering(bareHost(new URL(`http://${host}`))).includes(blocked));
}

function blockFrom({ host, reason, since }: Selectable<BlocksTable>): Block {
  return { host, reason, since };
}
