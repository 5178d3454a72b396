import { DAY } from '../../src/core/history';
import type { Store } from '../../src/core/store';
import { NOW, chat, claimDue, claimOf, lanesOf, recordOf } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Follows products of one host, due in this order. */
async function followMany(
  store: Store,
  host: string,
  count: number,
  dueAt = NOW,
  owed?: 'track',
): Promise<number[]> {
  const { id } = await store.conversations.meet(chat('a'), NOW);
  const ids: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const url = `https://${host}/${index}`;
    const product = await store.products.ensure({ watcher: 'page', key: url, url }, url, dueAt + index);
    const owner = { conversationId: id, person: 'ann' };
    const rule = { kind: 'any-change' } as const;
    const { subscription } = await store.subscriptions.add(owner, product.id, rule, null, NOW);
    if (owed) await store.subscriptions.owe(id, subscription.id, owed);
    ids.push(product.id);
  }
  return ids;
}

async function hostsOf(claimed: ReturnType<typeof claimDue>): Promise<string[]> {
  return (await claimed).map(({ product }) => new URL(product.url).host);
}

describeStores(({ open }) => {
  it('claims of every shop, however many products of one are due before', async () => {
    const store = await open();
    await followMany(store, 'giant.test', 50, NOW - DAY);
    await followMany(store, 'small.test', 1, NOW - HOUR);
    await followMany(store, 'late.test', 1, NOW);
    expect(await hostsOf(store.products.claimDue(NOW, 3, claimOf('x'), lanesOf()))).toEqual([
      'giant.test',
      'small.test',
      'late.test',
    ]);
  });

  it('takes hosts of one lane for one shop', async () => {
    const store = await open();
    for (const [index, host] of ['www.shop.test', 'm.shop.test', 'other.test'].entries())
      await followMany(store, host, 1, NOW - 9 + index);
    const lanes = { of: (url: string) => new URL(url).host.split('.').slice(-2).join('.'), busy: [] };
    expect(await hostsOf(store.products.claimDue(NOW, 9, claimOf('x'), lanes))).toEqual([
      'www.shop.test',
      'other.test',
    ]);
    const busy = { ...lanes, busy: ['shop.test'] };
    expect(await hostsOf(store.products.claimDue(NOW, 9, claimOf('y'), busy))).toEqual([]);
  });

  it('leaves the products of a lane until it is free soon', async () => {
    const store = await open();
    await followMany(store, 'shop.test', 2, NOW - 9);
    const turn = claimOf('turn', NOW + MINUTE);
    await store.lanes.take('shop.test', turn, NOW);
    expect(await claimDue(store, NOW, 'a')).toEqual([]);
    await store.lanes.leave('shop.test', turn, { freeAt: NOW + 20_000, outcome: 'answered' }, NOW);
    expect(await claimDue(store, NOW + 14_999, 'b')).toEqual([]);
    expect(await claimDue(store, NOW + 15_000, 'c')).toHaveLength(1);
  });

  it('leaves them in a short pause, but for one that somebody waits for', async () => {
    const store = await open();
    const [, asked] = await followMany(store, 'shop.test', 2, NOW - 9);
    await store.lanes.pause('shop.test', NOW + 10 * MINUTE);
    expect(await claimDue(store, NOW, 'a')).toEqual([]);
    await store.products.makeDue(asked!);
    expect((await claimDue(store, NOW, 'b')).map(({ product }) => product.id)).toEqual([asked]);
    await store.lanes.pause('shop.test', NOW + DAY);
    expect(await claimDue(store, NOW, 'c')).toHaveLength(1);
  });

  describe('what is late after a while away', () => {
    /**
     * Each was looked at before, and planned to be looked at again after `waitMs`; that was due at these
     * instants.
     */
    async function lookOnce(store: Store, host: string, waitMs: number, dueAt: readonly number[]) {
      const ids = await followMany(store, host, dueAt.length, NOW - 9 * DAY);
      for (const [index, id] of ids.entries()) {
        const at = dueAt[index]! - waitMs;
        const claimed = await store.products.claimOne(id, at, claimOf('x', at + 1));
        await store.products.recordCheck(claimed!, at, () => recordOf({ nextCheckAt: dueAt[index]! }));
      }
      return ids;
    }
    const waits = async (store: Store, ids: readonly number[]): Promise<number[]> => {
      const products = await Promise.all(ids.map((id) => store.products.get(id)));
      return products.map((product) => Math.round((product!.nextCheckAt - NOW) / MINUTE));
    };

    it('is spread over its own wait, the oldest first', async () => {
      const store = await open();
      const slow = await lookOnce(
        store,
        'slow.test',
        6 * HOUR,
        [3, 1, 2].map((hours) => NOW - DAY + hours * HOUR),
      );
      const quick = await lookOnce(
        store,
        'quick.test',
        HOUR / 2,
        [2, 1].map((hours) => NOW - DAY + hours * MINUTE),
      );
      await store.products.spreadLate(NOW, NOW - 5 * MINUTE, 6 * HOUR);
      expect(await waits(store, slow)).toEqual([300, 60, 180]);
      expect(await waits(store, quick)).toEqual([23, 8]);
      expect(await claimDue(store, NOW, 'x')).toEqual([]);
    });

    it('takes no longer than it must when little is late', async () => {
      const store = await open();
      const due = Array.from({ length: 16 }, (_, index) => NOW + (index < 2 ? index - 9 : 120) * MINUTE);
      const ids = await lookOnce(store, 'shop.test', 6 * HOUR, due);
      await store.products.spreadLate(NOW, NOW - 5 * MINUTE, 6 * HOUR);
      expect(await waits(store, ids)).toEqual([45, 135, ...Array<number>(14).fill(120)]);
    });

    it('does not keep waiting who waits for a look', async () => {
      const store = await open();
      const ids = await lookOnce(store, 'shop.test', 6 * HOUR, [NOW - HOUR, NOW - HOUR, NOW - MINUTE]);
      await store.products.makeDue(ids[0]!);
      await followMany(store, 'new.test', 1, NOW - DAY, 'track');
      await store.products.spreadLate(NOW, NOW - 5 * MINUTE, 6 * HOUR);
      expect(await hostsOf(claimDue(store, NOW, 'x'))).toEqual(['shop.test', 'new.test']);
      expect(await waits(store, ids.slice(1))).toEqual([180, -1]);
    });

    it('is spread over the usual wait when it was never looked at', async () => {
      const store = await open();
      const [id] = await followMany(store, 'shop.test', 1, NOW - DAY);
      await store.products.spreadLate(NOW, NOW - 5 * MINUTE, 4 * HOUR);
      expect(await waits(store, [id!])).toEqual([120]);
    });
  });
});
