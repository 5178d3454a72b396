import type { FlowStore } from '../../src/core/flow';
import { type BucketState, type PaceStore, countSent, findRoom, takeRoom } from '../../src/core/pace';
import type { HookStore } from '../../src/core/hook';
import type { ChatLog } from '../../src/core/chat-log';
import type { MemberStore } from '../../src/core/member-store';
import type { Store, SystemStore } from '../../src/core/store';
import type { Member } from '../../src/core/records';
import { createMemoryConnections } from './memory/memory-connections';
import { createMemoryConversations } from './memory/memory-conversations';
import { createMemoryDeliveries } from './memory/memory-deliveries';
import { createMemoryImports } from './memory/memory-imports';
import { createMemoryProducts } from './memory/memory-products';
import { createMemoryReminders } from './memory/memory-reminders';
import { createMemoryRobots } from './memory/memory-robots';
import { createMemorySubscriptions } from './memory/memory-subscriptions';
import { createMemoryLanes } from '../../src/http/memory-lanes';
import { makeTables, putFlow } from './memory/tables';
import type { Tables } from './memory/tables';

/** A store that forgets everything with the test; `tables` shows what it holds. */
export type MemoryStore = Store & { readonly tables: Tables };

export function createMemoryStore(): MemoryStore {
  const tables = makeTables();
  const products = createMemoryProducts(tables);
  const subscriptions = createMemorySubscriptions(tables);
  const conversations = createMemoryConversations(tables);
  return {
    tables,
    products,
    subscriptions,
    imports: createMemoryImports(tables, { products, subscriptions, conversations }),
    connections: createMemoryConnections(tables),
    conversations,
    // It forgets with the test.
    forgetting: { forget: () => Promise.resolve(false) },
    // Nobody asks it for figures.
    figures: { read: () => Promise.reject(new Error('no figures are kept in memory')) },
    flows: createMemoryFlows(tables),
    deliveries: createMemoryDeliveries(tables),
    // It keeps no ids of messages, and without one no card can be changed.
    cards: { claim: () => Promise.resolve([]), settle: () => Promise.resolve(false) },
    hooks: createMemoryHooks(),
    members: createMemoryMembers(),
    pace: createMemoryPace(tables),
    lanes: createMemoryLanes(),
    robots: createMemoryRobots(),
    // Nothing is ever blocked in it.
    blocks: {
      find: () => Promise.resolve(null),
      list: () => Promise.resolve([]),
      put: (host, reason, since) => Promise.resolve({ host, reason, since }),
      lift: () => Promise.resolve(false),
      listFollowers: () => Promise.resolve([]),
    },
    chatLog: createMemoryChatLog(tables),
    reminders: createMemoryReminders(tables),
    reports: {
      list: () => Promise.resolve([...tables.reports].reverse()),
      get: (id) => Promise.resolve(tables.reports.find((report) => report.id === id) ?? null),
    },
    system: createMemorySystem(tables),
    close: () => Promise.resolve(),
  };
}

function createMemoryFlows(tables: Tables): FlowStore {
  return {
    get: (conversationId, person) => Promise.resolve(tables.flows.get(`${conversationId} ${person}`) ?? null),
    list: (conversationId) =>
      Promise.resolve(
        [...tables.flows].flatMap(([key, flow]) => (key.startsWith(`${conversationId} `) ? [flow] : [])),
      ),
    put: (conversationId, person, next, version, now) =>
      Promise.resolve(putFlow(tables, conversationId, { person, next, version }, now)),
  };
}

function createMemoryMembers(): MemberStore {
  const members = new Map<string, Member & { subscriptionId: number }>();
  const change = (key: string, edit: (member: Member) => void): Promise<boolean> => {
    const found = members.get(key);
    if (found) edit(found);
    return Promise.resolve(found !== undefined);
  };
  return {
    join: (subscriptionId, member) => {
      const key = `${subscriptionId} ${member.person}`;
      const isNew = !members.has(key);
      if (isNew) members.set(key, { subscriptionId, mention: false, ...member });
      return Promise.resolve(isNew);
    },
    leave: (subscriptionId, person) => Promise.resolve(members.delete(`${subscriptionId} ${person}`)),
    setMention: (subscriptionId, person, mention) =>
      change(`${subscriptionId} ${person}`, (member) => Object.assign(member, { mention })),
    list: (subscriptionId) =>
      Promise.resolve([...members.values()].filter((member) => member.subscriptionId === subscriptionId)),
  };
}

