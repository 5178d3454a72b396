import type { Instant } from '../core/history';
import { type Kept, type Quota, QuotaError, findFullList, findFullShop } from '../core/quota';
import type { Executor } from './database';
import { isWanted } from './dormant';
import { countFailedHosts, readKnownHosts } from './failed-hosts';

/** Whose subscription it is. */
export interface Owner {
  readonly conversationId: number;
  readonly person: string;
}

/** What may still be added in a transaction, counted in it. */
interface Room {
  /**
   * Takes room for one subscription.
   * @param host of a product that nobody follows yet; null: one that is looked at anyway.
   * @returns null when there was room.
   */
  take(host: string | null): Quota | null;
}

/** Products that nobody follows yet: their hosts, and those that have a row, by id. */
interface Unfollowed {
  readonly hosts: readonly string[];
  readonly ids: readonly number[];
}

/** Counts what is kept. */
export interface Quotas {
  /** @param unfollowed those that `take` will be asked about. */
  readRoom(trx: Executor, owner: Owner, unfollowed: Unfollowed, now: Instant): Promise<Room>;
}

/**
 * A tenant may have very many rows: they are counted so often, and what this process adds meanwhile is added.
 */
const COUNT_TENANT_EVERY_MS = 60_000;

export function createQuotas(): Quotas {
  const tenants = new Map<string, { readonly countedAt: Instant; count: number }>();
  const countTenant = async (trx: Executor, place: Place, now: Instant): Promise<{ count: number }> => {
    for (const [key, { countedAt }] of tenants) {
      if (now < countedAt || now >= countedAt + COUNT_TENANT_EVERY_MS) tenants.delete(key);
    }
    const name = JSON.stringify([place.channel, place.tenant]);
    const known = tenants.get(name);
    if (known) return known;
    const counted = { countedAt: now, count: await countStanding(trx, place) };
    tenants.set(name, counted);
    return counted;
  };
  return {
    readRoom: async (trx, owner, unfollowed, now) => {
      const place = await readPlace(trx, owner.conversationId);
      const tenant = await countTenant(trx, place, now);
      const lists = {
        person: await countStanding(trx, { ...place, person: owner.person }),
        conversation: await countStanding(trx, { ...place, conversationId: owner.conversationId }),
      };
      return makeRoom(lists, tenant, await readShops(trx, owner.conversationId, unfollowed, now));
    },
  };
}

function makeRoom(
  lists: { person: number; conversation: number },
  tenant: { count: number },
  shops: Shops,
): Room {
  return {
    take: (host) => {
      const kept: Kept = { ...lists, tenant: tenant.count };
      const full = findFullList(kept) ?? (host === null ? null : shops.findFull(host));
      if (full) return full;
      lists.person += 1;
      lists.conversation += 1;
      tenant.count += 1;
      if (host !== null) shops.add(host);
      return null;
    },
  };
}

/** The hosts of products that nobody follows yet. */
interface Shops {
  findFull(host: string): Quota | null;
  add(host: string): void;
}

async function readShops(
  trx: Executor,
  conversationId: number,
  unfollowed: Unfollowed,
  now: Instant,
): Promise<Shops> {
  const products = await countProducts(trx, unfollowed);
  const failedHosts = await countFailedHosts(trx, conversationId, now);
  // Most conversations name no such hosts, and then it does not matter.
  const known = failedHosts > 0 ? await readKnownHosts(trx, unfollowed.hosts) : new Set();
  return {
    findFull: (host) => {
      const shop = { host, products: products.get(host) ?? 0, isKnown: known.has(host) };
      return findFullShop(shop, failedHosts);
    },
    add: (host) => void products.set(host, (products.get(host) ?? 0) + 1),
  };
}

interface Place {
  readonly channel: string;
  readonly tenant: string;
}

function readPlace(trx: Executor, conversationId: number): Promise<Place> {
  return trx
    .selectFrom('conversations')
    .select(['channel', 'tenant'])
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow();
}

/** Subscriptions that stand in a tenant: all, one person's, or one conversation's. */
async function countStanding(
  trx: Executor,
  { channel, tenant, person, conversationId }: Place & Partial<Owner>,
): Promise<number> {
  const { count } = await trx
    .selectFrom('subscriptions as s')
    .innerJoin('conversations as c', 'c.id', 's.conversation_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('c.channel', '=', channel)
    .where('c.tenant', '=', tenant)
    .where('s.status', '!=', 'ended')
    .$if(person !== undefined, (query) => query.where('s.person', '=', person ?? ''))
    .$if(conversationId !== undefined, (query) => query.where('s.conversation_id', '=', conversationId ?? 0))
    .executeTakeFirstOrThrow();
  return count;
}

/** Other products of each host that are looked at. */
async function countProducts(trx: Executor, { hosts, ids }: Unfollowed): Promise<Map<string, number>> {
  if (hosts.length === 0) return new Map();
  const rows = await trx
    .selectFrom('products')
    .select((eb) => ['host', eb.fn.countAll<number>().as('count')])
    .where('host', 'in', hosts)
    .where('dormant', '=', 0)
    .$if(ids.length > 0, (query) => query.where('id', 'not in', ids))
    .groupBy('host')
    .execute();
  return new Map(rows.map(({ host, count }) => [host, count]));
}

/** @returns the hosts of those of the products that nobody follows, by product id. */
export async function readUnfollowed(
  trx: Executor,
  productIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (productIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('products')
    .select(['id', 'host'])
    .where('id', 'in', productIds)
    .where((product) => product.not(isWanted(product)))
    .execute();
  return new Map(rows.map(({ id, host }) => [id, host]));
}

/** @throws QuotaError when the host of a product that nobody follows has no room. */
export async function checkShop(
  trx: Executor,
  conversationId: number,
  productId: number,
  now: Instant,
): Promise<void> {
  const host = (await readUnfollowed(trx, [productId])).get(productId);
  if (host === undefined) return;
  const shops = await readShops(trx, conversationId, { hosts: [host], ids: [productId] }, now);
  const full = shops.findFull(host);
  if (full) throw new QuotaError(full);
}
