import { DAY } from '../../src/core/history';
import { claimDue, claimOf, follow, look, noticeFor, NOW } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const NOTHING = { due: 0, oldestDueAt: null };
const MINUTE = 60_000;

describeStores(({ open, run }) => {
  it('says that nothing waits in a new database', async () => {
    const store = await open();
    expect(await store.figures.read(NOW)).toEqual({
      waiting: { polls: NOTHING, deliveries: NOTHING, cards: NOTHING, reminders: NOTHING },
      owed: 0,
    });
  });

  it('says how many products are due and since when, with those in hand', async () => {
    const store = await open();
    await follow(store, 'a', 'kettle');
    await look(store, NOW, { nextCheckAt: NOW + MINUTE });
    await follow(store, 'a', 'lamp');
    await look(store, NOW, { nextCheckAt: NOW + DAY });
    await follow(store, 'a', 'pan');
    const polls = async (now: number) => (await store.figures.read(now)).waiting.polls;
    expect(await polls(NOW + 5 * MINUTE)).toEqual({ due: 2, oldestDueAt: NOW });
    await claimDue(store, NOW + 5 * MINUTE, 'look');
    expect(await polls(NOW + 5 * MINUTE)).toEqual({ due: 2, oldestDueAt: NOW });
  });

  it('counts no product that nobody follows any more', async () => {
    const store = await open();
    await follow(store, 'a', 'kettle');
    await look(store, NOW, { nextCheckAt: NOW });
    await run('update products set dormant = 1');
    expect((await store.figures.read(NOW)).waiting.polls).toEqual(NOTHING);
  });

  it('counts what was asked for as due, but not since 1970', async () => {
    const store = await open();
    const { product } = await follow(store, 'a', 'kettle');
    await store.products.makeDue(product.id);
    expect((await store.figures.read(NOW)).waiting.polls).toEqual({ due: 1, oldestDueAt: null });
  });

  it('says what is owed and what of it is due, and nothing of chats that are gone', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    const gone = await follow(store, 'b', 'kettle');
    for (const key of ['one', 'two']) {
      await store.deliveries.owe(conversation.id, noticeFor(subscription, key), NOW);
    }
    await store.conversations.markGone(gone.conversation.id, NOW, false);
    await store.deliveries.owe(gone.conversation.id, noticeFor(gone.subscription, 'three'), NOW - DAY);
    const [first] = await store.deliveries.claim(NOW, 1, claimOf('send'));
    if (!first) throw new Error('Nothing is owed.');
    const later = { kind: 'again', outcome: 'held', notBefore: NOW + 5 * MINUTE } as const;
    await store.deliveries.settle(first, later, NOW);
    const read = async (now: number) => {
      const { owed, waiting } = await store.figures.read(now);
      return { owed, ...waiting.deliveries };
    };
    expect(await read(NOW)).toEqual({ owed: 2, due: 1, oldestDueAt: NOW });
    const second = await store.deliveries.claim(NOW, 1, claimOf('send again'));
    for (const delivery of second)
      await store.deliveries.settle(delivery, { kind: 'dropped', because: '' }, NOW);
    expect(await read(NOW + MINUTE)).toEqual({ owed: 1, ...NOTHING });
    expect(await read(NOW + 6 * MINUTE)).toEqual({ owed: 1, due: 1, oldestDueAt: NOW + 5 * MINUTE });
  });

  it('says which cards wait for their news', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    await store.deliveries.owe(conversation.id, noticeFor(subscription, 'one'), NOW);
    const [delivery] = await store.deliveries.claim(NOW, 1, claimOf('send'));
    if (!delivery) throw new Error('Nothing is owed.');
    await store.deliveries.settle(delivery, { kind: 'sent', messageId: '1' }, NOW, { keepsCard: true });
    const cards = async () => (await store.figures.read(NOW)).waiting.cards;
    expect(await cards()).toEqual({ due: 1, oldestDueAt: NOW });
    await run(`update cards set not_before = ${NOW + MINUTE}`);
    expect(await cards()).toEqual(NOTHING);
    await run(`update cards set not_before = ${NOW}`);
    await store.conversations.markGone(conversation.id, NOW, false);
    expect(await cards()).toEqual(NOTHING);
    await run('update conversations set gone_at = null');
    expect(await cards()).toEqual({ due: 1, oldestDueAt: NOW });
    await run('update cards set stale_since = null');
    expect(await cards()).toEqual(NOTHING);
  });

  it('says which reminders are late', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    const owner = { conversationId: conversation.id, person: 'ann' };
    await store.reminders.set(owner, subscription.id, NOW + MINUTE, NOW);
    expect((await store.figures.read(NOW)).waiting.reminders).toEqual(NOTHING);
    const late = { due: 1, oldestDueAt: NOW + MINUTE };
    expect((await store.figures.read(NOW + DAY)).waiting.reminders).toEqual(late);
    await store.conversations.markGone(conversation.id, NOW, false);
    expect((await store.figures.read(NOW + DAY)).waiting.reminders).toEqual(NOTHING);
  });
});
