import { CODE_LASTS_MS, MOST_MISSES } from '../../../src/core/connection';
import type { Connection, ConnectionStore, MovedList } from '../../../src/core/connection';
import type { Instant } from '../../../src/core/history';
import type { Tables } from './tables';

interface Row extends Connection {
  readonly code: string | null;
  readonly isConfirmed: boolean;
  readonly expiresAt: Instant;
}

export function createMemoryConnections(tables: Tables): ConnectionStore {
  const rows = new Map<number, Row>();
  const misses = new Map<number, Instant[]>();
  const find = (now: Instant, fits: (row: Row) => boolean): Row | null =>
    [...rows.values()].reverse().find((row) => row.expiresAt > now && fits(row)) ?? null;
  return {
    offer: (from, code, expiresAt) => {
      for (const row of rows.values()) if (row.from === from) rows.delete(row.id);
      const id = tables.nextId();
      rows.set(id, { ...{ id, from, code, expiresAt }, to: 0, person: '', name: '', isConfirmed: false });
      return Promise.resolve();
    },
    take: (code, { conversationId, person, name }, now) => {
      const recent = (misses.get(conversationId) ?? []).filter((at) => at + CODE_LASTS_MS > now);
      if (recent.length >= MOST_MISSES) return Promise.resolve('too-many');
      const row = find(now, (one) => one.code === code && one.from !== conversationId);
      if (!row) misses.set(conversationId, [...recent, now]);
      else rows.set(row.id, { ...row, ...{ code: null, to: conversationId, person, name } });
      return Promise.resolve(row ? (rows.get(row.id) ?? 'unknown') : 'unknown');
    },
    findTaken: (to, now) => Promise.resolve(find(now, (row) => row.to === to && !row.isConfirmed)),
    confirm: (id, expiresAt, now) => {
      const row = find(now, (one) => one.id === id && one.to !== 0 && !one.isConfirmed);
      if (row) rows.set(id, { ...row, isConfirmed: true, expiresAt });
      return Promise.resolve(row !== null);
    },
    findConfirmed: (from, now) => Promise.resolve(find(now, (row) => row.from === from && row.isConfirmed)),
    move: (id, now) => {
      const row = find(now, (one) => one.id === id && one.isConfirmed);
      if (!row) return Promise.resolve(null);
      rows.delete(id);
      return Promise.resolve(moveList(tables, row, now));
    },
    refuse: (id) => Promise.resolve(rows.delete(id)),
  };
}

function moveList(tables: Tables, { from, to, person }: Connection, now: Instant): MovedList {
  const listOf = (conversationId: number) =>
    [...tables.subscriptions.values()].filter(
      ({ subscription }) => subscription.conversationId === conversationId && subscription.status !== 'ended',
    );
  const known = new Set(listOf(to).flatMap(({ shops }) => shops.map(({ productId }) => productId)));
  const ids: number[] = [];
  const standing = listOf(from);
  for (const row of standing) {
    const shops = row.shops.filter(({ productId }) => !known.has(productId));
    if (shops.length === 0) {
      row.subscription = { ...row.subscription, status: 'ended', endedAt: now };
      continue;
    }
    row.shops = shops;
    const shortId = (tables.lastShortId.get(to) ?? 0) + 1;
    tables.lastShortId.set(to, shortId);
    row.subscription = { ...row.subscription, conversationId: to, person, shortId };
    ids.push(row.subscription.id);
  }
  for (const delivery of tables.deliveries) {
    if (ids.includes(delivery.draft.subscriptionId ?? 0)) delivery.conversationId = to;
  }
  return { ids, doubles: standing.length - ids.length };
}
