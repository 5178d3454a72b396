import { DEFAULT_RULE } from '../../../src/core/rule';
import type { Ground } from '../../../src/core/ground';
import type { Conversation } from '../../../src/core/records';
import type { ConversationStore } from '../../../src/core/store';
import type { Whereabouts } from '../../../src/core/turn';
import type { Tables } from './tables';

export function createMemoryConversations(tables: Tables): ConversationStore {
  const update = (id: number, change: Partial<Conversation>): Promise<void> => {
    const found = tables.conversations.get(id);
    if (found) tables.conversations.set(id, { ...found, ...change });
    return Promise.resolve();
  };
  return {
    meet: (where, now, ground) => {
      const found = [...tables.conversations.values()].find((one) => isSamePlace(one.where, where));
      const met: Conversation = {
        ...(found ?? newConversation(tables.nextId(), where)),
        where,
        ...(where.locale === undefined ? {} : { locale: where.locale }),
        timeZone: found?.timeZone ?? where.timeZone ?? null,
      };
      if (ground !== undefined) Object.assign(met, bringBack(met, { kind: ground, since: now }));
      tables.conversations.set(met.id, met);
      return Promise.resolve(met);
    },
    get: (id) => Promise.resolve(tables.conversations.get(id) ?? null),
    listIds: () => Promise.resolve([...tables.conversations.keys()]),
    findByDirectoryId: (channel, directoryId) => {
      const found = [...tables.conversations.values()].filter(
        ({ where }) => where.channel === channel && where.directoryId === directoryId,
      );
      return Promise.resolve(found.at(-1) ?? null);
    },
    change: update,
    lease: (id, claim, now) => {
      if ((tables.leases.get(id)?.expiresAt ?? 0) > now) return Promise.resolve(false);
      tables.leases.set(id, claim);
      return Promise.resolve(true);
    },
    giveBack: (id, token) => {
      if (tables.leases.get(id)?.token === token) tables.leases.delete(id);
      return Promise.resolve();
    },
    markGone: (id, now, forgetAddress) => {
      const where = tables.conversations.get(id)?.where;
      return update(id, {
        goneAt: now,
        ...(where && forgetAddress ? { where: { ...where, address: {} } } : {}),
      });
    },
    erase: (id) => Promise.resolve(eraseConversation(tables, id)),
    listGone: (before, limit) =>
      Promise.resolve(
        [...tables.conversations.values()]
          .filter(({ goneAt }) => goneAt !== null && goneAt < before)
          .slice(0, limit)
          .map(({ id }) => id),
      ),
    eraseGone: (id, before) => {
      const goneAt = tables.conversations.get(id)?.goneAt ?? null;
      return Promise.resolve(goneAt !== null && goneAt < before && eraseConversation(tables, id));
    },
    beginInbound: (conversationId, activityId, now, expiresAt) => {
      const key = `${conversationId} ${activityId}`;
      const found = tables.inbound.get(key);
      if (found && (found.finished || found.expiresAt > now)) return Promise.resolve(false);
      tables.inbound.set(key, { finished: false, expiresAt });
      return Promise.resolve(true);
    },
    isInboundOpen: (conversationId, activityId) =>
      Promise.resolve(tables.inbound.get(`${conversationId} ${activityId}`)?.finished === false),
    finishInbound: (conversationId, activityId, now) => {
      const found = tables.inbound.get(`${conversationId} ${activityId}`);
      if (found) Object.assign(found, { finished: true, expiresAt: now });
      return Promise.resolve();
    },
  };
}

function eraseConversation(tables: Tables, id: number): boolean {
  const conversation = tables.conversations.get(id);
  if (!conversation) return false;
  for (const [key, row] of tables.subscriptions) {
    if (row.subscription.conversationId !== id) continue;
    tables.subscriptions.delete(key);
    for (const [reminderKey, { subscriptionId }] of tables.reminders) {
      if (subscriptionId === key) tables.reminders.delete(reminderKey);
    }
  }
  for (const keyed of [tables.flows, tables.inbound]) {
    for (const key of keyed.keys()) if (key.startsWith(`${id} `)) keyed.delete(key);
  }
  removeAll(tables.deliveries, ({ conversationId }) => conversationId === id);
  removeAll(tables.chatLog, (row) => row.conversation === conversation.where.externalId);
  tables.lastShortId.delete(id);
  return tables.conversations.delete(id);
}

function removeAll<T>(rows: T[], isGone: (row: T) => boolean): void {
  rows.splice(0, rows.length, ...rows.filter((row) => !isGone(row)));
}

function isSamePlace(a: Whereabouts, b: Whereabouts): boolean {
  return a.channel === b.channel && a.tenant === b.tenant && a.externalId === b.externalId;
}

function bringBack({ ground: first, goneAt }: Conversation, ground: Ground): Partial<Conversation> {
  return { goneAt: null, ground: goneAt === null ? (first ?? ground) : ground };
}

function newConversation(id: number, where: Whereabouts): Conversation {
  return {
    id,
    where,
    settings: { defaultRule: DEFAULT_RULE },
    locale: 'en',
    timeZone: null,
    generation: 1,
    ground: null,
    goneAt: null,
    welcomedAt: null,
    unaskedAt: null,
  };
}
