import type { DueReminder, ReminderStore } from '../../../src/core/store';
import { oweNotice, viewSubscription } from './tables';
import type { Tables } from './tables';

type Owner = Parameters<ReminderStore['list']>[0];

export function createMemoryReminders(tables: Tables): ReminderStore {
  const keyOf = (subscriptionId: number, person: string): string => `${subscriptionId} ${person}`;
  const prepared = new Set<DueReminder>();
  const findOwned = ({ conversationId }: Owner, id: number) => {
    const row = tables.subscriptions.get(id);
    return row?.subscription.conversationId === conversationId ? row : null;
  };
  return {
    set: (owner, subscriptionId, at, now) => {
      const row = findOwned(owner, subscriptionId);
      if (!row) return Promise.resolve(false);
      const { person } = owner;
      const reminder = { subscriptionId, person, at, askedAt: now };
      tables.reminders.set(keyOf(subscriptionId, person), reminder);
      return Promise.resolve(true);
    },
    list: (owner) =>
      Promise.resolve(
        [...tables.reminders.values()]
          .filter(({ person }) => person === owner.person)
          .sort((a, b) => a.at - b.at)
          .flatMap(({ subscriptionId, at }) => {
            const row = findOwned(owner, subscriptionId);
            if (!row || row.subscription.status === 'ended') return [];
            return [{ subscription: viewSubscription(tables, row), at }];
          }),
      ),
    cancel: (owner, subscriptionId) => {
      const isOwned = findOwned(owner, subscriptionId) !== null;
      return Promise.resolve(isOwned && tables.reminders.delete(keyOf(subscriptionId, owner.person)));
    },
    due: (now, soon, limit) =>
      Promise.resolve(
        [...tables.reminders.values()]
          .filter((reminder) => reminder.at <= now || (reminder.at <= soon && !prepared.has(reminder)))
          .sort((a, b) => a.at - b.at)
          .slice(0, limit),
      ),
    prepare: (reminder) => {
      prepared.add(reminder);
      for (const { productId } of tables.subscriptions.get(reminder.subscriptionId)?.shops ?? []) {
        const row = tables.products.get(productId);
        if (row) row.product = { ...row.product, nextCheckAt: 0 };
      }
      return Promise.resolve();
    },
    raise: ({ subscriptionId, person }, draft, now) => {
      tables.reminders.delete(keyOf(subscriptionId, person));
      const owner = tables.subscriptions.get(subscriptionId)?.subscription;
      if (owner && owner.status !== 'ended') oweNotice(tables, owner.conversationId, draft, now);
      return Promise.resolve();
    },
  };
}
