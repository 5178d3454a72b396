import { NEW_EPISODE } from '../../../src/core/episode';
import type { SubscriptionStatus, SubscriptionView } from '../../../src/core/records';
import type { Baseline } from '../../../src/core/rule';
import { MOST_SHOPS } from '../../../src/core/shops';
import type { SubscriptionStore } from '../../../src/core/subscription-store';
import { ensureProduct, findByIdentity } from './memory-products';
import { checkRoom } from './memory-room';
import { viewSubscription } from './tables';
import type { ShopRow, SubscriptionRow, Tables } from './tables';

export function createMemorySubscriptions(tables: Tables): SubscriptionStore {
  const view = (row: SubscriptionRow | undefined): SubscriptionView | null =>
    row ? viewSubscription(tables, row) : null;
  const ofOwner = (conversationId: number): SubscriptionRow[] =>
    [...tables.subscriptions.values()].filter((row) => row.subscription.conversationId === conversationId);
  const standing = (conversationId: number): SubscriptionRow[] =>
    ofOwner(conversationId).filter((row) => row.subscription.status !== 'ended');
  const byId = (conversationId: number, id: number): SubscriptionRow | undefined =>
    ofOwner(conversationId).find((row) => row.subscription.id === id);
  const having = (conversationId: number, productId: number): SubscriptionRow | undefined =>
    standing(conversationId).find((row) => findShop(row, productId));
  const change = async (
    conversationId: number,
    id: number,
    edit: (row: SubscriptionRow) => void,
  ): Promise<boolean> => {
    const row = byId(conversationId, id);
    if (row) edit(row);
    return Promise.resolve(row !== undefined);
  };

  return {
    add: (owner, product, rule, baseline, now) =>
      Promise.resolve().then(() => {
        const known = typeof product === 'number' ? product : findByIdentity(tables, product)?.product.id;
        const found = known === undefined ? undefined : having(owner.conversationId, known);
        if (!found) checkRoom(tables, owner, product, now);
        const productId =
          typeof product === 'number' ? product : ensureProduct(tables, product, product.url, now).id;
        if (found) return { subscription: viewSubscription(tables, found), created: false };
        const id = tables.nextId();
        const shortId = (tables.lastShortId.get(owner.conversationId) ?? 0) + 1;
        tables.lastShortId.set(owner.conversationId, shortId);
        const row: SubscriptionRow = {
          subscription: {
            ...owner,
            id,
            shortId,
            rule,
            status: 'active',
            createdAt: now,
            endedAt: null,
            urgent: null,
            snooze: null,
            purchase: null,
          },
          shops: [makeShop(productId, baseline)],
        };
        tables.subscriptions.set(id, row);
        return { subscription: viewSubscription(tables, row), created: true };
      }),
    list: (conversationId, offset, limit) => {
      const rows = standing(conversationId).sort((a, b) => a.subscription.shortId - b.subscription.shortId);
      const items = rows.slice(offset, offset + limit).map((row) => viewSubscription(tables, row));
      return Promise.resolve({ items, total: rows.length });
    },
    find: (conversationId, shortId) =>
      Promise.resolve(view(ofOwner(conversationId).find((row) => row.subscription.shortId === shortId))),
    findById: (conversationId, id) => Promise.resolve(view(byId(conversationId, id))),
    lastEnded: (conversationId, since) => {
      const ended = ofOwner(conversationId)
        .filter(({ subscription: { status, endedAt } }) => status === 'ended' && (endedAt ?? 0) >= since)
        .sort((a, b) => (b.subscription.endedAt ?? 0) - (a.subscription.endedAt ?? 0));
      return Promise.resolve(view(ended[0]));
    },
    setRule: (conversationId, id, rule, baselines = new Map(), purchase) =>
      change(conversationId, id, (row) => {
        row.subscription = { ...row.subscription, rule, purchase: purchase ?? null };
        for (const shop of row.shops) {
          Object.assign(shop, {
            episode: NEW_EPISODE,
            baseline: baselines.get(shop.productId) ?? shop.baseline,
          });
        }
      }),
    setStatus: (conversationId, id, status, now) =>
      change(conversationId, id, (row) => {
        const isRevived = row.subscription.status === 'ended' && status !== 'ended';
        if (isRevived) checkRoom(tables, row.subscription, null, now);
        setStatus(row, status, now);
      }),
    choose: (conversationId, id, productId, baseline) => {
      const row = byId(conversationId, id);
      const other = having(conversationId, productId);
      if (row?.subscription.status !== 'choosing' || (other && other !== row)) return Promise.resolve(false);
      Object.assign(row.shops[0]!, { productId, baseline, episode: NEW_EPISODE });
      setStatus(row, 'active', 0);
      return Promise.resolve(true);
    },
    setUrgent: (conversationId, id, urgent) =>
      change(conversationId, id, (row) => {
        row.subscription = { ...row.subscription, urgent };
      }),
    setSnooze: (conversationId, id, snooze) =>
      change(conversationId, id, (row) => {
        row.subscription = { ...row.subscription, snooze };
      }),
    addShop: (conversationId, id, productId, baseline, now) => {
      const row = byId(conversationId, id);
      if (!row || ['ended', 'choosing'].includes(row.subscription.status))
        return Promise.resolve('not-there');
      const other = having(conversationId, productId);
      if (other === row) return Promise.resolve('has-it');
      if (row.shops.length >= MOST_SHOPS) return Promise.resolve('too-many');
      const moved = other && findShop(other, productId);
      row.shops.push({ ...(moved ?? makeShop(productId, baseline)), episode: NEW_EPISODE });
      if (other?.shops.length === 1) setStatus(other, 'ended', now);
      else if (other) other.shops = other.shops.filter((shop) => shop !== moved);
      return Promise.resolve('added');
    },
    removeShop: (conversationId, id, productId) => {
      const row = byId(conversationId, id);
      const rest = row?.shops.filter((shop) => shop.productId !== productId) ?? [];
      if (!row || rest.length === 0 || rest.length === row.shops.length) return Promise.resolve(false);
      row.shops = rest;
      return Promise.resolve(true);
    },
    owe: (conversationId, id, question, productId) =>
      change(conversationId, id, (row) => {
        for (const shop of row.shops) {
          if (productId === undefined || shop.productId === productId) shop.answerOwed = question;
        }
      }),
    object: (conversationId, id, productId, objection, { most, since }) => {
      const row = byId(conversationId, id);
      const shop = row && findShop(row, productId);
      const made = ofOwner(conversationId)
        .flatMap(({ shops }) => shops)
        .filter(({ objectedAt }) => (objectedAt ?? 0) > since).length;
      if (!shop) return Promise.resolve('not-there');
      if (made >= most) return Promise.resolve('too-many');
      Object.assign(shop, { objection, objectedAt: objection.at, answerOwed: 'report' });
      return Promise.resolve('kept');
    },
    withdrawObjection: (conversationId, id, productId) =>
      change(conversationId, id, (row) => {
        for (const shop of row.shops) {
          if (productId !== undefined && shop.productId !== productId) continue;
          shop.objection = null;
          if (shop.answerOwed === 'report') shop.answerOwed = null;
        }
      }),
    resumeEpisodes: (conversationId, id, baselines) =>
      change(conversationId, id, (row) => {
        for (const shop of row.shops) {
          const baseline = baselines.get(shop.productId);
          if (baseline) Object.assign(shop, { baseline, episode: NEW_EPISODE });
        }
      }),
  };
}

function makeShop(productId: number, baseline: Baseline | null): ShopRow {
  return {
    ...{ productId, baseline, episode: NEW_EPISODE },
    ...{ answerOwed: null, objection: null, objectedAt: null },
  };
}

function findShop({ shops }: SubscriptionRow, productId: number): ShopRow | undefined {
  return shops.find((shop) => shop.productId === productId);
}

function setStatus(row: SubscriptionRow, status: SubscriptionStatus, now: number): void {
  row.subscription = { ...row.subscription, status, endedAt: status === 'ended' ? now : null };
}
