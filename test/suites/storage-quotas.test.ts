import type { NewWish } from '../../src/core/import';
import { MOST_KEPT, type Quota, QuotaError } from '../../src/core/quota';
import { DEFAULT_RULE } from '../../src/core/rule';
import type { Store } from '../../src/core/store';
import type { Whereabouts } from '../../src/core/turn';
import { NOW, chat, follow, makeProduct } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const MINUTE = 60_000;

function identityOf(key: string) {
  return { watcher: 'page', key, url: `https://${key}.test/item` };
}

async function meet(store: Store, name: string, changes: Partial<Whereabouts> = {}): Promise<number> {
  return (await store.conversations.meet({ ...chat(name), ...changes }, NOW)).id;
}

/** @returns what has no room for one more; null: it is kept. */
async function add(
  store: Store,
  [conversationId, person]: readonly [number, string],
  product: string | number,
  now = NOW,
): Promise<Quota | null> {
  const what = typeof product === 'string' ? identityOf(product) : product;
  return fullOf(store.subscriptions.add({ conversationId, person }, what, DEFAULT_RULE, null, now));
}

async function fullOf(adding: Promise<unknown>): Promise<Quota | null> {
  try {
    await adding;
    return null;
  } catch (error) {
    if (error instanceof QuotaError) return error.quota;
    throw error;
  }
}

/** Numbers from 1 on, as a table. */
function numbers(count: number): string {
  return `with recursive n (i) as (select 1 union all select i + 1 from n where i < ${count})`;
}

/** Subscriptions that stand. They only count: nothing is looked at for them. */
function subscriptionsOf(conversationId: number, person: string, count: number, status = 'active'): string {
  return `${numbers(count)} insert into subscriptions (conversation_id, person, short_id, rule, status, created_at)
    select ${conversationId}, '${person}', 100000 + (select count(*) from subscriptions) + i, '{}', '${status}', 0 from n;`;
}

function productsOf(host: string, count: number, dormant = 0): string {
  return `${numbers(count)} insert into products (watcher, key, url, host, next_check_at, dormant)
    select 'page', '${host} ${dormant} ' || i, 'https://${host}/' || i, '${host}', ${NOW + MINUTE}, ${dormant} from n;`;
}

function wishFor(key: string): NewWish {
  return {
    ...{ identity: identityOf(key), rule: DEFAULT_RULE, status: 'active', baseline: null, snooze: null },
    ...{ urgent: null, looks: true, history: [] },
  };
}

