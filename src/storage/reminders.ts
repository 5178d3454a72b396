import type { Instant } from '../core/history';
import type { NoticeDraft } from '../core/notice';
import type { Reminder } from '../core/records';
import type { DueReminder, ReminderStore } from '../core/store';
import type { Database, Executor } from './database';
import { oweNotices } from './owe-notices';
import { readSubscriptions, selectOwned, subscriptionIdsOf } from './subscription-rows';

type Owner = Parameters<ReminderStore['list']>[0];

export function createReminderStore(database: Database): ReminderStore {
  const { db } = database;
  return {
    set: (owner, subscriptionId, at, now) =>
      db.transaction().execute((trx) => setReminder(trx, owner, subscriptionId, at, now)),
    list: (owner) => listReminders(db, owner),
    cancel: (owner, subscriptionId) => cancelReminder(db, owner, subscriptionId),
    due: (now, soon, limit) => listDue(db, now, soon, limit),
    prepare: (reminder) => db.transaction().execute((trx) => prepare(trx, reminder)),
    raise: (reminder, draft, now) =>
      db.transaction().execute((trx) => raise(database, trx, reminder, draft, now)),
  };
}

async function setReminder(
  trx: Executor,
  { conversationId, person }: Owner,
  subscriptionId: number,
  at: Instant,
  now: Instant,
): Promise<boolean> {
  const owned = await selectOwned(trx, conversationId).where('s.id', '=', subscriptionId).executeTakeFirst();
  if (!owned) return false;
  const times = { remind_at: at, asked_at: now, is_prepared: 0 };
  await trx
    .insertInto('reminders')
    .values({ subscription_id: subscriptionId, person, ...times })
    .onConflict((conflict) => conflict.columns(['subscription_id', 'person']).doUpdateSet(times))
    .execute();
  return true;
}

async function listReminders(db: Executor, { conversationId, person }: Owner): Promise<Reminder[]> {
  const rows = await db
    .selectFrom('reminders as r')
    .innerJoin('subscriptions as s', 's.id', 'r.subscription_id')
    .select(['r.subscription_id', 'r.remind_at'])
    .where('s.conversation_id', '=', conversationId)
    .where('s.status', '!=', 'ended')
    .where('r.person', '=', person)
    .orderBy('r.remind_at')
    .orderBy('s.short_id')
    .execute();
  if (rows.length === 0) return [];
  const subscriptions = await readSubscriptions(db, new Set(rows.map((row) => row.subscription_id)));
  return rows.flatMap(({ subscription_id, remind_at: at }) => {
    const subscription = subscriptions.get(subscription_id);
    return subscription ? [{ subscription, at }] : [];
  });
}

async function cancelReminder(
  db: Executor,
  { conversationId, person }: Owner,
  subscriptionId: number,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('reminders')
    .where('person', '=', person)
    .where('subscription_id', 'in', subscriptionIdsOf(db, conversationId).where('id', '=', subscriptionId))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

function listDue(db: Executor, now: Instant, soon: Instant, limit: number): Promise<DueReminder[]> {
  return db
    .selectFrom('reminders as r')
    .innerJoin('subscriptions as s', 's.id', 'r.subscription_id')
    .innerJoin('conversations as c', 'c.id', 's.conversation_id')
    .select(['r.subscription_id as subscriptionId', 'r.person'])
    .select(['r.remind_at as at', 'r.asked_at as askedAt'])
    .where('r.remind_at', '<=', soon)
    .where((is) => is.or([is('r.remind_at', '<=', now), is('r.is_prepared', '=', 0)]))
    .where('c.gone_at', 'is', null)
    .orderBy('r.remind_at')
    .limit(limit)
    .execute();
}

async function prepare(trx: Executor, { subscriptionId, person, at }: DueReminder): Promise<void> {
  await trx
    .updateTable('reminders')
    .set({ is_prepared: 1 })
    .where('subscription_id', '=', subscriptionId)
    .where('person', '=', person)
    .where('remind_at', '=', at)
    .execute();
  await trx
    .updateTable('products')
    .set({ next_check_at: 0 })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('subscription_products')
        .select('product_id')
        .where('subscription_id', '=', subscriptionId),
    )
    .execute();
}

async function raise(
  database: Database,
  trx: Executor,
  { subscriptionId, person, at }: DueReminder,
  draft: NoticeDraft,
  now: Instant,
): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('reminders')
    .where('subscription_id', '=', subscriptionId)
    .where('person', '=', person)
    .where('remind_at', '=', at)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return;
  const owners = await trx
    .selectFrom('subscriptions as s')
    .innerJoin('conversations as c', 'c.id', 's.conversation_id')
    .select(['s.id as subscriptionId', 'c.id as conversationId', 'c.generation', 'c.channel', 'c.tenant'])
    .where('s.id', '=', subscriptionId)
    .where('s.status', '!=', 'ended')
    .execute();
  await oweNotices(database, trx, [draft], owners, now);
}
