import { CODE_LASTS_MS, MOST_MISSES } from '../../src/core/connection';
import { DEFAULT_RULE } from '../../src/core/rule';
import type { Store } from '../../src/core/store';
import { NOW, chat, claimOf, follow, noticeFor } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const CODE = '7K3M-9QXT';
const LATER = NOW + CODE_LASTS_MS;
const BEN = 'ben';

/** Ann's chat follows a kettle and a lamp; Ben's follows the lamp. Her list is offered. */
async function start(store: Store) {
  const { conversation: from, subscription: kettle } = await follow(store, 'ann', 'kettle');
  const { subscription: lamp } = await follow(store, 'ann', 'lamp');
  const { conversation: other, product } = await follow(store, 'ben', 'lamp');
  await store.connections.offer(from.id, CODE, LATER);
  const to = { conversationId: other.id, person: BEN, name: 'Ben' };
  return { from: from.id, to, kettle, lamp, lampId: product.id };
}

/** The code is said and confirmed. @returns the id of the connection. */
async function connect(store: Store, to: Parameters<Store['connections']['take']>[1]): Promise<number> {
  const taken = await store.connections.take(CODE, to, NOW);
  if (typeof taken === 'string') throw new Error(taken);
  await store.connections.confirm(taken.id, LATER, NOW);
  return taken.id;
}