describeStores(({ open, openTwice, run }) => {
  it('keeps so many of one person, in all chats of a tenant together, and nothing of what has no room', async () => {
    const store = await open();
    const [own, group] = [await meet(store, 'ann'), await meet(store, 'group')];
    const elsewhere = await meet(store, 'ann', { tenant: 'other' });
    await run(subscriptionsOf(own, 'ann', MOST_KEPT.person - 1));
    await run(subscriptionsOf(own, 'ann', 50, 'ended'));
    expect(await add(store, [group, 'ann'], 'last')).toBeNull();
    expect(await add(store, [own, 'ann'], 'kettle')).toEqual({ of: 'person', most: MOST_KEPT.person });
    expect(await add(store, [group, 'ann'], 'kettle')).toEqual({ of: 'person', most: MOST_KEPT.person });
    expect(await store.products.findByLink('https://kettle.test/item')).toBeNull();
    expect(await add(store, [group, 'ann'], 'last')).toBeNull();
    expect(await add(store, [group, 'ben'], 'kettle')).toBeNull();
    expect(await add(store, [elsewhere, 'ann'], 'kettle')).toBeNull();
  });

  it('keeps so many of one conversation, whoever asks', async () => {
    const store = await open();
    const group = await meet(store, 'group');
    await run(subscriptionsOf(group, 'ann', 999) + subscriptionsOf(group, 'ben', 999));
    expect(await add(store, [group, 'cid'], 'a')).toBeNull();
    expect(await add(store, [group, 'dan'], 'b')).toBeNull();
    expect(await add(store, [group, 'eve'], 'c')).toEqual({
      of: 'conversation',
      most: MOST_KEPT.conversation,
    });
    expect(await add(store, [await meet(store, 'eve'), 'eve'], 'c')).toBeNull();
  });

  it('keeps so many of one tenant, as counted a minute ago and with what was added since', async () => {
    const store = await open();
    const [one, other] = [await meet(store, 'one'), await meet(store, 'other')];
    const outside = await meet(store, 'outside', { tenant: 'outside' });
    await run(subscriptionsOf(one, 'many', MOST_KEPT.tenant - 2));
    for (const product of ['a', 'b']) expect(await add(store, [other, 'ann'], product)).toBeNull();
    expect(await add(store, [other, 'ann'], 'c')).toEqual({ of: 'tenant', most: MOST_KEPT.tenant });
    expect(await add(store, [outside, 'ann'], 'c')).toBeNull();
    await run(`update subscriptions set status = 'ended' where person = 'many'`);
    expect(await add(store, [other, 'ann'], 'c', NOW + MINUTE)).toBeNull();
  });

  it('looks at so many products of one host, whoever else follows one of them', async () => {
    const store = await open();
    const { product: followed } = await follow(store, 'ben', 'big');
    const ann = await meet(store, 'ann');
    await run(productsOf('big.test', MOST_KEPT.host - 2) + productsOf('big.test', 50, 1));
    const add = (key: string, url: string) =>
      fullOf(
        store.subscriptions.add(
          { conversationId: ann, person: 'ann' },
          { watcher: 'page', key, url },
          DEFAULT_RULE,
          null,
          NOW,
        ),
      );
    const full = { of: 'host', most: MOST_KEPT.host, host: 'big.test' };
    expect(await add('last', 'https://big.test/last')).toBeNull();
    expect(await add('more', 'https://big.test/more')).toEqual(full);
    expect(await store.products.findByLink('https://big.test/more')).toBeNull();
    expect(await add(followed.key, followed.url)).toBeNull();
    const { subscription } = await follow(store, 'ann', 'small');
    const url = 'https://big.test/another';
    const another = await store.products.ensure({ watcher: 'page', key: url, url }, url, NOW);
    const addShop = (id: number) => store.subscriptions.addShop(ann, subscription.id, id, null, NOW);
    expect(await fullOf(addShop(another.id))).toEqual(full);
    expect(await addShop(followed.id)).toBe('added');
  });

  it('takes no stop back that has no room any more', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'ann', 'kettle');
    const { subscription: lamp } = await follow(store, 'ann', 'lamp');
    const setStatus = (id: number, status: 'active' | 'ended' | 'paused') =>
      store.subscriptions.setStatus(conversation.id, id, status, NOW);
    await setStatus(subscription.id, 'ended');
    await run(subscriptionsOf(conversation.id, 'ann', MOST_KEPT.person - 1));
    expect(await fullOf(setStatus(subscription.id, 'active'))).toEqual({
      of: 'person',
      most: MOST_KEPT.person,
    });
    expect(await setStatus(lamp.id, 'paused')).toBe(true);
    await setStatus(lamp.id, 'ended');
    expect(await setStatus(subscription.id, 'active')).toBe(true);
  });

  it('takes of an import what has room, the first ones first', async () => {
    const store = await open();
    const { conversation } = await follow(store, 'ann', 'known');
    await makeProduct(store, 'seen');
    await run(subscriptionsOf(conversation.id, 'ann', MOST_KEPT.person - 3));
    const owed: number[] = [];
    const taken = await store.imports.take(
      { conversationId: conversation.id, person: 'ann' },
      ['a', 'seen', 'late', 'known'].map(wishFor),
      NOW,
      (ids) => {
        owed.push(...ids);
        return null;
      },
    );
    const full = { of: 'person', most: MOST_KEPT.person };
    expect(taken.map(({ isNew }) => isNew)).toEqual([true, true, false, false]);
    expect(taken.map((one) => one.full)).toEqual([null, null, full, null]);
    expect(owed).toEqual(taken.slice(0, 2).map(({ subscriptionId }) => subscriptionId));
    expect(await store.products.findByLink('https://late.test/item')).toBeNull();
  });

  it('takes of an import so many of one host', async () => {
    const store = await open();
    const conversationId = await meet(store, 'ann');
    await run(productsOf('big.test', MOST_KEPT.host - 2));
    const wishes = [1, 2, 3].map((n) => {
      const url = `https://big.test/new/${n}`;
      return { ...wishFor('x'), identity: { watcher: 'page', key: url, url } };
    });
    const taken = await store.imports.take(
      { conversationId, person: 'ann' },
      [...wishes, wishFor('small')],
      NOW,
      () => null,
    );
    expect(taken.map(({ isNew }) => isNew)).toEqual([true, true, false, true]);
    expect(taken[2]?.full).toEqual({ of: 'host', most: MOST_KEPT.host, host: 'big.test' });
  });

  it('gives the last room once', async () => {
    const [one, other] = await openTwice();
    const conversationId = await meet(one, 'ann');
    await run(subscriptionsOf(conversationId, 'ann', MOST_KEPT.person - 1));
    const adding = ['a', 'b', 'c', 'd'].map((key, index) =>
      add(index % 2 === 0 ? one : other, [conversationId, 'ann'], key),
    );
    expect((await Promise.all(adding)).filter((full) => full === null)).toHaveLength(1);
  });
});
