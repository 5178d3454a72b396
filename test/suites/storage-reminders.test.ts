import type { NoticeDraft } from '../../src/core/notice';
import type { DueReminder, Store } from '../../src/core/store';
import { NOW, claimOf, follow } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const SOON = NOW + 120_000;

function draftOf({ subscriptionId, person, at, askedAt }: DueReminder): NoticeDraft {
  const body = { kind: 'reminder', person, askedAt } as const;
  const idempotencyKey = `reminder:${subscriptionId}:${person}:${at}`;
  return { subscriptionId, productId: null, idempotencyKey, body };
}

/** Ann follows the kettle. */
async function start(store: Store) {
  const { conversation, subscription } = await follow(store, 'a', 'kettle');
  return { subscription, id: subscription.id, ann: { conversationId: conversation.id, person: 'ann' } };
}

describeStores(({ open, openTwice }) => {
  it('keeps one reminder of each person and subscription, the newest', async () => {
    const store = await open();
    const { subscription, id, ann } = await start(store);
    const ben = { ...ann, person: 'ben' };
    expect(await store.reminders.set(ann, id, NOW + 10, NOW)).toBe(true);
    expect(await store.reminders.set(ann, id, NOW + 30, NOW)).toBe(true);
    expect(await store.reminders.set(ben, id, NOW + 20, NOW)).toBe(true);
    expect(await store.reminders.list(ann)).toEqual([{ subscription, at: NOW + 30 }]);
    expect(await store.reminders.cancel(ann, id)).toBe(true);
    expect(await store.reminders.cancel(ann, id)).toBe(false);
    expect(await store.reminders.list(ann)).toEqual([]);
    expect(await store.reminders.list(ben)).toHaveLength(1);
  });

  it('lets nobody touch those of another conversation', async () => {
    const store = await open();
    const { id, ann } = await start(store);
    const { conversation } = await follow(store, 'b', 'pot');
    const stranger = { conversationId: conversation.id, person: 'ann' };
    expect(await store.reminders.set(stranger, id, NOW, NOW)).toBe(false);
    await store.reminders.set(ann, id, NOW, NOW);
    expect(await store.reminders.list(stranger)).toEqual([]);
    expect(await store.reminders.cancel(stranger, id)).toBe(false);
    expect(await store.reminders.list(ann)).toHaveLength(1);
  });

  it('tells once that one comes soon, and when its time has come', async () => {
    const store = await open();
    const { subscription, id, ann } = await start(store);
    const reminder = { subscriptionId: id, person: 'ann' };
    await store.reminders.set(ann, id, SOON, NOW - 5);
    expect(await store.reminders.due(NOW - 1, SOON - 1, 10)).toEqual([]);
    const due = await store.reminders.due(NOW, SOON, 10);
    expect(due).toEqual([{ ...reminder, at: SOON, askedAt: NOW - 5 }]);
    await store.reminders.prepare(due[0]!);
    expect((await store.products.get(subscription.product.id))?.nextCheckAt).toBe(0);
    expect(await store.reminders.due(NOW, SOON, 10)).toEqual([]);
    expect(await store.reminders.due(SOON, SOON, 10)).toHaveLength(1);
    expect(await store.reminders.due(SOON, SOON, 0)).toEqual([]);
  });

  it('waits while the conversation cannot be reached', async () => {
    const store = await open();
    const { subscription, id, ann } = await start(store);
    await store.reminders.set(ann, id, NOW, NOW);
    await store.conversations.markGone(ann.conversationId, NOW, false);
    expect(await store.reminders.due(NOW, SOON, 10)).toEqual([]);
    const { where } = (await store.conversations.get(ann.conversationId))!;
    await store.conversations.meet(where, NOW + 1, 'spoke');
    expect(await store.reminders.due(NOW + 1, SOON, 10)).toMatchObject([{ subscriptionId: subscription.id }]);
  });

  it('owes the notice once, whoever raises it, and forgets the reminder', async () => {
    const [first, second] = await openTwice();
    const { id, ann } = await start(first);
    await first.reminders.set(ann, id, NOW, NOW);
    const [due] = await first.reminders.due(NOW, NOW, 1);
    await Promise.all([first, second].map((store) => store.reminders.raise(due!, draftOf(due!), NOW)));
    expect(await first.reminders.list(ann)).toEqual([]);
    const [delivery, ...others] = await first.deliveries.claim(NOW, 10, claimOf('send'));
    expect(others).toEqual([]);
    expect(delivery).toMatchObject({
      notice: { body: { kind: 'reminder', person: 'ann', askedAt: NOW } },
      subscription: { id },
    });
  });

  it('owes nothing for one that was changed meanwhile, or whose subscription has ended', async () => {
    const store = await open();
    const { id, ann } = await start(store);
    await store.reminders.set(ann, id, NOW, NOW);
    const [due] = await store.reminders.due(NOW, NOW, 1);
    await store.reminders.set(ann, id, NOW + 10, NOW);
    await store.reminders.raise(due!, draftOf(due!), NOW);
    expect(await store.reminders.list(ann)).toHaveLength(1);
    const [changed] = await store.reminders.due(NOW + 10, NOW + 10, 1);
    await store.subscriptions.setStatus(ann.conversationId, id, 'ended', NOW);
    expect(await store.reminders.list(ann)).toEqual([]);
    await store.reminders.raise(changed!, draftOf(changed!), NOW + 10);
    expect(await store.reminders.due(NOW + 10, NOW + 10, 1)).toEqual([]);
    expect(await store.deliveries.claim(NOW + 10, 10, claimOf('send'))).toEqual([]);
  });
});
