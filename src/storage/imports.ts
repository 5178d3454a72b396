import type { Instant, Period } from '../core/history';
import type { ImportStore, NewWish, TakenWish } from '../core/import';
import type { ConversationRecord } from '../core/list-record';
import type { Quota } from '../core/quota';
import { insertSubscription } from './add-subscription';
import { FALLBACK_LOCALE } from './conversations';
import type { Database, Executor } from './database';
import { oweOne } from './deliveries';
import { toJson } from './json';
import { startPeriod } from './periods';
import { hostOf } from './product-rows';
import { ensure } from './products';
import { type Owner, type Quotas, readUnfollowed } from './quotas';
import { findFollowing, subscriptionIdsOf, subscriptionsOf } from './subscription-rows';

export function createImportStore(database: Database, quotas: Quotas): ImportStore {
  const { db } = database;
  return {
    place: (chat, now) => db.transaction().execute((trx) => place(trx, chat, now)),
    take: (owner, wishes, now, owe) =>
      db.transaction().execute(async (trx) => {
        const { conversationId } = owner;
        await database.takeTurn(trx, subscriptionsOf(conversationId));
        const links = await readLinks(trx, wishes);
        const full = await findFull(trx, quotas, { owner, wishes, links, now });
        const productIds = await findProducts(trx, {
          wishes: wishes.filter((wish) => !full.has(wish)),
          links,
          now,
        });
        await wakeProducts(database, trx, [...productIds.values()]);
        const taken: TakenWish[] = [];
        for (const wish of wishes) {
          const productId = productIds.get(wish);
          taken.push(
            productId === undefined
              ? { subscriptionId: null, isNew: false, full: full.get(wish) ?? null }
              : await takeWish(trx, owner, { wish, productId, now }),
          );
        }
        const draft = owe(
          taken.flatMap(({ subscriptionId, isNew }) =>
            isNew && subscriptionId !== null ? [subscriptionId] : [],
          ),
        );
        if (draft) await oweOne(database, trx, conversationId, draft, now);
        return taken;
      }),
    countLooks: async (conversationId) => {
      const { count } = await db
        .selectFrom('subscription_products as sp')
        .innerJoin('subscriptions as s', 's.id', 'sp.subscription_id')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('s.conversation_id', '=', conversationId)
        .where('s.status', '!=', 'ended')
        .where('sp.answer_owed', '=', 'import')
        .executeTakeFirstOrThrow();
      return count;
    },
    endWait: (conversationId) => endWait(db, conversationId),
  };
}

async function place(trx: Executor, chat: ConversationRecord, now: Instant): Promise<number> {
  const { where, settings, ground } = chat;
  const { channel, tenant, externalId } = where;
  await trx
    .insertInto('conversations')
    .values({
      ...{ channel, tenant, external_id: externalId, kind: where.kind, ground, ground_at: now },
      address: toJson(where.address),
      directory_id: where.directoryId ?? null,
      locale: where.locale ?? FALLBACK_LOCALE,
      time_zone: where.timeZone ?? null,
      settings: toJson(settings),
      welcomed_at: now,
    })
    .onConflict((conflict) => conflict.columns(['channel', 'tenant', 'external_id']).doNothing())
    .execute();
  const { id } = await trx
    .selectFrom('conversations')
    .select('id')
    .where('channel', '=', channel)
    .where('tenant', '=', tenant)
    .where('external_id', '=', externalId)
    .executeTakeFirstOrThrow();
  return id;
}

/** Wishes, and the ids of products by the links that lead to them. */
interface Wishes {
  readonly wishes: readonly NewWish[];
  readonly links: ReadonlyMap<string, number>;
  readonly now: Instant;
}

async function readLinks(trx: Executor, wishes: readonly NewWish[]): Promise<ReadonlyMap<string, number>> {
  if (wishes.length === 0) return new Map();
  const rows = await trx
    .selectFrom('product_links')
    .selectAll()
    .where('link', 'in', [...new Set(wishes.map(({ identity }) => identity.url))])
    .execute();
  return new Map(rows.map(({ link, product_id }) => [link, product_id]));
}

/**
 * @returns the wishes without room, and why: those that come first are taken. Asked before any product gets a
 * row.
 */