function createMemoryHooks(): HookStore {
  const taken = new Set<string>();
  return {
    isTaken: (source, id) => Promise.resolve(taken.has(`${source} ${id}`)),
    markTaken: (source, id) => Promise.resolve(void taken.add(`${source} ${id}`)),
  };
}

function createMemoryPace({ pace }: Tables): PaceStore {
  const stateOf = (key: string): BucketState => pace.get(key) ?? { sentAt: [], blockedUntil: null };
  return {
    take: (buckets, now) => {
      const full = buckets.filter((bucket) => findRoom(stateOf(bucket.key), bucket, now) > now);
      const at = Math.max(now, ...full.map((bucket) => findRoom(stateOf(bucket.key), bucket, now)));
      const tried = buckets.filter(({ key }) => stateOf(key).blockedUntil !== null);
      if (full.length > 0) return Promise.resolve({ at, full: full.map(({ key }) => key), tried: [] });
      for (const bucket of buckets) pace.set(bucket.key, takeRoom(stateOf(bucket.key), bucket, now));
      return Promise.resolve({ at, full: [], tried: tried.map(({ key }) => key) });
    },
    count: (buckets, now) => {
      for (const bucket of buckets) pace.set(bucket.key, countSent(stateOf(bucket.key), bucket, now));
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
    block: (key, until) => Promise.resolve(void pace.set(key, { ...stateOf(key), blockedUntil: until })),
    free: (keys) => {
      for (const key of keys) pace.set(key, { ...stateOf(key), blockedUntil: null });
      return Promise.resolve();
    },
  };
}

function createMemoryChatLog(tables: Tables): ChatLog {
  const rows = tables.chatLog;
  return {
    append: (conversation, key, activity) => {
      const told = rows.find((row) => key !== null && row.conversation === conversation && row.key === key);
      if (told) return Promise.resolve(told.id);
      const id = tables.nextId();
      rows.push({ id, conversation, key, activity });
      return Promise.resolve(id);
    },
    read: (conversation, watermark, limit) =>
      Promise.resolve(
        rows
          .filter((row) => row.conversation === conversation && row.id > watermark)
          .slice(0, limit)
          .map(({ id, activity }) => ({ id, activity: { ...activity } })),
      ),
  };
}

function createMemorySystem(tables: Tables): SystemStore {
  const { locks, secrets } = tables;
  return {
    acquireLock: (name, holder, now, staleBefore, takeFrom) => {
      const standing = locks.get(name);
      const isTaken = standing && standing.heartbeatAt >= staleBefore && standing.holder !== takeFrom;
      if (isTaken) return Promise.resolve(standing);
      locks.set(name, { holder, heartbeatAt: now });
      return Promise.resolve(null);
    },
    beatLock: (name, holder, now) => {
      if (locks.get(name)?.holder !== holder) return Promise.resolve(false);
      locks.set(name, { holder, heartbeatAt: now });
      return Promise.resolve(true);
    },
    releaseLock: (name, holder) => {
      if (locks.get(name)?.holder === holder) locks.delete(name);
      return Promise.resolve();
    },
    releaseClaims: () => {
      for (const row of tables.products.values()) row.claim = null;
      for (const row of tables.deliveries) row.claim = null;
      return Promise.resolve();
    },
    tryWrite: () => Promise.resolve(),
    isCurrent: () => Promise.resolve(true),
    secret: (name, make) => {
      const secret = secrets.get(name) ?? make();
      secrets.set(name, secret);
      return Promise.resolve(secret);
    },
  };
}