describeStores(({ open, openTwice, dump }) => {
  it('takes a code once, in time, and not where it was offered', async () => {
    const store = await open();
    const { from, to } = await start(store);
    const { connections } = store;
    expect(await connections.take(CODE, { ...to, conversationId: from }, NOW)).toBe('unknown');
    expect(await connections.take(CODE, to, LATER)).toBe('unknown');
    expect(await connections.findTaken(to.conversationId, NOW)).toBeNull();
    const taken = await connections.take(CODE, to, LATER - 1);
    const { conversationId, ...who } = to;
    expect(taken).toMatchObject({ from, to: conversationId, ...who });
    expect(await connections.findTaken(conversationId, NOW)).toEqual(taken);
    expect(await connections.take(CODE, to, NOW)).toBe('unknown');
  });

  it('gives a code to one of two who say it at once', async () => {
    const [first, second] = await openTwice();
    const { to } = await start(first);
    const { conversation } = await follow(first, 'cem', 'kettle');
    const taken = await Promise.all([
      first.connections.take(CODE, to, NOW),
      second.connections.take(CODE, { ...to, conversationId: conversation.id }, NOW),
    ]);
    expect(taken.filter((one) => one !== 'unknown')).toHaveLength(1);
  });

  it('ends an offer by a newer one', async () => {
    const { connections, ...store } = await open();
    const { from, to } = await start({ connections, ...store });
    await connections.offer(from, 'AAAA-AAAA', LATER);
    expect(await connections.take(CODE, to, NOW)).toBe('unknown');
    expect(await connections.take('AAAA-AAAA', to, NOW)).toMatchObject({ from });
  });

  it('lets nobody guess: after a few codes that are none a right one is refused, too, for a while', async () => {
    const store = await open();
    const { to } = await start(store);
    for (let miss = 0; miss < MOST_MISSES; miss += 1) {
      expect(await store.connections.take(`WRNG-000${miss}`, to, NOW)).toBe('unknown');
    }
    expect(await store.connections.take(CODE, to, NOW)).toBe('too-many');
    const { conversation } = await follow(store, 'cem', 'kettle');
    expect(await store.connections.take('WRNG-0009', { ...to, conversationId: conversation.id }, NOW)).toBe(
      'unknown',
    );
    expect(await store.connections.take(CODE, to, NOW + CODE_LASTS_MS)).toBe('unknown');
  });

  it('keeps no code that can be read', async () => {
    const store = await open();
    await start(store);
    expect(await dump()).not.toContain(CODE);
  });

  it('moves nothing that is not confirmed, and nothing twice', async () => {
    const store = await open();
    const { from, to } = await start(store);
    const taken = await store.connections.take(CODE, to, NOW);
    if (typeof taken === 'string') throw new Error(taken);
    expect(await store.connections.findConfirmed(from, NOW)).toBeNull();
    expect(await store.connections.move(taken.id, NOW)).toBeNull();
    expect(await store.connections.confirm(taken.id, LATER, NOW)).toBe(true);
    expect(await store.connections.confirm(taken.id, LATER, NOW)).toBe(false);
    expect(await store.connections.findConfirmed(from, LATER)).toBeNull();
    expect(await store.connections.move(taken.id, LATER)).toBeNull();
  });

  it('moves a list with its rules and what is owed; what both follow is told once', async () => {
    const store = await open();
    const { from, to, kettle, lamp } = await start(store);
    const here = to.conversationId;
    await store.subscriptions.setUrgent(from, kettle.id, 'interject');
    await store.reminders.set({ conversationId: from, person: 'ann' }, kettle.id, NOW + 9, NOW);
    await store.deliveries.owe(from, noticeFor(kettle, 'kettle fell'), NOW);
    await store.deliveries.owe(from, noticeFor(lamp, 'lamp fell'), NOW);
    const id = await connect(store, to);
    expect(await store.connections.findConfirmed(from, NOW)).toMatchObject({ id, to: here });
    expect(await store.connections.move(id, NOW)).toEqual({ ids: [kettle.id], doubles: 1 });
    expect(await store.connections.move(id, NOW)).toBeNull();

    expect((await store.subscriptions.list(from, 0, 9)).items).toEqual([]);
    const { items } = await store.subscriptions.list(here, 0, 9);
    expect(items.map(({ shortId, product }) => [shortId, product.key])).toEqual([
      [1, 'lamp'],
      [2, 'kettle'],
    ]);
    expect(items[1]).toMatchObject({ id: kettle.id, person: BEN, urgent: 'interject', rule: DEFAULT_RULE });
    expect(await store.reminders.list({ conversationId: here, person: BEN })).toHaveLength(1);
    const claimed = await store.deliveries.claim(NOW, 9, claimOf('send'));
    expect(claimed.map(({ idempotencyKey, conversation }) => [idempotencyKey, conversation.id])).toEqual(
      expect.arrayContaining([['kettle fell', here]]),
    );
    expect(await store.subscriptions.setRule(from, kettle.id, DEFAULT_RULE)).toBe(false);
  });

  it('leaves the one chat whole when the other is erased', async () => {
    const store = await open();
    const { from, to, kettle } = await start(store);
    await store.deliveries.owe(from, noticeFor(kettle, 'kettle fell'), NOW);
    const [sent] = await store.deliveries.claim(NOW, 1, claimOf('send'));
    await store.deliveries.settle(sent!, { kind: 'sent', messageId: null }, NOW);
    await store.connections.move(await connect(store, to), NOW);
    expect(await store.conversations.erase(from)).toBe(true);
    expect((await store.subscriptions.list(to.conversationId, 0, 9)).total).toBe(2);
    expect(await store.conversations.erase(to.conversationId)).toBe(true);
  });

  it.each(['from', 'to'] as const)('forgets a connection with the chat that it leads %s', async (side) => {
    const store = await open();
    const { from, to } = await start(store);
    const id = await connect(store, to);
    expect(await store.conversations.erase(side === 'from' ? from : to.conversationId)).toBe(true);
    expect(await store.connections.move(id, NOW)).toBeNull();
    await store.conversations.meet(chat('ann'), NOW);
  });

  it('has one owner when a look is recorded at the same moment', async () => {
    const [first, second] = await openTwice();
    const { from, to, kettle } = await start(first);
    const id = await connect(first, to);
    await Promise.all([
      first.connections.move(id, NOW),
      second.deliveries.owe(from, noticeFor(kettle, 'kettle fell'), NOW),
    ]);
    const owed = await first.deliveries.claim(NOW, 9, claimOf('send'));
    expect(owed.map(({ conversation }) => conversation.id)).not.toContain(from);
    expect(await first.conversations.erase(to.conversationId)).toBe(true);
  });
});
