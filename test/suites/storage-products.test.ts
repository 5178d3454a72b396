import { DAY } from '../../src/core/history';
import type { SubscriptionStatus } from '../../src/core/records';
import { identify } from '../../src/plugins/identify';
import { loadWatchers } from '../../src/plugins/load-watchers';
import { seededRandom } from '../support/manual-clock';
import { silentLog } from '../support/silent-log';
import {
  NOW,
  chat,
  claimDue,
  claimOf,
  claimOne,
  follow,
  lanesOf,
  makeProduct,
  recordOf,
} from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const IDENTITY = { watcher: 'page', key: 'kettle', url: 'https://shop.test/kettle' };

describeStores(({ open, openTwice }) => {
  it('keeps the longest link that is taken, and is asked for no longer one', async () => {
    const { products } = await open();
    const watchers = loadWatchers({ packages: [], environment: {} });
    // What repeats itself is compressed, and would fit any index.
    const random = seededRandom(1);
    const longest = `https://shop.test/${random.token(2048)}`.slice(0, 2048);
    const identity = identify(watchers, longest, silentLog);
    const made = await products.ensure(identity!, longest, NOW);
    expect(await products.findByLink(longest)).toEqual(made);
    expect(identify(watchers, `${longest}x`, silentLog)).toBeNull();
  });

  it('makes one product of one identity, due at once, with every link leading to it', async () => {
    const { products } = await open();
    const made = await products.ensure(IDENTITY, 'https://shop.test/kettle?a', NOW);
    expect(made).toEqual({
      id: made.id,
      ...IDENTITY,
      confirmed: null,
      pending: null,
      validators: {},
      readsSinceFull: 0,
      nextCheckAt: NOW,
      checkedAt: null,
      lastKind: null,
      failures: 0,
      troubleToldAt: null,
      endsOn: null,
    });
    expect(await products.ensure(IDENTITY, 'https://sho.rt/1', NOW + 5)).toEqual(made);
    expect(await products.findByLink('https://shop.test/kettle?a')).toEqual(made);
    expect(await products.findByLink('https://sho.rt/1')).toEqual(made);
    expect(await products.findByLink('https://sho.rt/2')).toBeNull();
    expect(await products.get(made.id)).toEqual(made);
    expect(await products.get(made.id + 1)).toBeNull();
  });

  it('keeps the last day of what is sold for a day', async () => {
    const { products } = await open();
    const made = await products.ensure({ ...IDENTITY, endsOn: '2026-12-24' }, IDENTITY.url, NOW);
    expect(made.endsOn).toBe('2026-12-24');
    expect(await products.get(made.id)).toEqual(made);
  });

  it('takes the same key at two watchers for two products', async () => {
    const { products } = await open();
    const page = await products.ensure(IDENTITY, 'https://shop.test/1', NOW);
    const shopify = await products.ensure({ ...IDENTITY, watcher: 'shopify' }, 'https://shop.test/2', NOW);
    expect(shopify.id).not.toBe(page.id);
  });

  it('makes one row when two ask at once', async () => {
    const asked = await Promise.all((await openTwice()).map((store) => makeProduct(store, 'kettle')));
    expect(asked[0]).toEqual(asked[1]);
  });

  it('claims due products soonest first, up to the limit, and each one once', async () => {
    const store = await open();
    for (const [key, later] of [
      ['late', 2],
      ['soon', 1],
      ['later', 3],
    ] as const) {
      await follow(store, 'a', key);
      await store.products.giveBack(await claimOne(store, NOW), NOW + later);
    }
    const claim = claimOf('a', NOW + DAY);
    const first = await store.products.claimDue(NOW + 2, 5, claim, lanesOf());
    expect(first.map(({ product }) => product.key)).toEqual(['soon', 'late']);
    expect(first[0]?.claim).toEqual(claim);
    expect(await claimDue(store, NOW + 2, 'b')).toEqual([]);
    expect(await store.products.claimDue(NOW + 3, 0, claim, lanesOf())).toEqual([]);
    const next = await claimDue(store, NOW + 3, 'b');
    expect(next.map(({ product }) => product.key)).toEqual(['later']);
  });

  it('claims one product of each host and none of a busy host', async () => {
    const store = await open();
    const owner = { conversationId: (await store.conversations.meet(chat('a'), NOW)).id, person: 'ann' };
    for (const [index, host] of ['one.test', 'one.test', 'one.test:81', 'two.test'].entries()) {
      const url = `http://${host}/${index}`;
      const product = await store.products.ensure({ watcher: 'page', key: url, url }, url, NOW - 9 + index);
      await store.subscriptions.add(owner, product.id, { kind: 'any-change' }, null, NOW);
    }
    const claimed = await store.products.claimDue(NOW, 9, claimOf('x'), lanesOf('two.test'));
    expect(claimed.map(({ product }) => product.url)).toEqual(['http://one.test/0', 'http://one.test:81/2']);
  });

  it('does not poll what nobody follows, or only paused and ended ones, unless an answer is owed', async () => {
    const store = await open();
    await makeProduct(store, 'alone');
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    const countDue = async (status: SubscriptionStatus): Promise<number> => {
      await store.subscriptions.setStatus(conversation.id, subscription.id, status, NOW);
      const claimed = await claimDue(store, NOW, 'x');
      for (const one of claimed) await store.products.giveBack(one, NOW);
      return claimed.length;
    };
    expect(await countDue('active')).toBe(1);
    expect(await countDue('choosing')).toBe(0);
    expect(await countDue('paused')).toBe(0);
    expect(await countDue('ended')).toBe(0);
    await store.subscriptions.owe(conversation.id, subscription.id, 'check');
    expect(await countDue('paused')).toBe(1);
    expect(await countDue('ended')).toBe(0);
  });

  it('does not poll for a conversation that is gone, until it speaks again', async () => {
    const store = await open();
    const { conversation } = await follow(store, 'a', 'kettle');
    await store.conversations.markGone(conversation.id, NOW, true);
    expect(await claimDue(store, NOW, 'x')).toEqual([]);
    await store.conversations.meet(chat('a'), NOW, 'spoke');
    expect(await claimDue(store, NOW, 'x')).toHaveLength(1);
  });

  it('finds what is wanted behind many that nobody wants', async () => {
    const store = await open();
    for (let index = 0; index < 50; index++) await makeProduct(store, `abandoned-${index}`);
    const { product } = await follow(store, 'a', 'kettle');
    const [claimed] = await store.products.claimDue(NOW, 1, claimOf('x'), lanesOf());
    expect(claimed?.product.id).toBe(product.id);
  });

  it('misses no follower who comes while it finds that there is none', async () => {
    const [a, b] = await openTwice();
    const { id: conversationId } = await a.conversations.meet(chat('a'), NOW);
    for (let round = 0; round < 15; round++) {
      const product = await makeProduct(a, `kettle-${round}`);
      await Promise.all([
        a.products.claimDue(NOW, 9, claimOf('x'), lanesOf()),
        b.subscriptions.add({ conversationId, person: 'ann' }, product.id, { kind: 'any-change' }, null, NOW),
      ]);
      await a.system.releaseClaims();
      const claimed = await claimOne(a);
      expect(claimed.product.id).toBe(product.id);
      await a.products.giveBack(claimed, NOW + DAY);
    }
  });

  it('hands a product out again when its claim expires; the first hand can then change nothing', async () => {
    const store = await open();
    const { product } = await follow(store, 'a', 'kettle');
    const slow = await claimOne(store, NOW, 'slow');
    expect(await claimDue(store, NOW + 59_999, 'early')).toEqual([]);
    const quick = await claimOne(store, NOW + 60_000, 'quick');
    const refuse = (): never => {
      throw new Error('decide must not be asked');
    };
    expect(await store.products.recordCheck(slow, NOW + 60_001, refuse)).toBe(false);
    await store.products.giveBack(slow, NOW + 5 * DAY);
    expect(await store.products.get(product.id)).toEqual(product);
    expect(await store.products.recordCheck(quick, NOW + 60_002, () => recordOf())).toBe(true);
    expect(await store.products.recordCheck(quick, NOW + 60_003, refuse)).toBe(false);
  });

  it('gives work back unharmed', async () => {
    const store = await open();
    const { product } = await follow(store, 'a', 'kettle');
    await store.products.giveBack(await claimOne(store), NOW + 10);
    expect(await store.products.get(product.id)).toEqual({ ...product, nextCheckAt: NOW + 10 });
    expect((await claimOne(store, NOW + 10)).product.id).toBe(product.id);
  });

  it('looks first at what somebody asked for', async () => {
    const store = await open();
    await follow(store, 'a', 'toaster');
    const { product } = await follow(store, 'a', 'kettle');
    for (const claimed of await claimDue(store, NOW, 'x')) {
      await store.products.giveBack(claimed, NOW + (claimed.product.key === 'kettle' ? DAY : 1));
    }
    await store.products.makeDue(product.id);
    const claimed = await claimDue(store, NOW + 1, 'y');
    expect(claimed.map(({ product: { key } }) => key)).toEqual(['kettle', 'toaster']);
  });

  it('never hands one product to two, however many ask at once', async () => {
    const [a, b] = await openTwice();
    for (let index = 0; index < 30; index++) await follow(a, 'a', `kettle-${index}`);
    const asked = Array.from({ length: 10 }, (_, index) =>
      (index % 2 === 0 ? a : b).products.claimDue(NOW, 5, claimOf(`hand-${index}`), lanesOf()),
    );
    const claimed = [
      ...(await Promise.all(asked)).flat(),
      ...(await a.products.claimDue(NOW, 99, claimOf('rest'), lanesOf())),
    ];
    expect(claimed).toHaveLength(30);
    expect(new Set(claimed.map(({ product }) => product.id)).size).toBe(30);
  });
});
