import { orQuota } from '../../../src/app/track-links';
import type { ImportStore, TakenWish } from '../../../src/core/import';
import type { Store } from '../../../src/core/store';
import { oweNotice, type ShopRow, type Tables } from './tables';

export function createMemoryImports(
  tables: Tables,
  { products, subscriptions, conversations }: Pick<Store, 'products' | 'subscriptions' | 'conversations'>,
): ImportStore {
  const waiting = (conversationId: number): ShopRow[] =>
    [...tables.subscriptions.values()]
      .filter(
        ({ subscription }) =>
          subscription.conversationId === conversationId && subscription.status !== 'ended',
      )
      .flatMap(({ shops }) => shops.filter(({ answerOwed }) => answerOwed === 'import'));
  return {
    place: ({ where, settings, ground }, now) => {
      const standing = [...tables.conversations.values()].find(
        (one) => one.where.channel === where.channel && one.where.externalId === where.externalId,
      );
      if (standing) return Promise.resolve(standing.id);
      return conversations.meet(where, now, ground).then(async ({ id }) => {
        await conversations.change(id, { settings, welcomedAt: now });
        return id;
      });
    },
    take: async (owner, wishes, now, owe) => {
      const taken: TakenWish[] = [];
      for (const { identity, history, looks, baseline, ...wish } of wishes) {
        const { url } = identity;
        const product = (await products.findByLink(url))?.id ?? identity;
        const added = await orQuota(subscriptions.add(owner, product, wish.rule, baseline, now));
        if ('of' in added) {
          taken.push({ subscriptionId: null, isNew: false, full: added });
          continue;
        }
        const { subscription, created } = added;
        taken.push({ subscriptionId: subscription.id, isNew: created, full: null });
        if (!created) continue;
        const row = tables.subscriptions.get(subscription.id)!;
        row.subscription = { ...row.subscription, ...wish };
        const known = tables.products.get(subscription.product.id)!;
        if (known.periods.length === 0) known.periods.push(...history);
        if (!looks) continue;
        row.shops[0]!.answerOwed = 'import';
        const nextCheckAt = Math.min(known.product.nextCheckAt, now);
        known.product = { ...known.product, nextCheckAt };
      }
      const draft = owe(taken.flatMap(({ subscriptionId, isNew }) => (isNew ? [subscriptionId!] : [])));
      if (draft) oweNotice(tables, owner.conversationId, draft, now);
      return taken;
    },
    countLooks: (conversationId) => Promise.resolve(waiting(conversationId).length),
    endWait: (conversationId) => {
      for (const shop of waiting(conversationId)) shop.answerOwed = null;
      return Promise.resolve();
    },
  };
}
