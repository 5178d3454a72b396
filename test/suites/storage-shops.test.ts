import { NEW_EPISODE } from '../../src/core/episode';
import type { CheckRecord, Product, SubscriptionView, Watch } from '../../src/core/records';
import { MOST_SHOPS } from '../../src/core/shops';
import type { Store } from '../../src/core/store';
import {
  NOW,
  baselineAt,
  chat,
  claimDue,
  claimOf,
  follow,
  makeProduct,
  noticeFor,
  recordOf,
} from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

/** Ann follows the kettle at one shop, and knows another one that has it. */
async function start(store: Store) {
  const { conversation, subscription, product } = await follow(store, 'a', 'kettle');
  const elsewhere = await makeProduct(store, 'elsewhere');
  const { id: conversationId } = conversation;
  const { id } = subscription;
  const add = (productId: number, to = id) =>
    store.subscriptions.addShop(conversationId, to, productId, baselineAt(9000), NOW);
  const find = (one = id) => store.subscriptions.findById(conversationId, one);
  return { conversationId, id, subscription, product, elsewhere, add, find };
}

function idsOf(subscription: SubscriptionView | null): number[] {
  return subscription ? [subscription, ...subscription.others].map(({ product }) => product.id) : [];
}

/** Looks at one product. @returns its watches, as the look found them. */
async function lookAt(
  store: Store,
  { key }: Product,
  changes: Partial<CheckRecord> = {},
): Promise<readonly Watch[]> {
  const due = await claimDue(store, NOW, `look at ${key}`);
  const claimed = due.find(({ product }) => product.key === key);
  for (const other of due) if (other !== claimed) await store.products.giveBack(other, NOW);
  let seen: readonly Watch[] = [];
  await store.products.recordCheck(claimed!, NOW, ({ watches }) => {
    seen = watches;
    return recordOf({ nextCheckAt: NOW, ...changes });
  });
  return seen;
}

