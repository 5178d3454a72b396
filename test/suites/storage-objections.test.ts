import { DAY } from '../../src/core/history';
import type { Objection } from '../../src/core/objection';
import type { PriceReport } from '../../src/core/price-report';
import type { Store } from '../../src/core/store';
import { euro } from '../support/periods';
import { offered } from '../support/readings';
import {
  NOW,
  claimOne,
  follow,
  lanesOf,
  look,
  makeProduct,
  periodAt,
  recordOf,
} from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const OBJECTION: Objection = { shown: { kind: 'price', price: euro(90) }, to: euro(49), at: NOW };
const REPORT = {
  shown: OBJECTION.shown,
  reading: offered(49),
  recording: { 'https://kettle.test/item': { html: '<p>49 €' } },
};
const LIMIT = { most: 2, since: NOW - DAY };

/** The product of this key was looked at and read otherwise than somebody says. */
async function report(
  store: Store,
  key: string,
  at: number,
  changes: Partial<PriceReport> = {},
): Promise<void> {
  const { id } = await makeProduct(store, key);
  await store.products.makeDue(id);
  await look(store, at, { nextCheckAt: at + 1000 * DAY, report: { ...REPORT, ...changes } });
}

describeStores(({ open, openTwice }) => {
  it('keeps an objection with its subscription, and has the next look recorded', async () => {
    const store = await open();
    const { subscription, conversation, product } = await follow(store, 'a', 'kettle');
    expect(subscription.objection).toBeNull();
    const { id } = subscription;
    expect(await store.subscriptions.object(conversation.id, id, product.id, OBJECTION, LIMIT)).toBe('kept');
    expect(await store.subscriptions.find(conversation.id, 1)).toMatchObject({ objection: OBJECTION });
    const claimed = await claimOne(store);
    expect(claimed.isDoubted).toBe(true);
    await store.products.recordCheck(claimed, NOW, ({ watches }) => {
      expect(watches).toMatchObject([{ objection: OBJECTION, answerOwed: 'report' }]);
      const standing = { ...OBJECTION, to: euro(50) };
      const watch = { subscriptionId: subscription.id, answerOwed: null, objection: standing } as const;
      return recordOf({ nextCheckAt: NOW, watches: [watch] });
    });
    expect((await claimOne(store)).isDoubted).toBe(false);
    expect(await store.subscriptions.find(conversation.id, 1)).toMatchObject({ objection: { to: euro(50) } });
  });

  it('takes an objection back, and what was owed because of it only', async () => {
    const store = await open();
    const { subscription, conversation, product } = await follow(store, 'a', 'kettle');
    const { id } = subscription;
    await store.subscriptions.object(conversation.id, id, product.id, OBJECTION, LIMIT);
    expect(await store.subscriptions.withdrawObjection(conversation.id, id)).toBe(true);
    expect(await store.subscriptions.find(conversation.id, 1)).toMatchObject({ objection: null });
    await store.subscriptions.owe(conversation.id, id, 'check');
    await store.subscriptions.withdrawObjection(conversation.id, id);
    const claimed = await claimOne(store);
    expect(claimed.isDoubted).toBe(false);
    await store.products.recordCheck(claimed, NOW, ({ watches }) => {
      expect(watches).toMatchObject([{ objection: null, answerOwed: 'check' }]);
      return recordOf();
    });
  });

  it('counts the objections of one conversation, taken back or not', async () => {
    const store = await open();
    const { subscription, conversation, product } = await follow(store, 'a', 'kettle');
    const other = await follow(store, 'a', 'pot');
    const third = await follow(store, 'a', 'pan');
    const elsewhere = await follow(store, 'b', 'pan');
    const object = (of: typeof other, at: number): Promise<string> =>
      store.subscriptions.object(
        of.conversation.id,
        of.subscription.id,
        of.product.id,
        { ...OBJECTION, at },
        { most: 2, since: at - DAY },
      );
    await store.subscriptions.object(conversation.id, subscription.id, product.id, OBJECTION, LIMIT);
    await store.subscriptions.withdrawObjection(conversation.id, subscription.id);
    expect(await object(other, NOW)).toBe('kept');
    expect(await object(third, NOW)).toBe('too-many');
    expect(await object(elsewhere, NOW)).toBe('kept');
    expect(await object(third, NOW + DAY)).toBe('kept');
  });

  it('lets nobody object for another conversation', async () => {
    const store = await open();
    const { subscription, product } = await follow(store, 'a', 'kettle');
    const stranger = await follow(store, 'b', 'pot');
    const { id } = subscription;
    const object = (conversationId: number, productId: number): Promise<string> =>
      store.subscriptions.object(conversationId, id, productId, OBJECTION, LIMIT);
    expect(await object(stranger.conversation.id, product.id)).toBe('not-there');
    expect(await object(subscription.conversationId, stranger.product.id)).toBe('not-there');
    expect(await store.subscriptions.withdrawObjection(stranger.conversation.id, id)).toBe(false);
    expect(await store.subscriptions.findById(subscription.conversationId, id)).toMatchObject({
      objection: null,
    });
  });

  it('keeps one report for each link, the newest', async () => {
    const store = await open();
    await follow(store, 'a', 'kettle');
    await report(store, 'kettle', NOW);
    await report(store, 'kettle', NOW + 1, { shown: { kind: 'no-price' } });
    const [only, ...others] = await store.reports.list();
    expect(others).toEqual([]);
    expect(only).toEqual({
      id: expect.any(Number),
      watcher: 'page',
      url: 'https://kettle.test/item',
      reportedAt: NOW + 1,
      shown: { kind: 'no-price' },
      reading: REPORT.reading,
    });
    expect(await store.reports.get(only!.id)).toEqual({ ...only, recording: REPORT.recording });
    expect(await store.reports.get(0)).toBeNull();
  });

  it('forgets the oldest report where there are more than 100', async () => {
    const store = await open();
    for (let i = 0; i <= 100; i += 1) await follow(store, 'a', `p${i}`);
    await settleAll(store);
    for (let i = 0; i <= 100; i += 1) await report(store, `p${i}`, NOW + i);
    const kept = await store.reports.list();
    expect(kept).toHaveLength(100);
    expect(kept.at(-1)?.url).toBe('https://p1.test/item');
  }, 60_000);

  it('takes the running period out of history, and lets the one before it run on', async () => {
    const store = await open();
    const { product } = await follow(store, 'a', 'kettle');
    await look(store, NOW, { period: periodAt(NOW, 100), nextCheckAt: NOW });
    await look(store, NOW + 10, { period: 'extend', nextCheckAt: NOW });
    await look(store, NOW + 20, { period: periodAt(NOW + 20, 49), nextCheckAt: NOW });
    await look(store, NOW + 30, { withdrawsPeriod: true, period: 'extend', nextCheckAt: NOW });
    expect(await store.products.history(product.id, 0)).toEqual([
      { ...periodAt(NOW, 100), endedAt: NOW + 30 },
    ]);
    await look(store, NOW + 40, { period: periodAt(NOW + 40, 49), nextCheckAt: NOW });
    await look(store, NOW + 50, { withdrawsPeriod: true, period: periodAt(NOW + 50, 90) });
    expect(await store.products.history(product.id, 0)).toEqual([
      { ...periodAt(NOW, 100), endedAt: NOW + 30 },
      periodAt(NOW + 50, 90),
    ]);
  });

  it('takes the only period out of history', async () => {
    const store = await open();
    const { product } = await follow(store, 'a', 'kettle');
    await look(store, NOW, { period: periodAt(NOW, 49), nextCheckAt: NOW });
    await look(store, NOW + 10, { withdrawsPeriod: true, period: periodAt(NOW + 10, 90) });
    expect(await store.products.history(product.id, 0)).toEqual([periodAt(NOW + 10, 90)]);
  });

  it('counts objections that two processes take at once', async () => {
    const [first, second] = await openTwice();
    const { conversation } = await follow(first, 'a', 'p0');
    const followed = [];
    for (const key of ['p1', 'p2', 'p3', 'p4']) followed.push(await follow(first, 'a', key));
    const results = await Promise.all(
      followed.map(({ subscription: { id }, product }, i) =>
        (i % 2 ? first : second).subscriptions.object(conversation.id, id, product.id, OBJECTION, LIMIT),
      ),
    );
    expect(results.filter((result) => result === 'kept')).toHaveLength(2);
  });
});

/** Nothing is due any more. */
async function settleAll(store: Store): Promise<void> {
  const claimed = await store.products.claimDue(NOW, 200, { token: 'all', expiresAt: NOW + 1 }, lanesOf());
  for (const one of claimed) {
    await store.products.recordCheck(one, NOW, () => recordOf({ nextCheckAt: NOW + 1000 * DAY }));
  }
}
