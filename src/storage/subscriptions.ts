import type { Instant } from '../core/history';
import type { SubscriptionView } from '../core/records';
import type { Page, SubscriptionStore } from '../core/store';
import { addSubscription } from './add-subscription';
import { choose, owe, setRule, setStatus, changeOne } from './change-subscription';
import type { Database, Executor } from './database';
import { toJson } from './json';
import { keepObjection, withdrawObjection } from './objections';
import { selectOwned, viewSubscriptions } from './subscription-rows';
import type { SubscriptionRow } from './subscription-rows';

export function createSubscriptionStore(database: Database): SubscriptionStore {
  const { db } = database;
  return {
    add: (owner, productId, rule, baseline, now) =>
      addSubscription(database, { ...owner, productId, rule, baseline, now }),
    list: (conversationId, offset, limit) => listStanding(db, conversationId, offset, limit),
    find: async (conversationId, shortId) =>
      viewOne(db, await selectOwned(db, conversationId).where('s.short_id', '=', shortId).executeTakeFirst()),
    findById: async (conversationId, id) =>
      viewOne(db, await selectOwned(db, conversationId).where('s.id', '=', id).executeTakeFirst()),
    lastEnded: (conversationId, since) => findLastEnded(db, conversationId, since),
    setRule: (conversationId, id, rule, baseline, purchase) =>
      setRule(db, conversationId, id, rule, baseline, purchase),
    setStatus: (conversationId, id, status, now) => setStatus(database, conversationId, id, status, now),
    choose: (conversationId, id, productId, baseline) =>
      choose(database, conversationId, id, productId, baseline),
    setUrgent: (conversationId, id, urgent) => changeOne(db, conversationId, id, { urgent }),
    setSnooze: (conversationId, id, snooze) =>
      changeOne(db, conversationId, id, { snooze: snooze && toJson(snooze) }),
    owe: (conversationId, id, question) => owe(db, conversationId, id, question),
    object: (conversationId, id, objection, limit) =>
      keepObjection(database, conversationId, id, objection, limit),
    withdrawObjection: (conversationId, id) => withdrawObjection(db, conversationId, id),
    resumeEpisode: (conversationId, id, rule, baseline) =>
      setRule(db, conversationId, id, rule, baseline, undefined),
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
