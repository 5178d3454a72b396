import { DEFAULT_RULE } from '../../src/core/rule';
import type { CheckRecord } from '../../src/core/records';
import type { Store } from '../../src/core/store';
import {
  NOW,
  baselineAt,
  claimDue,
  claimOf,
  follow,
  makeProduct,
  noticeFor,
  periodAt,
  recordOf,
} from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const TRUE_IDENTITY = { watcher: 'shopify', key: 'kettle-42', url: 'https://true.test/products/42' };

/** A look at the product with this key, whose link turns out to mean `identity`. */
async function lookAt(store: Store, key: string, changes: Partial<CheckRecord>): Promise<boolean> {
  const due = await claimDue(store, NOW, 'look');
  for (const claimed of due) {
    if (claimed.product.key !== key) await store.products.giveBack(claimed, claimed.product.nextCheckAt);
  }
  return store.products.recordCheck(
    due.find(({ product }) => product.key === key)!,
    NOW,
    () => recordOf({ nextCheckAt: NOW, ...changes }),
  );
}

describeStores(({ open }) => {
  it('gives a product its true identity in place, where nobody else has it', async () => {
    const store = await open();
    const { product, conversation, subscription } = await follow(store, 'a', 'short');
    const identity = { ...TRUE_IDENTITY, endsOn: '2026-12-24' };
    await lookAt(store, 'short', { identity, period: periodAt(NOW, 100) });
    const now = await store.products.get(product.id);
    expect(now).toMatchObject({ id: product.id, ...identity });
    expect(await store.products.findByLink('https://short.test/item')).toEqual(now);
    expect(await store.products.findByLink(TRUE_IDENTITY.url)).toEqual(now);
    expect(await store.products.history(product.id, 0)).toEqual([periodAt(NOW, 100)]);
    expect((await store.products.ensure(TRUE_IDENTITY, TRUE_IDENTITY.url, NOW)).id).toBe(product.id);
    const [claimed] = await claimDue(store, NOW, 'again');
    expect(claimed?.product.url).toBe(TRUE_IDENTITY.url);
    expect((await store.subscriptions.findById(conversation.id, subscription.id))?.product.id).toBe(
      product.id,
    );
  });

  it('is not moved by an identity it has already', async () => {
    const store = await open();
    const { product } = await follow(store, 'a', 'kettle');
    const { watcher, key, url } = product;
    await lookAt(store, 'kettle', { identity: { watcher, key, url } });
    expect(await store.products.get(product.id)).toMatchObject({ watcher, key, url });
  });

  it('merges two rows that are one product: the older one stays, with its history and all followers', async () => {
    const store = await open();
    const older = await follow(store, 'a', 'kettle');
    await lookAt(store, 'kettle', { period: periodAt(NOW, 100), identity: TRUE_IDENTITY });
    const newer = await follow(store, 'b', 'short');
    await store.deliveries.owe(newer.conversation.id, noticeFor(newer.subscription, 'said'), NOW);
    await lookAt(store, 'short', { identity: TRUE_IDENTITY });
    const merged = await store.products.get(older.product.id);
    expect(merged).toMatchObject(TRUE_IDENTITY);
    expect(await store.products.get(newer.product.id)).toBeNull();
    expect(await store.products.findByLink('https://short.test/item')).toEqual(merged);
    expect(await store.products.history(older.product.id, 0)).toEqual([periodAt(NOW, 100)]);
    const moved = await store.subscriptions.findById(newer.conversation.id, newer.subscription.id);
    expect(moved).toEqual({ ...newer.subscription, product: merged });
    const [delivery] = await store.deliveries.claim(NOW, 9, claimOf('send'));
    expect(delivery?.subscription?.product.id).toBe(older.product.id);
  });

  it('writes nothing of a look whose row gives way, and has what it owed answered by the other', async () => {
    const store = await open();
    const older = await follow(store, 'a', 'kettle');
    await lookAt(store, 'kettle', {
      period: periodAt(NOW, 100),
      identity: TRUE_IDENTITY,
      nextCheckAt: NOW + 9,
    });
    const newer = await follow(store, 'b', 'short');
    const { id } = newer.subscription;
    await store.subscriptions.owe(newer.conversation.id, id, 'track');
    await lookAt(store, 'short', {
      period: periodAt(NOW, 50),
      identity: TRUE_IDENTITY,
      watches: [{ subscriptionId: id, baseline: baselineAt(50), answerOwed: null }],
      notices: [noticeFor(newer.subscription, 'of the other row')],
    });
    expect(await store.deliveries.claim(NOW, 9, claimOf('send'))).toEqual([]);
    expect(await store.products.history(older.product.id, 0)).toEqual([periodAt(NOW, 100)]);
    const [claimed] = await claimDue(store, NOW, 'at once');
    let seen: unknown;
    await store.products.recordCheck(claimed!, NOW, ({ watches }) => {
      seen = watches.map(({ subscription, baseline, answerOwed }) => [subscription.id, baseline, answerOwed]);
      return recordOf();
    });
    expect(seen).toEqual([
      [older.subscription.id, null, null],
      [id, null, 'track'],
    ]);
  });

  it('lets the older row take over where its own look finds the younger row', async () => {
    const store = await open();
    const older = await follow(store, 'a', 'kettle');
    await lookAt(store, 'kettle', { period: periodAt(NOW, 100) });
    const newer = await follow(store, 'b', 'short');
    await lookAt(store, 'short', { identity: TRUE_IDENTITY });
    const inHand = (await claimDue(store, NOW, 'hand')).find(
      ({ product }) => product.id === newer.product.id,
    )!;
    await store.system.releaseClaims();
    await lookAt(store, 'kettle', { identity: TRUE_IDENTITY, nextCheckAt: NOW + 7 });
    expect(await store.products.get(older.product.id)).toMatchObject({
      ...TRUE_IDENTITY,
      nextCheckAt: NOW + 7,
    });
    expect(await store.products.history(older.product.id, 0)).toEqual([periodAt(NOW, 100)]);
    const moved = await store.subscriptions.findById(newer.conversation.id, newer.subscription.id);
    expect(moved?.product.id).toBe(older.product.id);
    expect(await store.products.recordCheck(inHand, NOW, () => recordOf())).toBe(false);
  });

  it('keeps the older subscription of a conversation that follows both, with the answer that is owed', async () => {
    const store = await open();
    const older = await follow(store, 'a', 'kettle');
    await lookAt(store, 'kettle', { identity: TRUE_IDENTITY });
    const newer = await follow(store, 'a', 'short');
    const { id: conversationId } = older.conversation;
    await store.subscriptions.owe(conversationId, newer.subscription.id, 'track');
    await lookAt(store, 'short', { identity: TRUE_IDENTITY, nextCheckAt: NOW + 99 });
    const { items } = await store.subscriptions.list(conversationId, 0, 9);
    expect(items.map(({ id }) => id)).toEqual([older.subscription.id]);
    expect(await store.subscriptions.findById(conversationId, newer.subscription.id)).toMatchObject({
      status: 'ended',
      endedAt: NOW,
    });
    const [claimed] = await claimDue(store, NOW, 'at once');
    expect(claimed?.product).toMatchObject({ id: older.product.id, nextCheckAt: 0 });
    let owed: unknown[] = [];
    await store.products.recordCheck(claimed!, NOW, ({ watches }) => {
      owed = watches.map(({ subscription, answerOwed }) => [subscription.id, answerOwed]);
      return recordOf();
    });
    expect(owed).toEqual([[older.subscription.id, 'track']]);
  });

  it('leaves an ended subscription ended, and free to be made again', async () => {
    const store = await open();
    const older = await follow(store, 'a', 'kettle');
    const { id: conversationId } = older.conversation;
    await lookAt(store, 'kettle', { identity: TRUE_IDENTITY });
    await store.subscriptions.setStatus(conversationId, older.subscription.id, 'ended', NOW);
    const newer = await follow(store, 'a', 'short');
    await lookAt(store, 'short', { identity: TRUE_IDENTITY });
    const { items } = await store.subscriptions.list(conversationId, 0, 9);
    expect(items.map(({ id, product }) => [id, product.id])).toEqual([
      [newer.subscription.id, older.product.id],
    ]);
    const product = await makeProduct(store, 'toaster');
    const owner = { conversationId, person: 'ann' };
    const { created } = await store.subscriptions.add(owner, product.id, DEFAULT_RULE, null, NOW);
    expect(created).toBe(true);
  });
});
