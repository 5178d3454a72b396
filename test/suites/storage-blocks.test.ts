import { blockShop } from '../../src/app/block-shop';
import type { Instant } from '../../src/core/history';
import type { Store } from '../../src/core/store';
import { ManualClock } from '../support/manual-clock';
import { NOW, chat, claimDue, claimOf, lanesOf, recordOf } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const MINUTE = 60_000;

/** A subscription of a chat of this name, one that nothing is owed to. */
async function followAt(store: Store, name: string, url: string, at: Instant = NOW) {
  const conversation = await store.conversations.meet(chat(name), at, 'spoke');
  const product = await store.products.ensure({ watcher: 'page', key: url, url }, url, at);
  const owner = { conversationId: conversation.id, person: name };
  const rule = { kind: 'any-change' } as const;
  const { subscription } = await store.subscriptions.add(owner, product.id, rule, null, at);
  return { conversation, product, subscription };
}

async function toldOf(store: Store, now: Instant): Promise<(string | undefined)[]> {
  const claimed = await store.deliveries.claim(now, 99, claimOf('told', now + MINUTE));
  return claimed.map(({ conversation, notice: { body } }) => {
    const reading =
      body.kind === 'trouble' && body.trouble.kind === 'cannot-read' ? body.trouble.reading : null;
    return `${conversation.where.externalId}: ${reading?.kind === 'refused' ? reading.why : body.kind}`;
  });
}

describeStores(({ open }) => {
  const clock = new ManualClock(NOW + MINUTE);

  it('finds a block of the host or of what it is under, and nothing else', async () => {
    const { blocks } = await open();
    await blocks.put('shop.com', 'they asked for it', NOW);
    await blocks.put('m.other.com', '', NOW + 1);
    const block = { host: 'shop.com', reason: 'they asked for it', since: NOW };
    expect(await blocks.find('shop.com')).toEqual(block);
    expect(await blocks.find('www.de.shop.com')).toEqual(block);
    for (const host of ['myshop.com', 'shop.com.evil.net', 'other.com', 'com'])
      expect(await blocks.find(host)).toBeNull();
    expect((await blocks.list()).map(({ host }) => host)).toEqual(['m.other.com', 'shop.com']);
    expect([await blocks.lift('shop.com'), await blocks.lift('shop.com')]).toEqual([true, false]);
    expect(await blocks.find('shop.com')).toBeNull();
  });

  it('keeps since when a host is blocked, and takes another reason', async () => {
    const { blocks } = await open();
    await blocks.put('shop.com', '', NOW);
    expect(await blocks.put('shop.com', 'trouble', NOW + 1)).toEqual({
      ...{ host: 'shop.com', reason: 'trouble', since: NOW },
    });
  });

  it('tells those who follow something there once, however often it is said', async () => {
    const store = await open();
    await followAt(store, 'ann', 'https://www.shop.com/kettle');
    await followAt(store, 'bob', 'https://shop.com:8443/mug');
    await followAt(store, 'cem', 'https://other.com/shop.com');
    const paused = await followAt(store, 'dan', 'https://shop.com/pan');
    await store.subscriptions.setStatus(paused.conversation.id, paused.subscription.id, 'paused', NOW);
    const asking = await followAt(store, 'eve', 'https://shop.com/pot');
    await store.subscriptions.owe(asking.conversation.id, asking.subscription.id, 'track');

    expect(await blockShop(store, clock, 'shop.com', 'they asked for it')).toBe(2);
    await followAt(store, 'fay', 'https://shop.com/lid', NOW + 2 * MINUTE);
    expect(await blockShop(store, clock, 'shop.com', 'they asked for it')).toBe(2);
    const sentence = 'Whoever runs Ebb here keeps it away from this shop: they asked for it.';
    expect(await toldOf(store, NOW + 3 * MINUTE)).toEqual([`ann: ${sentence}`, `bob: ${sentence}`]);
    const troubles = await Promise.all(
      [1, 2, 3, 4].map(async (id) => (await store.products.get(id))?.troubleToldAt),
    );
    expect(troubles).toEqual([NOW + MINUTE, NOW + MINUTE, null, null]);
  });

  it('lets a look that is in hand come to nothing, and takes the product up again', async () => {
    const store = await open();
    await followAt(store, 'ann', 'https://shop.com/kettle');
    const [claimed] = await claimDue(store, NOW, 'look');
    await store.blocks.put('shop.com', '', NOW);
    expect(await store.products.recordCheck(claimed!, NOW, () => recordOf())).toBe(false);
    expect(await store.products.claimDue(NOW, 9, claimOf('next'), lanesOf())).toHaveLength(1);
  });
});
