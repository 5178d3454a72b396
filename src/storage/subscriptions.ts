import type { Instant } from '../core/history';
import type { SubscriptionView } from '../core/records';
import type { Page, SubscriptionStore } from '../core/subscription-store';
import { addSubscription } from './add-subscription';
import { changeOne, choose, owe, resumeEpisodes, setRule, setStatus } from './change-subscription';
import type { Database, Executor } from './database';
import { toJson } from './json';
import type { Quotas } from './quotas';
import { keepObjection, withdrawObjection } from './objections';
import { selectOwned, viewSubscriptions } from './subscription-rows';
import type { SubscriptionRow } from './subscription-rows';
import { addShop, removeShop } from './subscription-shops';

export function createSubscriptionStore(database: Database, quotas: Quotas): SubscriptionStore {
  const { db } = database;
  return {
    add: (owner, product, rule, baseline, now) =>
      addSubscription({ database, quotas }, { ...owner, product, rule, baseline, now }),
    list: (conversationId, offset, limit) => listStanding(db, conversationId, offset, limit),
    find: async (conversationId, shortId) =>
      viewOne(db, await selectOwned(db, conversationId).where('s.short_id', '=', shortId).executeTakeFirst()),
    findById: async (conversationId, id) =>
      viewOne(db, await selectOwned(db, conversationId).where('s.id', '=', id).executeTakeFirst()),
    lastEnded: (conversationId, since) => findLastEnded(db, conversationId, since),
    setRule: (conversationId, id, rule, baselines, purchase) =>
      setRule(db, conversationId, id, rule, baselines, purchase),
    setStatus: (conversationId, id, status, now) =>
      setStatus({ database, quotas }, conversationId, id, status, now),
    choose: (conversationId, id, productId, baseline) =>
      choose(database, conversationId, id, productId, baseline),
    setUrgent: (conversationId, id, urgent) => changeOne(db, conversationId, id, { urgent }),
    setSnooze: (conversationId, id, snooze) =>
      changeOne(db, conversationId, id, { snooze: snooze && toJson(snooze) }),
    addShop: (conversationId, id, productId, baseline, now) =>
      addShop(database, { conversationId, id, productId, baseline, now }),
    removeShop: (conversationId, id, productId) => removeShop(database, conversationId, id, productId),
    owe: (conversationId, id, question, productId) => owe(db, conversationId, id, question, productId),
    object: (conversationId, id, productId, objection, limit) =>
      keepObjection(database, { conversationId, id, productId }, objection, limit),
    withdrawObjection: (conversationId, id, productId) =>
      withdrawObjection(db, conversationId, id, productId),
    resumeEpisodes: (conversationId, id, baselines) => resumeEpisodes(db, conversationId, id, baselines),
  };
}

async function viewOne(db: Executor, row: SubscriptionRow | undefined): Promise<SubscriptionView | null> {
  const [view] = row ? await viewSubscriptions(db, [row]) : [];
  return view ?? null;
}

async function listStanding(
  db: Executor,
  conversationId: number,
  offset: number,
  limit: number,
): Promise<Page<SubscriptionView>> {
  const rows = await selectOwned(db, conversationId)
    .where('s.status', '!=', 'ended')
    .orderBy('s.short_id')
    .offset(offset)
    .limit(limit)
    .execute();
  const { total } = await db
    .selectFrom('subscriptions')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('conversation_id', '=', conversationId)
    .where('status', '!=', 'ended')
    .executeTakeFirstOrThrow();
  return { items: await viewSubscriptions(db, rows), total };
}

async function findLastEnded(
  db: Executor,
  conversationId: number,
  since: Instant,
): Promise<SubscriptionView | null> {
  const row = await selectOwned(db, conversationId)
    .where('s.status', '=', 'ended')
    .where('s.ended_at', '>=', since)
    .orderBy('s.ended_at', 'desc')
    .orderBy('s.id', 'desc')
    .executeTakeFirst();
  return viewOne(db, row);
}
