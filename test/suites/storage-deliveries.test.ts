import type { Settlement } from '../../src/core/records';
import type { Store } from '../../src/core/store';
import { NOW, chat, claimOf, follow, noticeFor } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

type Again = Extract<Settlement, { kind: 'again' }>;
const SENT: Settlement = { kind: 'sent', messageId: 'm1' };

/** A conversation that is owed these notices, in this order. */
async function owe(store: Store, externalId: string, ...keys: string[]) {
  const followed = await follow(store, externalId, 'kettle');
  for (const key of keys) {
    await store.deliveries.owe(followed.conversation.id, noticeFor(followed.subscription, key), NOW);
  }
  return followed;
}

async function claimKeys(store: Store, now: number, token = 'send'): Promise<string[]> {
  const claimed = await store.deliveries.claim(now, 99, claimOf(token, now + 60_000));
  return claimed.map(({ idempotencyKey }) => idempotencyKey);
}

describeStores(({ open, openTwice, run }) => {
  it('hands out a delivery with all that it needs', async () => {
    const store = await open();
    const { conversation, subscription, product } = await owe(store, 'a', 'test-1');
    await store.subscriptions.setStatus(conversation.id, subscription.id, 'paused', NOW);
    const claim = claimOf('send');
    const [delivery, ...others] = await store.deliveries.claim(NOW + 1, 9, claim);
    expect(others).toEqual([]);
    expect(delivery).toEqual({
      id: delivery!.id,
      claim,
      idempotencyKey: 'test-1',
      createdAt: NOW,
      attempts: 0,
      unknownSends: 0,
      plainText: false,
      generation: 1,
      notice: {
        id: delivery!.notice.id,
        body: { kind: 'trouble', trouble: { kind: 'reads-again' } },
        createdAt: NOW,
      },
      conversation,
      subscription: { ...subscription, status: 'paused', product },
    });
  });

  it('owes the same key once, and nothing for somebody else’s subscription', async () => {
    const store = await open();
    const { subscription } = await owe(store, 'a', 'one', 'one');
    const { id: stranger } = await store.conversations.meet(chat('b'), NOW);
    await store.deliveries.owe(stranger, noticeFor(subscription, 'two'), NOW);
    const [delivery] = await store.deliveries.claim(NOW, 9, claimOf('send'));
    expect(delivery?.idempotencyKey).toBe('one');
    await store.deliveries.settle(delivery!, SENT, NOW);
    expect(await claimKeys(store, NOW)).toEqual([]);
  });

  it('keeps the order of each conversation: only its oldest unsettled delivery is handed out', async () => {
    const store = await open();
    await owe(store, 'a', 'a1', 'a2');
    await owe(store, 'b', 'b1');
    const [a1, b1] = await store.deliveries.claim(NOW, 9, claimOf('send'));
    expect([a1?.idempotencyKey, b1?.idempotencyKey]).toEqual(['a1', 'b1']);
    expect(await claimKeys(store, NOW + 1)).toEqual([]);
    const later = { kind: 'again', notBefore: NOW + 500, outcome: 'retry' } as const;
    await store.deliveries.settle(a1!, later, NOW + 2);
    expect(await claimKeys(store, NOW + 499)).toEqual([]);
    const [again] = await store.deliveries.claim(NOW + 500, 9, claimOf('send'));
    expect(again?.id).toBe(a1?.id);
    await store.deliveries.settle(again!, SENT, NOW + 501);
    expect(await claimKeys(store, NOW + 501)).toEqual(['a2']);
  });

  it('lets what a gate holds back, or what waits for its time, be overtaken', async () => {
    const store = await open();
    const { conversation, subscription } = await owe(store, 'a', 'held');
    const [held] = await store.deliveries.claim(NOW, 9, claimOf('send'));
    await store.deliveries.settle(held!, { kind: 'again', notBefore: NOW + 500, outcome: 'held' }, NOW);
    const later = { ...noticeFor(subscription, 'later'), notBefore: NOW + 300 };
    await store.deliveries.owe(conversation.id, later, NOW);
    expect(await claimKeys(store, NOW + 1)).toEqual([]);
    await store.deliveries.owe(conversation.id, noticeFor(subscription, 'next'), NOW);
    const [next] = await store.deliveries.claim(NOW + 1, 9, claimOf('send'));
    expect(next?.idempotencyKey).toBe('next');
    await store.deliveries.settle(next!, SENT, NOW + 1);
    const [timed] = await store.deliveries.claim(NOW + 300, 9, claimOf('send'));
    expect(timed?.idempotencyKey).toBe('later');
    await store.deliveries.settle(timed!, SENT, NOW + 300);
    expect(await claimKeys(store, NOW + 500)).toEqual(['held']);
  });

  it('releases what a gate holds back, and nothing else', async () => {
    const store = await open();
    const { conversation, subscription } = await owe(store, 'a', 'held');
    await owe(store, 'b', 'refused');
    const claimed = await store.deliveries.claim(NOW, 9, claimOf('send'));
    for (const delivery of claimed) {
      const outcome = delivery.idempotencyKey === 'held' ? 'held' : 'retry';
      await store.deliveries.settle(delivery, { kind: 'again', notBefore: NOW + 500, outcome }, NOW);
    }
    await store.deliveries.owe(
      conversation.id,
      { ...noticeFor(subscription, 'later'), notBefore: NOW + 300 },
      NOW,
    );
    for (const {
      conversation: { id },
    } of claimed)
      await store.deliveries.release(id, NOW + 1);
    expect(await claimKeys(store, NOW + 1)).toEqual(['held']);
  });

  it('is given out only while nobody else speaks in its conversation', async () => {
    const store = await open();
    const { conversation } = await owe(store, 'a', 'a1');
    const { conversations } = store;
    expect(await conversations.lease(conversation.id, claimOf('turn', NOW + 100), NOW)).toBe(true);
    expect(await conversations.lease(conversation.id, claimOf('other', NOW + 100), NOW)).toBe(false);
    expect(await claimKeys(store, NOW + 99)).toEqual([]);
    await conversations.giveBack(conversation.id, 'other');
    expect(await claimKeys(store, NOW + 99)).toEqual([]);
    await conversations.giveBack(conversation.id, 'turn');
    const [a1] = await store.deliveries.claim(NOW + 1, 9, claimOf('send', NOW + 200));
    expect(await conversations.lease(conversation.id, claimOf('turn', NOW + 300), NOW + 2)).toBe(false);
    await store.deliveries.settle(a1!, SENT, NOW + 3);
    expect(await conversations.lease(conversation.id, claimOf('turn', NOW + 100), NOW + 3)).toBe(true);
    expect(await conversations.lease(conversation.id, claimOf('next', NOW + 200), NOW + 100)).toBe(true);
  });

  it('changes the flow and owes what follows together with its end', async () => {
    const store = await open();
    const { conversation, subscription } = await owe(store, 'a', 'one', 'two');
    const next = { active: { kind: 'interruption' }, aside: { kind: 'type-target' } };
    const owes = { ...noticeFor(subscription, 'question'), notBefore: NOW + 100 };
    const [one] = await store.deliveries.claim(NOW, 9, claimOf('send'));
    await store.deliveries.settle(one!, SENT, NOW, { flow: { person: 'ann', version: null, next }, owes });
    const stored = await store.flows.get(conversation.id, 'ann');
    expect(stored).toMatchObject(next);
    const [two] = await store.deliveries.claim(NOW, 9, claimOf('send'));
    const late = { flow: { person: 'ann', version: stored!.version + 1, next: null } };
    await store.deliveries.settle(two!, SENT, NOW, { ...late, owes: noticeFor(subscription, 'never') });
    expect(await store.flows.get(conversation.id, 'ann')).toEqual(stored);
    expect(await claimKeys(store, NOW + 99)).toEqual([]);
    expect(await claimKeys(store, NOW + 100)).toEqual(['question']);
  });

  it('hands out nothing else of a conversation while one is in hand, not even what shows up late', async () => {
    const store = await open();
    const { conversation } = await owe(store, 'a', 'a2');
    const [a2] = await store.deliveries.claim(NOW, 9, claimOf('send'));
    await run(`
      insert into deliveries (id, conversation_id, idempotency_key, created_at, not_before)
        values (-1, ${conversation.id}, 'a1', ${NOW}, ${NOW});
      insert into notices (delivery_id, conversation_id, subscription_id, product_id, idempotency_key, generation, body, created_at)
        select -1, conversation_id, subscription_id, product_id, 'a1', generation, body, created_at from notices`);
    expect(await claimKeys(store, NOW + 1)).toEqual([]);
    await store.deliveries.settle(a2!, SENT, NOW + 2);
    expect(await claimKeys(store, NOW + 3)).toEqual(['a1']);
  });

  it('obeys the limit, longest waiting first', async () => {
    const store = await open();
    for (const name of ['a', 'b', 'c']) await owe(store, name, name);
    const claimed = await store.deliveries.claim(NOW, 2, claimOf('send'));
    expect(claimed.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['a', 'b']);
  });

  it.each<[Omit<Again, 'kind' | 'notBefore'>, object]>([
    [{ outcome: 'retry' }, { attempts: 1, unknownSends: 0, plainText: false }],
    [{ outcome: 'later' }, { attempts: 1, unknownSends: 0, plainText: false }],
    [{ outcome: 'unknown' }, { attempts: 0, unknownSends: 1, plainText: false }],
    [{ outcome: 'held' }, { attempts: 0, unknownSends: 0, plainText: false }],
    [{ outcome: 'stopped' }, { attempts: 0, unknownSends: 0, plainText: false }],
    [
      { outcome: 'rejected', plainText: true },
      { attempts: 0, unknownSends: 0, plainText: true },
    ],
  ])('tries again after %j and counts %j', async (settlement, counted) => {
    const store = await open();
    await owe(store, 'a', 'one');
    const [delivery] = await store.deliveries.claim(NOW, 9, claimOf('send'));
    await store.deliveries.settle(delivery!, { kind: 'again', notBefore: NOW + 1, ...settlement }, NOW);
    const [again] = await store.deliveries.claim(NOW + 1, 9, claimOf('send'));
    expect(again).toMatchObject({ id: delivery?.id, ...counted });
    await store.deliveries.settle(again!, { kind: 'again', notBefore: NOW + 2, outcome: 'held' }, NOW + 1);
    const [third] = await store.deliveries.claim(NOW + 2, 9, claimOf('send'));
    expect(third).toMatchObject(counted);
  });

  it.each<Settlement>([
    SENT,
    { kind: 'sent', messageId: null },
    { kind: 'dropped', because: 'old' },
    { kind: 'dead', because: 'refused' },
  ])('ends with %j, once', async (settlement) => {
    const store = await open();
    await owe(store, 'a', 'one');
    const [delivery] = await store.deliveries.claim(NOW, 9, claimOf('send'));
    expect(await store.deliveries.settle(delivery!, settlement, NOW)).toBe(true);
    expect(await store.deliveries.settle(delivery!, settlement, NOW)).toBe(false);
    expect(await claimKeys(store, NOW + 1_000_000)).toEqual([]);
  });

  it('hands out again what its holder lost, who can then settle nothing', async () => {
    const store = await open();
    await owe(store, 'a', 'one', 'two');
    const [slow] = await store.deliveries.claim(NOW, 9, claimOf('slow', NOW + 100));
    const [quick] = await store.deliveries.claim(NOW + 100, 9, claimOf('quick', NOW + 200));
    expect(quick?.id).toBe(slow?.id);
    expect(await store.deliveries.settle(slow!, SENT, NOW + 101)).toBe(false);
    const again: Settlement = { kind: 'again', notBefore: NOW + 150, outcome: 'unknown' };
    expect(await store.deliveries.settle(quick!, again, NOW + 102)).toBe(true);
    const [third] = await store.deliveries.claim(NOW + 150, 9, claimOf('third', NOW + 300));
    expect(third).toMatchObject({ id: slow?.id, unknownSends: 1 });
  });

  it('leaves the conversations alone that the caller still has in hand, also when their claim ran out', async () => {
    const store = await open();
    await owe(store, 'a', 'one');
    const [slow] = await store.deliveries.claim(NOW, 9, claimOf('slow', NOW + 100));
    expect(await store.deliveries.claim(NOW + 200, 9, claimOf('slow'), [slow!.conversation.id])).toEqual([]);
    expect(await store.deliveries.claim(NOW + 200, 9, claimOf('other'))).toHaveLength(1);
  });

  it('drops what was owed to an older generation, and sends what is owed to the new one', async () => {
    const store = await open();
    const { conversation, subscription } = await owe(store, 'a', 'old-1', 'old-2');
    await run(`update conversations set generation = generation + 1 where id = ${conversation.id}`);
    await store.deliveries.owe(conversation.id, noticeFor(subscription, 'new'), NOW);
    expect(await claimKeys(store, NOW)).toEqual([]);
    expect(await claimKeys(store, NOW)).toEqual(['new']);
  });

  it('never hands one delivery to two, however many ask at once', async () => {
    const [a, b] = await openTwice();
    for (let index = 0; index < 20; index++)
      await owe(a, `chat-${index}`, `first-${index}`, `second-${index}`);
    const asked = Array.from({ length: 10 }, (_, index) =>
      (index % 2 === 0 ? a : b).deliveries.claim(NOW, 4, claimOf(`hand-${index}`)),
    );
    const claimed = [
      ...(await Promise.all(asked)).flat(),
      ...(await a.deliveries.claim(NOW, 99, claimOf('rest'))),
    ];
    expect(claimed.map(({ idempotencyKey }) => idempotencyKey).sort()).toEqual(
      Array.from({ length: 20 }, (_, index) => `first-${index}`).sort(),
    );
  });
});