async function findFull(
  trx: Executor,
  quotas: Quotas,
  { owner, wishes, links, now }: Wishes & { readonly owner: Owner },
): Promise<ReadonlyMap<NewWish, Quota>> {
  const unfollowed = await readUnfollowed(trx, [...links.values()]);
  const standing = await readStanding(trx, owner.conversationId);
  const full = new Map<NewWish, Quota>();
  const hosts = wishes.map(({ identity }) => hostOf(identity.url));
  const room = await quotas.readRoom(trx, owner, { hosts, ids: [...unfollowed.keys()] }, now);
  for (const wish of wishes) {
    const id = links.get(wish.identity.url);
    if (id !== undefined && standing.has(id)) continue;
    const quota = room.take(id === undefined ? hostOf(wish.identity.url) : (unfollowed.get(id) ?? null));
    if (quota) full.set(wish, quota);
  }
  return full;
}

/** Products that a conversation follows. */
async function readStanding(trx: Executor, conversationId: number): Promise<ReadonlySet<number>> {
  const rows = await trx
    .selectFrom('subscription_products as sp')
    .innerJoin('subscriptions as s', 's.id', 'sp.subscription_id')
    .select('sp.product_id')
    .where('s.conversation_id', '=', conversationId)
    .where('s.status', '!=', 'ended')
    .execute();
  return new Set(rows.map(({ product_id }) => product_id));
}

/** In one order for all imports, so that two of them cannot wait for each other's new rows. */
async function findProducts(
  trx: Executor,
  { wishes, links, now }: Wishes,
): Promise<ReadonlyMap<NewWish, number>> {
  const ids = new Map<NewWish, number>();
  const inOrder = [...wishes].sort((a, b) => (nameProduct(a) < nameProduct(b) ? -1 : 1));
  for (const wish of inOrder) {
    const { identity } = wish;
    ids.set(wish, links.get(identity.url) ?? (await ensure(trx, identity, identity.url, now)).id);
  }
  return ids;
}

function nameProduct({ identity: { watcher, key } }: NewWish): string {
  return `${watcher} ${key}`;
}

/** Locked by id, as whoever erases does, before there are subscriptions to them. */
async function wakeProducts({ hasRowLocks }: Database, trx: Executor, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  if (hasRowLocks) {
    const locking = trx.selectFrom('products').select('id').where('id', 'in', ids).orderBy('id');
    await locking.forNoKeyUpdate().execute();
  }
  await trx.updateTable('products').set({ dormant: 0 }).where('id', 'in', ids).execute();
}

async function takeWish(
  trx: Executor,
  owner: Owner,
  { wish, productId, now }: { readonly wish: NewWish; readonly productId: number; readonly now: Instant },
): Promise<TakenWish> {
  const standing = await findFollowing(trx, owner.conversationId, productId);
  if (standing) return { subscriptionId: standing.subscription_id, isNew: false, full: null };
  await restoreHistory(trx, productId, wish.history);
  const { rule, baseline, status, urgent, snooze, looks } = wish;
  const { subscription_id } = await insertSubscription(trx, {
    ...owner,
    ...{ productId, rule, baseline, now },
    columns: { status, urgent, snooze: snooze && toJson(snooze) },
    owes: looks ? 'import' : null,
  });
  if (looks) await makeDue(trx, productId, now);
  return { subscriptionId: subscription_id, isNew: true, full: null };
}

/** Due now, but behind what single people wait for. */
async function makeDue(trx: Executor, productId: number, now: Instant): Promise<void> {
  await trx
    .updateTable('products')
    .set({ next_check_at: now })
    .where('id', '=', productId)
    .where('next_check_at', '>', now)
    .execute();
}

/** What we saw ourselves is never mixed with what others saw. The last period runs on until the next look. */
async function restoreHistory(trx: Executor, productId: number, history: readonly Period[]): Promise<void> {
  const last = history.at(-1);
  if (!last) return;
  const seen = await trx
    .selectFrom('periods')
    .select('id')
    .where('product_id', '=', productId)
    .executeTakeFirst();
  if (seen) return;
  for (const [index, period] of history.entries()) {
    await startPeriod(trx, productId, history[index - 1]?.endedAt ?? null, period);
  }
  await trx
    .updateTable('products')
    .set({ period_ended_at: last.endedAt })
    .where('id', '=', productId)
    .execute();
}

async function endWait(db: Executor, conversationId: number): Promise<void> {
  await db
    .updateTable('subscription_products')
    .set({ answer_owed: null })
    .where('answer_owed', '=', 'import')
    .where('subscription_id', 'in', subscriptionIdsOf(db, conversationId))
    .execute();
}
