import { DAY } from '../../src/core/history';
import { conversationKey } from '../../src/core/pace';
import { DEFAULT_RULE } from '../../src/core/rule';
import type { Store } from '../../src/core/store';
import {
  NOW,
  chat,
  claimDue,
  claimOf,
  claimOne,
  follow,
  noticeFor,
  recordOf,
} from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const CANARY = 'canary-5f1d';
const SENT = { kind: 'sent', messageId: `${CANARY} message` } as const;

/** A chat whose words stand in every place where a chat can leave some. */
async function sing(store: Store, externalId: string, song = CANARY) {
  const where = {
    ...chat(externalId),
    address: { conversation: externalId, song },
    directoryId: `${song} directory`,
    timeZone: `${song} zone`,
  };
  const { id } = await store.conversations.meet(where, NOW);
  await store.conversations.change(id, { settings: { defaultRule: DEFAULT_RULE, song } as never });
  const { product, subscription, conversation } = await follow(store, externalId, 'kettle');
  await store.subscriptions.object(id, subscription.id, product.id, { song } as never, { most: 9, since: 0 });
  await store.members.join(subscription.id, { person: `${song} member`, name: `${song} name` }, NOW);
  await store.reminders.set(
    { conversationId: id, person: `${song} reminded` },
    subscription.id,
    NOW + DAY,
    NOW,
  );
  const flow = { active: { kind: 'type-target', song }, aside: { kind: 'x', song } };
  await store.flows.put(id, `${song} person`, flow, null, NOW);
  await store.conversations.beginInbound(id, `${song} activity`, NOW, NOW);
  for (const key of ['sent', 'owed']) {
    const notice = noticeFor(subscription, `${externalId} ${song} ${key}`);
    await store.deliveries.owe(id, { ...notice, body: { kind: 'external', song } as never }, NOW);
  }
  return { product, subscription, conversation };
}

/** Long texts and many, so that they are moved from page to page. */
async function chatter(store: Store, externalId: string, song: string): Promise<void> {
  for (let line = 0; line < 60; line += 1) {
    const text = `${song} ${line} `.repeat(1 + 3 * line);
    await store.chatLog.append(externalId, `${song} ${externalId} ${line}`, { text }, NOW);
    await store.chatLog.append('somebody else', null, { text: 'x'.repeat(500) }, NOW);
  }
}

