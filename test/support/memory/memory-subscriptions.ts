import { NEW_EPISODE } from '../../../src/core/episode';
import type { SubscriptionStatus, SubscriptionView } from '../../../src/core/records';
import type { SubscriptionStore } from '../../../src/core/store';
import { viewSubscription } from './tables';
import type { SubscriptionRow, Tables } from './tables';

export function createMemorySubscriptions(tables: Tables): SubscriptionStore {
  const view = (row: SubscriptionRow | undefined): SubscriptionView | null =>
    row ? viewSubscription(tables, row) : null;
  const ofOwner = (conversationId: number): SubscriptionRow[] =>
    [...tables.subscriptions.values()].filter((row) => row.subscription.conversationId === conversationId);
  const standing = (conversationId: number): SubscriptionRow[] =>
    ofOwner(conversationId).filter((row) => row.subscription.status !== 'ended');
  const byId = (conversationId: number, id: number): SubscriptionRow | undefined =>
    ofOwner(conversationId).find((row) => row.subscription.id === id);
  const change = (
    conversationId: number,
    id: number,
    edit: (row: SubscriptionRow) => void,
  ): Promise<boolean> => {
    const row = byId(conversationId, id);
    if (row) edit(row);
    return Promise.resolve(row !== undefined);
  };

  return {
    add: (owner, productId, rule, baseline, now) => {
      const found = standing(owner.conversationId).find((row) => row.productId === productId);
      if (found) return Promise.resolve({ subscription: viewSubscription(tables, found), created: false });
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
        productId,
        baseline,
        episode: NEW_EPISODE,
        answerOwed: null,
        objection: null,
        objectedAt: null,
      };
      tables.subscriptions.set(id, row);
      return Promise.resolve({ subscription: viewSubscription(tables, row), created: true });
    },
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
    setRule: (conversationId, id, rule, baseline, purchase) =>
      change(conversationId, id, (row) => {
        row.subscription = { ...row.subscription, rule, purchase: purchase ?? null };
        row.episode = NEW_EPISODE;
        row.baseline = baseline ?? row.baseline;
      }),
    setStatus: (conversationId, id, status, now) =>
      change(conversationId, id, (row) => setStatus(row, status, now)),
    choose: (conversationId, id, productId, baseline) => {
      const row = byId(conversationId, id);
      const taken = standing(conversationId).some((other) => other !== row && other.productId === productId);
      if (row?.subscription.status !== 'choosing' || taken) return Promise.resolve(false);
      Object.assign(row, { productId, baseline, episode: NEW_EPISODE });
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
    owe: (conversationId, id, question) =>
      change(conversationId, id, (row) => {
        row.answerOwed = question;
      }),
    object: (conversationId, id, objection, { most, since }) => {
      const row = byId(conversationId, id);
      const made = ofOwner(conversationId).filter(({ objectedAt }) => (objectedAt ?? 0) > since).length;
      if (!row) return Promise.resolve('not-there');
      if (made >= most) return Promise.resolve('too-many');
      Object.assign(row, { objection, objectedAt: objection.at, answerOwed: 'report' });
      return Promise.resolve('kept');
    },
    withdrawObjection: (conversationId, id) =>
      change(conversationId, id, (row) => {
        row.objection = null;
        if (row.answerOwed === 'report') row.answerOwed = null;
      }),
    resumeEpisode: (conversationId, id, rule, baseline) =>
      change(conversationId, id, (row) => {
        row.subscription = { ...row.subscription, rule };
        row.baseline = baseline;
        row.episode = NEW_EPISODE;
      }),
  };
}

function setStatus(row: SubscriptionRow, status: SubscriptionStatus, now: number): void {
  row.subscription = { ...row.subscription, status, endedAt: status === 'ended' ? now : null };
}
