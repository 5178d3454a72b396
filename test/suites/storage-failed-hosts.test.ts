import { FAILED_HOSTS_COUNT_MS, MOST_FAILED_HOSTS, QuotaError } from '../../src/core/quota';
import type { ReadingKind } from '../../src/core/reading';
import type { Conversation } from '../../src/core/records';
import { DEFAULT_RULE } from '../../src/core/rule';
import type { Store } from '../../src/core/store';
import { makeOffer } from '../support/offers';
import { euro } from '../support/periods';
import { NOW, chat, claimOf, follow, makeProduct, recordOf } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const FULL = { of: 'new-hosts', most: MOST_FAILED_HOSTS };

/** A look at a product, due or not. */
async function look(store: Store, id: number, kind: ReadingKind, now = NOW): Promise<void> {
  const claimed = await store.products.claimOne(id, now, claimOf('look', now + 1));
  const confirmed = kind === 'offer' ? { confirmed: makeOffer(euro(99)) } : {};
  await store.products.recordCheck(claimed!, now, () => recordOf({ kind, nextCheckAt: now, ...confirmed }));
}

/** A chat that named so many hosts, each looked at with this end. */
async function nameHosts(
  store: Store,
  name: string,
  count: number,
  kind: ReadingKind,
): Promise<Conversation> {
  for (let host = 1; host <= count; host += 1) {
    const { product } = await follow(store, name, `${kind}-${host}`);
    await look(store, product.id, kind);
  }
  return store.conversations.meet(chat(name), NOW);
}

/** @returns what has no room for one more product. */
async function add(store: Store, { id }: Conversation, key: string, now = NOW) {
  const identity = { watcher: 'page', key, url: `https://${key}.test/item` };
  try {
    const owner = { conversationId: id, person: 'ann' };
    await store.subscriptions.add(owner, identity, DEFAULT_RULE, null, now);
    return null;
  } catch (error) {
    if (error instanceof QuotaError) return error.quota;
    throw error;
  }
}

