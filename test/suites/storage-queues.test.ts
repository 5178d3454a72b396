import { ChannelPace } from '../../src/app/channel-pace';
import type { NoticeDraft } from '../../src/core/notice';
import { tenantKey } from '../../src/core/pace';
import type { ClaimedDelivery, Conversation, SubscriptionView } from '../../src/core/records';
import { DEFAULT_RULE } from '../../src/core/rule';
import type { Store } from '../../src/core/store';
import { ManualClock } from '../support/manual-clock';
import { NOW, chat, claimOf, makeProduct, noticeFor } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const LIMITS = { perConversation: [], perTenant: [{ count: 2, perMs: 1000 }] };

interface Chat {
  readonly conversation: Conversation;
  readonly subscription: SubscriptionView;
}

async function enter(store: Store, tenant: string, name: string): Promise<Chat> {
  const where = { ...chat(name), channel: 'test', tenant };
  const conversation = await store.conversations.meet(where, NOW);
  const { id } = await makeProduct(store, 'kettle');
  const owner = { conversationId: conversation.id, person: 'ann' };
  const { subscription } = await store.subscriptions.add(owner, id, DEFAULT_RULE, null, NOW);
  return { conversation, subscription };
}

async function owe(store: Store, { conversation, subscription }: Chat, ...keys: string[]): Promise<void> {
  for (const key of keys) await store.deliveries.owe(conversation.id, noticeFor(subscription, key), NOW);
}

function promise({ subscription }: Chat, key: string): NoticeDraft {
  const reading = { kind: 'not-found' } as const;
  const body = { kind: 'answer', question: 'check', reading, pending: false, checkedAt: NOW } as const;
  return { ...noticeFor(subscription, key), body };
}

function claim(store: Store, now: number, limit = 9): Promise<readonly ClaimedDelivery[]> {
  return store.deliveries.claim(now, limit, claimOf(`at ${now}`, now + 60_000));
}

const keysOf = (claimed: readonly ClaimedDelivery[]): string[] => claimed.map((one) => one.idempotencyKey);

describeStores(({ open }) => {
  it('does not hand out what stands in the queue of a tenant without room, and holds nobody else up', async () => {
    const store = await open();
    for (const name of ['a', 'b', 'c']) await owe(store, await enter(store, 'full', name), `full ${name}`);
    await owe(store, await enter(store, 'other', 'd'), 'other d');
    await store.pace.close('tenant test full', NOW + 500);
    expect(keysOf(await claim(store, NOW))).toEqual(['other d']);
    expect(keysOf(await claim(store, NOW + 500))).toEqual(['full a', 'full b', 'full c']);
  });

  it('serves the tenants in the order in which they are owed something', async () => {
    const store = await open();
    for (const tenant of ['b', 'a']) await owe(store, await enter(store, tenant, 'one'), `${tenant} one`);
    for (const tenant of ['b', 'a']) await owe(store, await enter(store, tenant, 'two'), `${tenant} two`);
    expect(keysOf(await claim(store, NOW, 1))).toEqual(['b one']);
    expect(keysOf(await claim(store, NOW, 1))).toEqual(['a one']);
  });

  it('puts what found no room back to where it stood', async () => {
    const store = await open();
    for (const name of ['a', 'b', 'c'])
      await owe(store, await enter(store, 'one', name), name, `${name} too`);
    const clock = new ManualClock(NOW);
    let wakes = 0;
    const pace = new ChannelPace(store.pace, clock, () => (wakes += 1));
    const claimed = await claim(store, NOW);
    expect(keysOf(claimed)).toEqual(['a', 'b', 'c']);
    const rooms = [];
    for (const { conversation } of [claimed[1]!, claimed[2]!, claimed[0]!]) {
      rooms.push((await pace.take(conversation, LIMITS)).at);
    }
    expect(rooms).toEqual([NOW, NOW, null]);
    expect(await store.deliveries.settle(claimed[0]!, { kind: 'back' }, NOW)).toBe(true);
    expect(keysOf(await claim(store, NOW + 999))).toEqual([]);
    clock.advance(999);
    expect(wakes).toBe(0);
    clock.advance(1);
    await Promise.resolve();
    expect(wakes).toBe(1);
    expect(keysOf(await claim(store, NOW + 1000))).toEqual(['a']);
  });

  it('lets what was sent in vain go before what came after it, but not what a gate held', async () => {
    const store = await open();
    for (const name of ['held', 'tried', 'waits']) await owe(store, await enter(store, 'one', name), name);
    const [held, tried] = await claim(store, NOW, 2);
    const again = { kind: 'again', notBefore: NOW + 1000 } as const;
    await store.deliveries.settle(held!, { ...again, outcome: 'held' }, NOW);
    await store.deliveries.settle(tried!, { ...again, outcome: 'unknown' }, NOW);
    expect(keysOf(await claim(store, NOW + 1000, 1))).toEqual(['tried']);
    expect(keysOf(await claim(store, NOW + 1001, 1))).toEqual(['waits']);
  });

  it('lets an answer that was sent in vain stay in front of all', async () => {
    const store = await open();
    const asking = await enter(store, 'one', 'asking');
    await owe(store, await enter(store, 'one', 'tried'), 'tried');
    const [tried] = await claim(store, NOW);
    await store.deliveries.owe(asking.conversation.id, promise(asking, 'answer'), NOW);
    const [answer] = await claim(store, NOW);
    const again = { kind: 'again', notBefore: NOW + 1000, outcome: 'retry' } as const;
    for (const one of [tried!, answer!]) await store.deliveries.settle(one, again, NOW);
    expect(keysOf(await claim(store, NOW + 1000, 1))).toEqual(['answer']);
  });

  it('closes the queues of a channel that refuses us, one by one', async () => {
    const store = await open();
    const chats = [await enter(store, 'one', 'a'), await enter(store, 'one', 'b')];
    for (const one of chats) await owe(store, one, `to ${one.conversation.id}`);
    const pace = new ChannelPace(store.pace, new ManualClock(NOW), () => undefined);
    const refusal = { kind: 'stopped', why: '401' } as const;
    await pace.learn(chats[0]!.conversation, { at: NOW, tried: [] }, refusal, NOW + 300_000);
    const [first] = await claim(store, NOW, 1);
    expect((await pace.take(first!.conversation, LIMITS)).at).toBeNull();
    await store.deliveries.settle(first!, { kind: 'back' }, NOW);
    expect(keysOf(await claim(store, NOW + 299_999))).toEqual([]);
    expect(await claim(store, NOW + 300_000)).toHaveLength(2);
  });

  it('lets a conversation in which somebody waits for an answer go first, in its order', async () => {
    const store = await open();
    const crowd = await enter(store, 'one', 'crowd');
    const asking = await enter(store, 'one', 'asking');
    await owe(store, crowd, 'crowd');
    await owe(store, asking, 'before');
    await store.deliveries.owe(asking.conversation.id, promise(asking, 'answer'), NOW);
    await owe(store, asking, 'after');
    const order: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      const [next] = await claim(store, NOW + count, 1);
      order.push(next!.idempotencyKey);
      await store.deliveries.settle(next!, { kind: 'sent', messageId: null }, NOW + count);
    }
    expect(order).toEqual(['before', 'answer', 'crowd', 'after']);
  });

  it('queues by the tenant of the conversation', async () => {
    const store = await open();
    const { conversation } = await enter(store, 'one', 'a');
    await owe(store, await enter(store, 'one', 'a'), 'key');
    await store.pace.close(tenantKey(conversation.where), NOW + 1);
    expect(await claim(store, NOW)).toEqual([]);
  });
});