describeStores(({ open }) => {
  it('has several products in one subscription, each with a baseline and an episode of its own', async () => {
    const store = await open();
    const { conversationId, id, product, elsewhere, add, find } = await start(store);
    expect(await add(elsewhere.id)).toBe('added');
    expect(await add(elsewhere.id)).toBe('has-it');
    expect(await add(product.id)).toBe('has-it');
    expect(await find()).toMatchObject({
      product,
      baseline: null,
      others: [{ product: elsewhere, baseline: baselineAt(9000), objection: null }],
    });
    const episode = { ...NEW_EPISODE, open: true };
    const change = { subscriptionId: id, baseline: baselineAt(9900), episode };
    expect(await lookAt(store, product, { watches: [change] })).toMatchObject([{ isFirst: true }]);
    expect(await lookAt(store, elsewhere)).toMatchObject([
      { isFirst: false, baseline: baselineAt(9000), episode: NEW_EPISODE },
    ]);
    expect(await lookAt(store, product)).toMatchObject([{ baseline: baselineAt(9900), episode }]);
    const { items } = await store.subscriptions.list(conversationId, 0, 9);
    expect(items.map(idsOf)).toEqual([[product.id, elsewhere.id]]);
  });

  it('finds the subscription by each of its products, and does not make another one', async () => {
    const store = await open();
    const { conversationId, id, elsewhere, add } = await start(store);
    await add(elsewhere.id);
    const owner = { conversationId, person: 'ann' };
    const { rule } = (await store.subscriptions.findById(conversationId, id))!;
    const { subscription, created } = await store.subscriptions.add(owner, elsewhere.id, rule, null, NOW);
    expect([subscription.id, subscription.product.id, created]).toEqual([id, elsewhere.id, false]);
  });

  it('takes a product from another subscription, with all that waits for it', async () => {
    const store = await open();
    const { conversationId, id, product, add, find } = await start(store);
    const other = await follow(store, 'a', 'toaster');
    const ann = { conversationId, person: 'ann' };
    await store.reminders.set(ann, other.subscription.id, NOW + 9, NOW);
    await store.members.join(other.subscription.id, { person: 'ben', name: 'Ben' }, NOW);
    expect(await add(other.product.id)).toBe('added');
    expect(idsOf(await find())).toEqual([product.id, other.product.id]);
    expect(await find(other.subscription.id)).toMatchObject({ status: 'ended', endedAt: NOW });
    expect(await store.reminders.list(ann)).toMatchObject([{ subscription: { id }, at: NOW + 9 }]);
    expect(await store.members.list(id)).toMatchObject([{ person: 'ben' }]);
    expect(await store.subscriptions.setStatus(conversationId, other.subscription.id, 'active', NOW)).toBe(
      false,
    );
  });

  it('takes it from one of several shops without ending that subscription', async () => {
    const store = await open();
    const { product, elsewhere, add, find } = await start(store);
    const other = await follow(store, 'a', 'toaster');
    await add(elsewhere.id, other.subscription.id);
    expect(await add(other.product.id)).toBe('added');
    expect(idsOf(await find())).toEqual([product.id, other.product.id]);
    const left = await find(other.subscription.id);
    expect([left?.status, idsOf(left)]).toEqual(['active', [elsewhere.id]]);
  });

  it('takes no shop for what has ended, is full, or belongs to somebody else', async () => {
    const store = await open();
    const { conversationId, id, elsewhere, add } = await start(store);
    const { id: stranger } = await store.conversations.meet(chat('b'), NOW);
    const { subscriptions } = store;
    expect(await subscriptions.addShop(stranger, id, elsewhere.id, null, NOW)).toBe('not-there');
    for (let count = 1; count < MOST_SHOPS; count += 1) {
      expect(await add((await makeProduct(store, `shop-${count}`)).id)).toBe('added');
    }
    expect(await add(elsewhere.id)).toBe('too-many');
    await subscriptions.setStatus(conversationId, id, 'ended', NOW);
    expect(await add(elsewhere.id)).toBe('not-there');
  });

  it('removes any but the last product, and puts the next one in the place of the first', async () => {
    const store = await open();
    const { conversationId, id, product, elsewhere, add, find } = await start(store);
    const { id: stranger } = await store.conversations.meet(chat('b'), NOW);
    const { subscriptions } = store;
    expect(await subscriptions.removeShop(conversationId, id, product.id)).toBe(false);
    await add(elsewhere.id);
    expect(await subscriptions.removeShop(stranger, id, product.id)).toBe(false);
    expect(await subscriptions.removeShop(conversationId, id, 4711)).toBe(false);
    expect(await subscriptions.removeShop(conversationId, id, product.id)).toBe(true);
    expect(idsOf(await find())).toEqual([elsewhere.id]);
    expect(await lookAt(store, elsewhere)).toMatchObject([{ isFirst: true }]);
    expect((await claimDue(store, NOW, 'x')).map(({ product: { key } }) => key)).toEqual(['elsewhere']);
    expect(await subscriptions.removeShop(conversationId, id, elsewhere.id)).toBe(false);
  });

  it('starts all episodes anew with a rule, each from its own price', async () => {
    const store = await open();
    const { conversationId, id, product, elsewhere, subscription, add, find } = await start(store);
    await add(elsewhere.id);
    const baselines = new Map([
      [product.id, baselineAt(100)],
      [elsewhere.id, baselineAt(200)],
    ]);
    await store.subscriptions.setRule(conversationId, id, subscription.rule, baselines);
    expect(await find()).toMatchObject({
      baseline: baselineAt(100),
      others: [{ baseline: baselineAt(200) }],
    });
    const resumed = new Map([[elsewhere.id, baselineAt(300)]]);
    await store.subscriptions.resumeEpisodes(conversationId, id, resumed);
    expect(await find()).toMatchObject({
      baseline: baselineAt(100),
      others: [{ baseline: baselineAt(300) }],
    });
  });

  it('owes answers for one of its products, or for each', async () => {
    const store = await open();
    const { conversationId, id, product, elsewhere, add } = await start(store);
    await add(elsewhere.id);
    const owed = async () => [
      (await lookAt(store, product))[0]?.answerOwed,
      (await lookAt(store, elsewhere))[0]?.answerOwed,
    ];
    expect(await store.subscriptions.owe(conversationId, id, 'track', elsewhere.id)).toBe(true);
    expect(await owed()).toEqual([null, 'track']);
    expect(await store.subscriptions.owe(conversationId, id, 'check')).toBe(true);
    expect(await owed()).toEqual(['check', 'check']);
    expect(await store.subscriptions.owe(conversationId, id, 'check', 4711)).toBe(false);
  });

  it('keeps an objection with the product that it is about', async () => {
    const store = await open();
    const { conversationId, id, product, elsewhere, add, find } = await start(store);
    await add(elsewhere.id);
    const objection = { shown: { kind: 'no-price' }, to: null, at: NOW } as const;
    const limit = { most: 9, since: 0 };
    const { subscriptions } = store;
    expect(await subscriptions.object(conversationId, id, elsewhere.id, objection, limit)).toBe('kept');
    expect(await find()).toMatchObject({ objection: null, others: [{ objection }] });
    await subscriptions.withdrawObjection(conversationId, id, product.id);
    expect(await find()).toMatchObject({ others: [{ objection }] });
    await subscriptions.withdrawObjection(conversationId, id);
    expect(await find()).toMatchObject({ others: [{ objection: null }] });
  });

  it('hands a delivery out with the product that it is about, or none when that was removed', async () => {
    const store = await open();
    const { conversationId, id, product, elsewhere, subscription, add } = await start(store);
    await add(elsewhere.id);
    const draft = { ...noticeFor(subscription, 'first'), productId: elsewhere.id };
    await store.deliveries.owe(conversationId, draft, NOW);
    const claimed = async (token: string) => {
      const [delivery] = await store.deliveries.claim(NOW, 9, claimOf(token));
      const again = { kind: 'again', notBefore: NOW, outcome: 'retry' } as const;
      await store.deliveries.settle(delivery!, again, NOW);
      return delivery?.subscription ?? null;
    };
    const about = await claimed('one');
    expect([about?.product.id, about?.others.map((one) => one.product.id)]).toEqual([
      elsewhere.id,
      [product.id],
    ]);
    await store.subscriptions.removeShop(conversationId, id, elsewhere.id);
    expect(await claimed('two')).toBeNull();
  });

  it('has one product in the place of two that turn out to be one, and keeps what is owed', async () => {
    const store = await open();
    const { conversationId, id, product, elsewhere, add, find } = await start(store);
    await add(elsewhere.id);
    await store.subscriptions.owe(conversationId, id, 'check', elsewhere.id);
    const { watcher, key, url } = product;
    await lookAt(store, elsewhere, { identity: { watcher, key, url } });
    expect(idsOf(await find())).toEqual([product.id]);
    expect(await lookAt(store, product)).toMatchObject([{ isFirst: true, answerOwed: 'check' }]);
  });

  it('leaves a subscription its other shops when a product of it turns out to be one of an older', async () => {
    const store = await open();
    const { product, elsewhere, add, find } = await start(store);
    const newer = await follow(store, 'a', 'short');
    await add(elsewhere.id, newer.subscription.id);
    const { watcher, key, url } = product;
    await lookAt(store, newer.product, { identity: { watcher, key, url } });
    expect(idsOf(await find())).toEqual([product.id]);
    const left = await find(newer.subscription.id);
    expect([left?.status, idsOf(left)]).toEqual(['active', [elsewhere.id]]);
  });

  it('goes to another chat without the shops that are followed there', async () => {
    const store = await open();
    const { conversationId, id, elsewhere, add } = await start(store);
    await add(elsewhere.id);
    const there = await follow(store, 'b', 'kettle');
    const { connections } = store;
    await connections.offer(conversationId, 'CODE', NOW + 1);
    const to = { conversationId: there.conversation.id, person: 'ben', name: 'Ben' };
    const taken = await connections.take('CODE', to, NOW);
    if (typeof taken === 'string') throw new Error(taken);
    await connections.confirm(taken.id, NOW + 1, NOW);
    expect(await connections.move(taken.id, NOW)).toEqual({ ids: [id], doubles: 0 });
    const { items } = await store.subscriptions.list(there.conversation.id, 0, 9);
    expect(items.map(idsOf)).toEqual([[there.product.id], [elsewhere.id]]);
  });
});
