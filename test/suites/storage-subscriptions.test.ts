import { DEFAULT_RULE } from '../../src/core/rule';
import type { Baselines } from '../../src/core/records';
import type { Baseline, Rule } from '../../src/core/rule';
import { NEW_EPISODE } from '../../src/core/episode';
import { euro } from '../support/periods';
import { NOW, baselineAt, chat, claimDue, follow, makeProduct, recordOf } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const TARGET: Rule = { kind: 'target', amount: euro(80) };

describeStores(({ open, openTwice }) => {
  it('subscribes, and finds the standing subscription when asked again', async () => {
    const store = await open();
    const { id: conversationId } = await store.conversations.meet(chat('a'), NOW);
    const product = await makeProduct(store, 'kettle');
    const add = (rule: Rule) =>
      store.subscriptions.add({ conversationId, person: 'ann' }, product.id, rule, baselineAt(9900), NOW);
    const { subscription, created } = await add(TARGET);
    expect(created).toBe(true);
    expect(subscription).toEqual({
      id: subscription.id,
      conversationId,
      person: 'ann',
      shortId: 1,
      rule: TARGET,
      status: 'active',
      createdAt: NOW,
      endedAt: null,
      urgent: null,
      snooze: null,
      purchase: null,
      product,
      baseline: baselineAt(9900),
      objection: null,
      others: [],
    });
    expect(await add(DEFAULT_RULE)).toEqual({ subscription, created: false });
    await store.subscriptions.setStatus(conversationId, subscription.id, 'paused', NOW);
    expect((await add(DEFAULT_RULE)).created).toBe(false);
    await store.subscriptions.setStatus(conversationId, subscription.id, 'ended', NOW);
    expect(await add(DEFAULT_RULE)).toMatchObject({ created: true, subscription: { shortId: 2 } });
    expect(await store.subscriptions.find(conversationId, 1)).toMatchObject({
      status: 'ended',
      endedAt: NOW,
    });
  });

  it('makes a subscription urgent, and like all others again, of its own conversation only', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    const { id: stranger } = await store.conversations.meet(chat('b'), NOW);
    const urgent = async () => (await store.subscriptions.findById(conversation.id, subscription.id))?.urgent;
    expect(await store.subscriptions.setUrgent(stranger, subscription.id, 'cancel')).toBe(false);
    expect(await urgent()).toBeNull();
    expect(await store.subscriptions.setUrgent(conversation.id, subscription.id, 'interrupt')).toBe(true);
    expect(await urgent()).toBe('interrupt');
    await store.subscriptions.setUrgent(conversation.id, subscription.id, null);
    expect(await urgent()).toBeNull();
  });

  it('snoozes a subscription, and wakes it, of its own conversation only', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    const { id: stranger } = await store.conversations.meet(chat('b'), NOW);
    const find = async () => (await store.subscriptions.findById(conversation.id, subscription.id))?.snooze;
    expect(await store.subscriptions.setSnooze(stranger, subscription.id, { until: NOW })).toBe(false);
    expect(await find()).toBeNull();
    for (const snooze of [{ until: NOW + 5 }, { below: euro(50) }, null]) {
      expect(await store.subscriptions.setSnooze(conversation.id, subscription.id, snooze)).toBe(true);
      expect(await find()).toEqual(snooze);
    }
  });

  it('keeps what was bought with the rule, and forgets it with another rule', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    const { id: stranger } = await store.conversations.meet(chat('b'), NOW);
    const { id } = subscription;
    const purchase = { price: euro(80), at: NOW, until: NOW + 5, instead: DEFAULT_RULE };
    const find = async () => (await store.subscriptions.findById(conversation.id, id))?.purchase;
    expect(await store.subscriptions.setRule(stranger, id, TARGET, undefined, purchase)).toBe(false);
    expect(await find()).toBeNull();
    expect(await store.subscriptions.setRule(conversation.id, id, TARGET, undefined, purchase)).toBe(true);
    expect(await find()).toEqual(purchase);
    await store.subscriptions.setRule(conversation.id, id, TARGET);
    expect(await find()).toBeNull();
  });

  it('subscribes once when two ask at once', async () => {
    const stores = await openTwice();
    const { id: conversationId } = await stores[0].conversations.meet(chat('a'), NOW);
    const product = await makeProduct(stores[0], 'kettle');
    const added = await Promise.all(
      [0, 1, 2, 3].map((index) =>
        stores[index % 2 === 0 ? 0 : 1].subscriptions.add(
          { conversationId, person: 'ann' },
          product.id,
          DEFAULT_RULE,
          null,
          NOW,
        ),
      ),
    );
    expect(added.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(added.map(({ subscription }) => subscription.id)).size).toBe(1);
  });

  it('numbers the subscriptions of each conversation, and never gives a number again', async () => {
    const store = await open();
    const shortIds: number[] = [];
    for (const key of ['one', 'two', 'three']) {
      const { conversation, subscription } = await follow(store, 'a', key);
      await store.subscriptions.setStatus(conversation.id, subscription.id, 'ended', NOW);
      shortIds.push(subscription.shortId);
    }
    expect(shortIds).toEqual([1, 2, 3]);
    expect((await follow(store, 'b', 'one')).subscription.shortId).toBe(1);
  });

  it('lists what stands, page by page', async () => {
    const store = await open();
    const made = [];
    for (let index = 1; index <= 7; index++) made.push(await follow(store, 'a', `kettle-${index}`));
    const { id } = made[0]!.conversation;
    await follow(store, 'b', 'other');
    await store.subscriptions.setStatus(id, made[1]!.subscription.id, 'ended', NOW);
    await store.subscriptions.setStatus(id, made[2]!.subscription.id, 'paused', NOW);
    await store.subscriptions.setStatus(id, made[3]!.subscription.id, 'choosing', NOW);
    const pages = [await store.subscriptions.list(id, 0, 5), await store.subscriptions.list(id, 5, 5)];
    expect(pages.map(({ items }) => items.map(({ shortId }) => shortId))).toEqual([[1, 3, 4, 5, 6], [7]]);
    expect(pages.map(({ total }) => total)).toEqual([6, 6]);
    expect(pages[1]?.items[0]).toEqual(made[6]!.subscription);
    expect(await store.subscriptions.list(id, 10, 5)).toEqual({ items: [], total: 6 });
  });

  it('changes the rule and starts a new episode; the baseline stays unless another is given', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    const look = async (baseline: boolean) => {
      const [claimed] = await claimDue(store, NOW, 'look');
      let seen: unknown;
      await store.products.recordCheck(claimed!, NOW, ({ watches }) => {
        seen = watches[0]?.episode;
        const episode = { ...NEW_EPISODE, open: true, suspended: true, announcedPeriod: NOW };
        const change = { subscriptionId: subscription.id, episode };
        return recordOf({
          nextCheckAt: NOW,
          watches: [baseline ? { ...change, baseline: baselineAt(9900) } : change],
        });
      });
      return seen;
    };
    const find = () => store.subscriptions.findById(conversation.id, subscription.id);
    const measured = (baseline: Baseline): Baselines => new Map([[subscription.product.id, baseline]]);
    await look(true);
    expect(await store.subscriptions.setRule(conversation.id, subscription.id, TARGET)).toBe(true);
    expect(await find()).toMatchObject({ rule: TARGET, baseline: baselineAt(9900) });
    expect(await look(false)).toEqual(NEW_EPISODE);
    await store.subscriptions.setRule(
      conversation.id,
      subscription.id,
      DEFAULT_RULE,
      measured(baselineAt(5000)),
    );
    expect(await find()).toMatchObject({ rule: DEFAULT_RULE, baseline: baselineAt(5000) });
    await look(false);
    const dollars = { source: 'subscribed' as const, price: { minor: 700, currency: 'USD' }, at: NOW };
    await store.subscriptions.resumeEpisodes(conversation.id, subscription.id, measured(dollars));
    expect(await find()).toMatchObject({ rule: DEFAULT_RULE, baseline: dollars });
    expect(await look(false)).toMatchObject({ open: false, suspended: false });
  });

  it('ends and revives, and tells which one was ended last', async () => {
    const store = await open();
    const [one, two] = [await follow(store, 'a', 'one'), await follow(store, 'a', 'two')];
    const { id } = one.conversation;
    expect(await store.subscriptions.lastEnded(id, 0)).toBeNull();
    await store.subscriptions.setStatus(id, one.subscription.id, 'ended', NOW + 2);
    await store.subscriptions.setStatus(id, two.subscription.id, 'ended', NOW + 1);
    expect(await store.subscriptions.lastEnded(id, NOW)).toMatchObject({ id: one.subscription.id });
    expect(await store.subscriptions.lastEnded(id, NOW + 3)).toBeNull();
    expect(await store.subscriptions.setStatus(id, one.subscription.id, 'active', NOW + 3)).toBe(true);
    expect(await store.subscriptions.find(id, 1)).toEqual(one.subscription);
    expect(await store.subscriptions.lastEnded(id, NOW)).toMatchObject({ id: two.subscription.id });
  });

  it('does not revive what was replaced by a newer subscription', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    await store.subscriptions.setStatus(conversation.id, subscription.id, 'ended', NOW);
    const again = await follow(store, 'a', 'kettle');
    expect(await store.subscriptions.setStatus(conversation.id, subscription.id, 'active', NOW)).toBe(false);
    const { items } = await store.subscriptions.list(conversation.id, 0, 9);
    expect(items.map(({ id }) => id)).toEqual([again.subscription.id]);
  });

  it('points a choosing subscription at the chosen product, once, and at none that is followed already', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    const red = await makeProduct(store, 'red-kettle');
    for (const claimed of await claimDue(store, NOW, 'early')) await store.products.giveBack(claimed, NOW);
    const { id } = conversation;
    const choose = (productId: number) =>
      store.subscriptions.choose(id, subscription.id, productId, baselineAt(9900));
    expect(await choose(red.id)).toBe(false);
    await store.subscriptions.setStatus(id, subscription.id, 'choosing', NOW);
    const blue = await follow(store, 'a', 'blue-kettle');
    expect(await choose(blue.product.id)).toBe(false);
    await store.subscriptions.owe(id, subscription.id, 'track');
    expect(await choose(red.id)).toBe(true);
    expect(await store.subscriptions.findById(id, subscription.id)).toEqual({
      ...subscription,
      product: red,
      baseline: baselineAt(9900),
    });
    const due = await claimDue(store, NOW, 'x');
    expect(due.map(({ product }) => product.key).sort()).toEqual(['blue-kettle', 'red-kettle']);
  });

  it('shows and gives nothing to another conversation', async () => {
    const store = await open();
    const { product, subscription } = await follow(store, 'a', 'kettle');
    const { id: stranger } = await store.conversations.meet(chat('b'), NOW);
    const { subscriptions } = store;
    expect(await subscriptions.find(stranger, subscription.shortId)).toBeNull();
    expect(await subscriptions.findById(stranger, subscription.id)).toBeNull();
    expect(await subscriptions.list(stranger, 0, 9)).toEqual({ items: [], total: 0 });
    expect([
      await subscriptions.setRule(stranger, subscription.id, TARGET),
      await subscriptions.setStatus(stranger, subscription.id, 'ended', NOW),
      await subscriptions.choose(stranger, subscription.id, product.id, null),
      await subscriptions.owe(stranger, subscription.id, 'check'),
      await subscriptions.resumeEpisodes(stranger, subscription.id, new Map()),
    ]).toEqual([false, false, false, false, false]);
    expect(await subscriptions.findById(subscription.conversationId, subscription.id)).toEqual(subscription);
    await subscriptions.setStatus(subscription.conversationId, subscription.id, 'ended', NOW);
    expect(await subscriptions.lastEnded(stranger, 0)).toBeNull();
  });
});
