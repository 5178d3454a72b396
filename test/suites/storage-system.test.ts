import { euro } from '../support/periods';
import { makeOffer } from '../support/offers';
import { NOW, chat, claimDue, claimOf, follow, look, noticeFor, periodAt } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

describeStores(({ open, openTwice, run }) => {
  it('gives a lock to one holder, until it is released', async () => {
    const { system } = await open();
    const acquire = (holder: string, now: number) =>
      system.acquireLock('serve', holder, now, NOW - 100, null);
    expect(await acquire('a', NOW)).toBeNull();
    expect(await acquire('b', NOW + 1)).toEqual({ holder: 'a', heartbeatAt: NOW });
    expect(await acquire('a', NOW + 2)).toBeNull();
    await system.releaseLock('serve', 'b');
    expect(await acquire('b', NOW + 3)).toEqual({ holder: 'a', heartbeatAt: NOW + 2 });
    await system.releaseLock('serve', 'a');
    expect(await acquire('b', NOW + 4)).toBeNull();
    expect(await system.acquireLock('other', 'a', NOW, NOW, null)).toBeNull();
  });

  it('writes a row as a trial, again and again, and takes no lock by it', async () => {
    const { system } = await open();
    await system.tryWrite(NOW);
    await system.tryWrite(NOW + 1);
    expect(await system.acquireLock('work', 'a', NOW, NOW, null)).toBeNull();
  });

  it('knows when the tables are no longer those of this program', async () => {
    const { system } = await open();
    expect(await system.isCurrent()).toBe(true);
    await run(
      `insert into kysely_migration (name, "timestamp") values ('9999-of-a-newer-ebb', '2026-01-15T12:00:00Z')`,
    );
    expect(await system.isCurrent()).toBe(false);
  });

  it('gives a lock away when its holder is silent, or named as dead', async () => {
    const { system } = await open();
    await system.acquireLock('serve', 'a', NOW, NOW, null);
    expect(await system.beatLock('serve', 'a', NOW + 10)).toBe(true);
    expect(await system.acquireLock('serve', 'b', NOW + 20, NOW + 10, 'c')).toEqual({
      holder: 'a',
      heartbeatAt: NOW + 10,
    });
    expect(await system.acquireLock('serve', 'b', NOW + 20, NOW + 11, null)).toBeNull();
    expect(await system.beatLock('serve', 'a', NOW + 30)).toBe(false);
    expect(await system.acquireLock('serve', 'c', NOW + 31, 0, 'b')).toBeNull();
    expect(await system.beatLock('serve', 'c', NOW + 32)).toBe(true);
  });

  it('gives a lock to one of many who ask at once', async () => {
    const stores = await openTwice();
    const asked = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        stores[at % 2]!.system.acquireLock('serve', `h${at}`, NOW, NOW, null),
      ),
    );
    expect(asked.filter((standing) => standing === null)).toHaveLength(1);
  });

  it('makes a secret once', async () => {
    const [a, b] = await openTwice();
    const made = await Promise.all([
      a.system.secret('key', () => 'one'),
      b.system.secret('key', () => 'two'),
    ]);
    expect(made[0]).toBe(made[1]);
    expect(await a.system.secret('key', () => 'three')).toBe(made[0]);
    expect(await a.system.secret('other', () => 'three')).toBe('three');
  });

  it('frees at once what a dead process had in hand', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    await store.deliveries.owe(conversation.id, noticeFor(subscription, 'one'), NOW);
    await claimDue(store, NOW, 'dead');
    await store.deliveries.claim(NOW, 9, claimOf('dead'));
    await store.conversations.beginInbound(conversation.id, 'lost', NOW, NOW + 100);
    await store.conversations.beginInbound(conversation.id, 'done', NOW, NOW + 100);
    await store.conversations.finishInbound(conversation.id, 'done', NOW);
    await store.system.releaseClaims();
    expect(await claimDue(store, NOW, 'next')).toHaveLength(1);
    expect(await store.deliveries.claim(NOW, 9, claimOf('next'))).toHaveLength(1);
    expect(await store.conversations.beginInbound(conversation.id, 'lost', NOW, NOW + 100)).toBe(true);
    expect(await store.conversations.beginInbound(conversation.id, 'done', NOW, NOW + 100)).toBe(false);
  });

  it('knows everything again after a restart', async () => {
    const before = await open();
    const { conversation, product, subscription } = await follow(before, 'a', 'kettle');
    await look(before, NOW, {
      confirmed: makeOffer(euro(99)),
      period: periodAt(NOW, 9900),
      notices: [noticeFor(subscription, 'one')],
      nextCheckAt: NOW + 100,
    });
    await before.flows.put(conversation.id, 'ann', { active: { kind: 'question' }, aside: null }, null, NOW);
    await before.chatLog.append('a', 'k', { text: 'hello' }, NOW);
    const read = async (store: typeof before) => ({
      product: await store.products.get(product.id),
      history: await store.products.history(product.id, 0),
      subscriptions: await store.subscriptions.list(conversation.id, 0, 9),
      conversation: await store.conversations.meet(chat('a'), NOW),
      flow: await store.flows.get(conversation.id, 'ann'),
      chat: await store.chatLog.read('a', 0, 9),
      early: await claimDue(store, NOW + 99, 'early'),
    });
    const known = await read(before);
    await before.close();
    const after = await open();
    expect(await read(after)).toEqual(known);
    expect(await claimDue(after, NOW + 100, 'due')).toHaveLength(1);
    expect(await after.deliveries.claim(NOW, 9, claimOf('send'))).toHaveLength(1);
  });

  it('refuses a database that a newer version wrote', async () => {
    await (await open()).close();
    await run("insert into kysely_migration values ('9999-from-the-future', '2030')");
    await expect(open()).rejects.toMatchObject({
      name: 'StorageError',
      message: expect.stringMatching(/newer Ebb.*9999-from-the-future/) as string,
    });
  });
});