describeStores(({ open, openTwice, dump }) => {
  it('leaves no trace of an erased conversation, and all of the others', async () => {
    const store = await open();
    const other = await sing(store, 'other', 'linnet');
    const { conversation } = await sing(store, `${CANARY} id`);
    await chatter(store, 'other', 'linnet');
    await chatter(store, `${CANARY} id`, CANARY);
    const [, delivery] = await store.deliveries.claim(NOW, 9, claimOf('send'));
    await store.deliveries.settle(delivery!, SENT, NOW);
    expect((await dump()).includes(CANARY)).toBe(true);

    expect(await store.conversations.erase(conversation.id)).toBe(true);
    const left = await dump();
    expect(left.includes(CANARY)).toBe(false);
    expect(left.includes('linnet')).toBe(true);
    expect(await store.conversations.get(conversation.id)).toBeNull();
    expect(await store.chatLog.read(`${CANARY} id`, 0, 9)).toEqual([]);
    expect((await store.subscriptions.list(other.conversation.id, 0, 9)).total).toBe(1);
    expect(await store.conversations.erase(conversation.id)).toBe(false);
    expect(await store.conversations.erase(other.conversation.id)).toBe(true);
    expect((await dump()).includes('linnet')).toBe(false);
  });

  it('lets a delivery in flight settle into nothing', async () => {
    const [a, b] = await openTwice();
    const { conversation } = await sing(a, 'ada');
    const [inFlight] = await a.deliveries.claim(NOW, 9, claimOf('send'));
    await b.conversations.erase(conversation.id);
    const person = `${CANARY} person`;
    const aftermath = {
      flow: { person, version: 1, next: { active: { kind: CANARY }, aside: null } },
      owes: noticeFor(inFlight!.subscription!, CANARY),
    };
    expect(await a.deliveries.settle(inFlight!, SENT, NOW + 1, aftermath)).toBe(false);
    expect(await a.deliveries.claim(NOW + DAY, 9, claimOf('again'))).toEqual([]);
    expect((await dump()).includes(CANARY)).toBe(false);
  });

  it('can be erased while its deliveries are settled and its products are looked at', async () => {
    const [a, b] = await openTwice();
    for (let round = 0; round < 10; round += 1) {
      const { conversation, subscription } = await sing(a, `ada ${round}`);
      const claimed = await claimOne(a, NOW + round);
      const [delivery] = await a.deliveries.claim(NOW, 9, claimOf('send'));
      const notices = [noticeFor(subscription, `${CANARY} ${round}`)];
      const [isErased] = await Promise.all([
        b.conversations.erase(conversation.id),
        a.products.recordCheck(claimed, NOW, ({ watches }) =>
          recordOf({ notices: watches.length > 0 ? notices : [], nextCheckAt: NOW }),
        ),
        a.deliveries.settle(delivery!, SENT, NOW, {
          owes: noticeFor(subscription, `${CANARY} question ${round}`),
        }),
      ]);
      expect(isErased).toBe(true);
    }
    expect((await dump()).includes(CANARY)).toBe(false);
  });

  it('forgets how much was sent there', async () => {
    const store = await open();
    const { conversation } = await follow(store, 'a', 'kettle');
    const bucket = { key: conversationKey(conversation.id), limits: [{ count: 1, perMs: 1000 }] };
    await store.pace.take([bucket], NOW);
    expect((await store.pace.take([bucket], NOW)).at).toBe(NOW + 1000);
    await store.conversations.erase(conversation.id);
    expect((await store.pace.take([bucket], NOW)).at).toBe(NOW);
  });

  it('lets products rest that nobody else follows', async () => {
    const store = await open();
    const { conversation } = await follow(store, 'a', 'kettle');
    const owner = { conversationId: conversation.id, person: 'ann' };
    const { product: shared } = await follow(store, 'b', 'lamp');
    await store.subscriptions.add(owner, shared.id, DEFAULT_RULE, null, NOW);
    await store.conversations.erase(conversation.id);
    const due = await claimDue(store, NOW, 'look');
    expect(due.map(({ product }) => product.id)).toEqual([shared.id]);
  });

  it('knows who writes again as somebody new', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    await store.conversations.erase(conversation.id);
    const again = await follow(store, 'a', 'kettle');
    expect(again.conversation.id).toBeGreaterThan(conversation.id);
    expect(again.conversation.welcomedAt).toBeNull();
    expect(again.subscription).toMatchObject({ shortId: 1, rule: subscription.rule });
    expect((await claimDue(store, NOW, 'look')).length).toBe(1);
  });

  it('erases who is gone for long, and nobody who came back', async () => {
    const store = await open();
    const { conversation: first } = await follow(store, 'first', 'kettle');
    const { conversation: later } = await follow(store, 'later', 'kettle');
    await follow(store, 'here', 'kettle');
    await store.conversations.markGone(later.id, NOW + 2, false);
    await store.conversations.markGone(first.id, NOW + 1, false);
    expect(await store.conversations.listGone(NOW + 1, 9)).toEqual([]);
    expect(await store.conversations.listGone(NOW + 3, 9)).toEqual([first.id, later.id]);
    expect(await store.conversations.listGone(NOW + 3, 1)).toEqual([first.id]);
    await store.conversations.meet(chat('later'), NOW + 3, 'spoke');
    expect(await store.conversations.eraseGone(later.id, NOW + 3)).toBe(false);
    expect(await store.conversations.eraseGone(first.id, NOW + 1)).toBe(false);
    expect(await store.conversations.eraseGone(first.id, NOW + 3)).toBe(true);
    expect(await store.conversations.get(first.id)).toBeNull();
    expect(await store.conversations.get(later.id)).not.toBeNull();
  });
});
