import type { Bucket } from '../../src/core/pace';
import type { Store } from '../../src/core/store';
import { NOW, follow, claimOf, noticeFor } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const CHANNEL: Bucket = { key: 'channel msteams', limits: [] };
const TENANT: Bucket = { key: 'tenant msteams t1', limits: [{ count: 3, perMs: 1000 }] };

function chatBucket(id: number): Bucket {
  return { key: `conversation ${id}`, limits: [{ count: 2, perMs: 1000 }] };
}

async function takeFor(store: Store, id: number, now: number): Promise<number> {
  return (await store.pace.take([CHANNEL, TENANT, chatBucket(id)], now)).at;
}

describeStores(({ open, openTwice }) => {
  it('counts each conversation, and all of a tenant together', async () => {
    const store = await open();
    expect(await takeFor(store, 1, NOW)).toBe(NOW);
    expect(await takeFor(store, 1, NOW + 10)).toBe(NOW + 10);
    expect(await takeFor(store, 1, NOW + 20)).toBe(NOW + 1000);
    expect(await takeFor(store, 2, NOW + 20)).toBe(NOW + 20);
    expect(await store.pace.take([CHANNEL, TENANT, chatBucket(3)], NOW + 30)).toEqual({
      at: NOW + 1000,
      full: [TENANT.key],
      tried: [],
    });
    expect(await takeFor(store, 3, NOW + 1000)).toBe(NOW + 1000);
  });

  it('counts what goes out without asking, and lets what asks wait for it', async () => {
    const store = await open();
    for (const at of [NOW, NOW + 1, NOW + 2]) await store.pace.count([CHANNEL, TENANT, chatBucket(1)], at);
    expect(await takeFor(store, 1, NOW + 10)).toBe(NOW + 1001);
    expect(await takeFor(store, 2, NOW + 10)).toBe(NOW + 1000);
    await store.pace.block(CHANNEL.key, NOW + 5000);
    await store.pace.count([CHANNEL, TENANT, chatBucket(1)], NOW + 6000);
    // An answer tries nothing: the next message does.
    expect((await store.pace.take([CHANNEL, TENANT, chatBucket(2)], NOW + 6001)).tried).toEqual([
      CHANNEL.key,
    ]);
  });

  it('never gives more room than there is, whichever process asks', async () => {
    const stores = await openTwice();
    const asked = Array.from({ length: 40 }, (_, index) => takeFor(stores[index % 2]!, index, NOW));
    expect((await Promise.all(asked)).filter((at) => at === NOW)).toHaveLength(3);
  });

  it('keeps what is blocked shut for all, and then lets one try it', async () => {
    const stores = await openTwice();
    await stores[0].pace.block(CHANNEL.key, NOW + 500);
    expect(await takeFor(stores[1], 1, NOW)).toBe(NOW + 500);
    const asked = [0, 1, 0, 1].map((at, id) =>
      stores[at]!.pace.take([CHANNEL, TENANT, chatBucket(id)], NOW + 500),
    );
    const rooms = await Promise.all(asked);
    expect(rooms.filter(({ at }) => at === NOW + 500)).toHaveLength(1);
    expect(rooms.find(({ at }) => at === NOW + 500)?.tried).toEqual([CHANNEL.key]);
    await stores[0].pace.free([CHANNEL.key]);
    expect(await takeFor(stores[1], 9, NOW + 501)).toBe(NOW + 501);
  });

  it('gathers what waits for our own gates, and ends it with the message that carries it', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    const keys = ['first', 'second', 'third', 'refused'];
    for (const key of keys) {
      await store.deliveries.owe(conversation.id, noticeFor(subscription, key), NOW);
    }
    const timed = { ...noticeFor(subscription, 'timed'), notBefore: NOW + 900 };
    await store.deliveries.owe(conversation.id, timed, NOW);
    const [first] = await store.deliveries.claim(NOW, 9, claimOf('send'));
    const gathered = await store.deliveries.gather(first!, NOW, 9);
    expect(gathered.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['second', 'third', 'refused']);
    const sent = { kind: 'sent', messageId: 'm' } as const;
    const again = { kind: 'again', notBefore: NOW + 500, outcome: 'retry' } as const;
    const [second, third, refused] = gathered;
    const others = [
      { delivery: second!, settlement: sent, joined: true },
      { delivery: third!, settlement: { kind: 'dropped', because: 'sold out' }, joined: false },
      { delivery: refused!, settlement: again, joined: false },
    ] as const;
    await store.deliveries.settle(first!, sent, NOW, { others, unasked: true });
    expect((await store.conversations.get(conversation.id))?.unaskedAt).toBe(NOW);
    expect(await store.deliveries.told(conversation.id, first!.id)).toHaveLength(2);
    expect(await store.deliveries.told(conversation.id + 1, first!.id)).toEqual([]);
    const [next] = await store.deliveries.claim(NOW + 500, 9, claimOf('next'));
    expect(next?.idempotencyKey).toBe('refused');
    expect(await store.deliveries.gather(next!, NOW + 500, 9)).toEqual([]);
  });
});
