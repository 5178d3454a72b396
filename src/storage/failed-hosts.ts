import type { Instant } from '../core/history';
import { FAILED_HOSTS_COUNT_MS, MOST_FAILED_HOSTS } from '../core/quota';
import type { Executor } from './database';

/** No answer came, or none may be asked for. */
const FAILED = ['refused', 'unreachable'] as const;

/**
 * Hosts that a conversation named and that failed, at products that were first looked at lately and never
 * showed an offer.
 */
export async function countFailedHosts(trx: Executor, conversationId: number, now: Instant): Promise<number> {
  const { count } = await trx
    .selectFrom('subscriptions as s')
    .innerJoin('subscription_products as sp', 'sp.subscription_id', 's.id')
    .innerJoin('products as p', 'p.id', 'sp.product_id')
    .select((eb) => eb.fn.count<number>('p.host').distinct().as('count'))
    .where('s.conversation_id', '=', conversationId)
    .where('p.confirmed', 'is', null)
    .where('p.last_kind', 'in', FAILED)
    .where('p.first_checked_at', '>', now - FAILED_HOSTS_COUNT_MS)
    .executeTakeFirstOrThrow();
  return count;
}

/** @returns those of the hosts that have answered before, whoever asked for it. */
export async function readKnownHosts(trx: Executor, hosts: readonly string[]): Promise<ReadonlySet<string>> {
  if (hosts.length === 0) return new Set();
  const rows = await trx
    .selectFrom('products')
    .select('host')
    .where('host', 'in', hosts)
    .where('last_kind', 'not in', FAILED)
    .groupBy('host')
    .execute();
  return new Set(rows.map(({ host }) => host));
}

/** See `ProductStore.mayLookFirst`. */
export async function mayLookFirst(db: Executor, productId: number, now: Instant): Promise<boolean> {
  const { host } = await db
    .selectFrom('products')
    .select('host')
    .where('id', '=', productId)
    .executeTakeFirstOrThrow();
  const followers = await db
    .selectFrom('subscription_products as sp')
    .innerJoin('subscriptions as s', 's.id', 'sp.subscription_id')
    .select('s.conversation_id')
    .distinct()
    .where('sp.product_id', '=', productId)
    .where('s.status', '!=', 'ended')
    .execute();
  for (const { conversation_id } of followers) {
    if ((await countFailedHosts(db, conversation_id, now)) < MOST_FAILED_HOSTS) return true;
  }
  return (await readKnownHosts(db, [host])).has(host);
}