describeStores(({ open }) => {
  it.each(['unreachable', 'refused'] as const)(
    'takes no new host of a conversation that named too many that are %s, for an hour',
    async (kind) => {
      const store = await open();
      const ann = await nameHosts(store, 'ann', MOST_FAILED_HOSTS - 1, kind);
      expect(await add(store, ann, 'last')).toBeNull();
      await look(store, (await store.products.findByLink('https://last.test/item'))!.id, kind);
      expect(await add(store, ann, 'new')).toEqual(FULL);
      expect(await store.products.findByLink('https://new.test/item')).toBeNull();
      expect(await add(store, ann, 'new', NOW + FAILED_HOSTS_COUNT_MS)).toBeNull();
    },
  );

  it('takes hosts that have answered, and what is followed already', async () => {
    const store = await open();
    const { product } = await follow(store, 'ben', 'fine');
    await follow(store, 'ben', 'unseen');
    const ann = await nameHosts(store, 'ann', MOST_FAILED_HOSTS, 'unreachable');
    expect(await add(store, ann, 'new')).toEqual(FULL);
    expect(await add(store, ann, 'unseen')).toBeNull();
    await look(store, product.id, 'offer');
    const url = 'https://fine.test/other';
    const other = { watcher: 'page', key: 'other', url };
    const owner = { conversationId: ann.id, person: 'ann' };
    const { created } = await store.subscriptions.add(owner, other, DEFAULT_RULE, null, NOW);
    expect(created).toBe(true);
  });

  it('counts hosts, not links, and of the conversation alone', async () => {
    const store = await open();
    const ann = await nameHosts(store, 'ann', MOST_FAILED_HOSTS - 1, 'unreachable');
    for (const path of ['a', 'b', 'c']) {
      const url = `https://unreachable-1.test/${path}`;
      const owner = { conversationId: ann.id, person: 'ann' };
      const identity = { watcher: 'page', key: url, url };
      const { subscription } = await store.subscriptions.add(owner, identity, DEFAULT_RULE, null, NOW);
      await look(store, subscription.product.id, 'unreachable');
    }
    expect(await add(store, ann, 'new')).toBeNull();
    await nameHosts(store, 'ben', MOST_FAILED_HOSTS, 'refused');
    expect(await add(store, ann, 'newer')).toBeNull();
  });

  it('does not count shops that answered without a price, nor those that were read before', async () => {
    const store = await open();
    await nameHosts(store, 'ann', MOST_FAILED_HOSTS, 'not-found');
    const ann = await nameHosts(store, 'ann', MOST_FAILED_HOSTS, 'offer');
    for (let host = 1; host <= MOST_FAILED_HOSTS; host += 1) {
      const product = await store.products.findByLink(`https://offer-${host}.test/item`);
      await look(store, product!.id, 'unreachable');
    }
    expect(await add(store, ann, 'new')).toBeNull();
  });

  it('counts first looks, however often it is tried again', async () => {
    const store = await open();
    const ann = await nameHosts(store, 'ann', MOST_FAILED_HOSTS, 'unreachable');
    for (let host = 1; host <= MOST_FAILED_HOSTS; host += 1) {
      const product = await store.products.findByLink(`https://unreachable-${host}.test/item`);
      await look(store, product!.id, 'unreachable', NOW + FAILED_HOSTS_COUNT_MS / 2);
    }
    expect(await add(store, ann, 'new', NOW + FAILED_HOSTS_COUNT_MS - 1)).toEqual(FULL);
    expect(await add(store, ann, 'new', NOW + FAILED_HOSTS_COUNT_MS)).toBeNull();
  });

  it('counts what was stopped, too', async () => {
    const store = await open();
    const ann = await nameHosts(store, 'ann', MOST_FAILED_HOSTS, 'unreachable');
    const { items } = await store.subscriptions.list(ann.id, 0, 99);
    for (const { id } of items) await store.subscriptions.setStatus(ann.id, id, 'ended', NOW);
    expect(await add(store, ann, 'new')).toEqual(FULL);
  });

  it('lets a first look wait that was wished before, unless somebody else wants it or the host has answered', async () => {
    const store = await open();
    const { product } = await follow(store, 'ann', 'wished');
    const may = (now = NOW) => store.products.mayLookFirst(product.id, now);
    await nameHosts(store, 'ann', MOST_FAILED_HOSTS - 1, 'unreachable');
    expect(await may()).toBe(true);
    await nameHosts(store, 'ann', 1, 'refused');
    expect(await may()).toBe(false);
    expect(await may(NOW + FAILED_HOSTS_COUNT_MS)).toBe(true);
    const { conversation, subscription } = await follow(store, 'ben', 'wished');
    expect(await may()).toBe(true);
    await store.subscriptions.setStatus(conversation.id, subscription.id, 'ended', NOW);
    expect(await may()).toBe(false);
    const url = 'https://wished.test/other';
    const other = await store.products.ensure({ watcher: 'page', key: url, url }, url, NOW);
    await look(store, other.id, 'not-found');
    expect(await may()).toBe(true);
  });

  it('takes of an import and of another shop what is known', async () => {
    const store = await open();
    const { product: fine } = await follow(store, 'ben', 'fine');
    await look(store, fine.id, 'offer');
    const { subscription } = await follow(store, 'ann', 'first');
    const ann = await nameHosts(store, 'ann', MOST_FAILED_HOSTS, 'unreachable');
    const wishes = ['https://fine.test/2', 'https://new.test/2'].map((url) => ({
      ...{ identity: { watcher: 'page', key: url, url }, rule: DEFAULT_RULE, status: 'active' as const },
      ...{ baseline: null, snooze: null, urgent: null, looks: true, history: [] },
    }));
    const owner = { conversationId: ann.id, person: 'ann' };
    const taken = await store.imports.take(owner, wishes, NOW, () => null);
    expect(taken.map(({ full }) => full)).toEqual([null, FULL]);
    const { id } = await makeProduct(store, 'new');
    const adding = store.subscriptions.addShop(ann.id, subscription.id, id, null, NOW);
    await expect(adding).rejects.toThrow(QuotaError);
    expect(await store.subscriptions.addShop(ann.id, subscription.id, fine.id, null, NOW)).toBe('added');
  });
});
