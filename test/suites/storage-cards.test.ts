import { CARD_KEPT_MS, type ClaimedCard } from '../../src/core/card';
import { DAY } from '../../src/core/history';
import type { AlertBody } from '../../src/core/notice';
import type { Aftermath, SubscriptionView } from '../../src/core/records';
import type { Store } from '../../src/core/store';
import { makeOffer } from '../support/offers';
import { euro } from '../support/periods';
import { NOW, claimOf, follow, look, noticeFor, periodAt } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const KEPT: Aftermath = { keepsCard: true };

function alertOf(price: number, changes: Partial<AlertBody> = {}): AlertBody {
  return {
    ...{ kind: 'alert', rule: { kind: 'any-change' }, baseline: null, before: null, lowestIn30Days: null },
    ...{ offer: makeOffer(euro(price)), checkedAt: NOW, period: NOW, test: false, ...changes },
  };
}

/** Sends one alert as message `key`. @returns the id of its delivery. */
async function tell(store: Store, subscription: SubscriptionView, key: string, now = NOW): Promise<number> {
  const draft = { ...noticeFor(subscription, key), body: alertOf(70) };
  await store.deliveries.owe(subscription.conversationId, draft, now);
  const [delivery] = await store.deliveries.claim(now, 1, claimOf(`send ${key}`, now + 1000));
  await store.deliveries.settle(delivery!, { kind: 'sent', messageId: key }, now, KEPT);
  return delivery!.id;
}

function claim(store: Store, now = NOW, token = 'card'): Promise<readonly ClaimedCard[]> {
  return store.cards.claim(now, 9, claimOf(token, now + 1000), []);
}

async function settleAll(store: Store, now = NOW): Promise<void> {
  for (const card of await claim(store, now)) await store.cards.settle(card, { kind: 'shows', shows: [] });
}

describeStores(({ open, openTwice }) => {
  it('is looked at once after it was sent, and then at each piece of news', async () => {
    const store = await open();
    const { subscription } = await follow(store, 'a', 'kettle');
    const id = await tell(store, subscription, 'm1');
    const [card, ...others] = await claim(store);
    expect(others).toEqual([]);
    expect(card).toMatchObject({ deliveryId: id, messageId: 'm1', shows: [], staleSince: NOW });
    expect(card?.notices).toMatchObject([{ body: { kind: 'alert' }, later: null }]);
    expect(await claim(store)).toEqual([]);
    await store.cards.settle(card!, { kind: 'shows', shows: [] });
    expect(await claim(store, NOW + 1)).toEqual([]);
    await look(store, NOW + 2, { period: periodAt(NOW + 2, 9900) });
    const [again] = await claim(store, NOW + 2);
    const shows = [
      { subscriptionId: subscription.id, productId: subscription.product.id, sequel: { kind: 'ended' } },
    ] as const;
    await store.cards.settle(again!, { kind: 'shows', shows });
    await look(store, NOW + 3, { period: 'extend' });
    expect(await claim(store, NOW + 3)).toEqual([]);
    await store.subscriptions.setStatus(subscription.conversationId, subscription.id, 'ended', NOW + 4);
    expect(await claim(store, NOW + 4)).toMatchObject([{ shows, staleSince: NOW + 4 }]);
  });

  it('loses no news that comes while it is in hand, at the same instant or after a failure', async () => {
    const store = await open();
    const { subscription } = await follow(store, 'a', 'kettle');
    await tell(store, subscription, 'm1');
    const [card] = await claim(store);
    await look(store, NOW, { period: periodAt(NOW, 9900) });
    expect(await claim(store)).toEqual([]);
    await store.cards.settle(card!, { kind: 'shows', shows: [] });
    const [again] = await claim(store);
    await store.cards.settle(again!, { kind: 'again', notBefore: NOW + 10, isAttempt: true });
    expect(await claim(store, NOW + 9)).toEqual([]);
    expect(await claim(store, NOW + 10)).toMatchObject([{ attempts: 1 }]);
  });

  it('is taken up by another process when the first one died, and only then', async () => {
    const [store, other] = await openTwice();
    const { subscription } = await follow(store, 'a', 'kettle');
    await tell(store, subscription, 'm1');
    const [card] = await claim(store);
    expect(await claim(other, NOW + 999)).toEqual([]);
    expect(await claim(other, NOW + 1000, 'other')).toHaveLength(1);
    expect(await store.cards.settle(card!, { kind: 'left' })).toBe(false);
    await other.system.releaseClaims();
    const [freed] = await claim(other, NOW + 1001, 'third');
    expect(await other.cards.settle(freed!, { kind: 'left' })).toBe(true);
    expect(await claim(other, NOW + DAY)).toEqual([]);
  });

  it('knows of a later message about the same, and is told of it', async () => {
    const store = await open();
    const { subscription } = await follow(store, 'a', 'kettle');
    const first = await tell(store, subscription, 'm1');
    await settleAll(store);
    await tell(store, subscription, 'm2', NOW + 5);
    const cards = await claim(store, NOW + 5);
    const later = { at: NOW + 5, price: euro(70) };
    expect(cards.find(({ deliveryId }) => deliveryId === first)?.notices).toMatchObject([{ later }]);
    expect(cards.find(({ deliveryId }) => deliveryId !== first)?.notices).toMatchObject([{ later: null }]);
  });

  it('holds all that went out in its message, of one subscription only the last alert', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    for (const price of [80, 70]) {
      const draft = { ...noticeFor(subscription, `at ${price}`), body: alertOf(price) };
      await store.deliveries.owe(conversation.id, draft, NOW);
    }
    const [first] = await store.deliveries.claim(NOW, 1, claimOf('send'));
    const [second] = await store.deliveries.gather(first!, NOW, 9);
    const sent = { kind: 'sent', messageId: 'm1' } as const;
    const others = [{ delivery: second!, settlement: sent, joined: true }];
    await store.deliveries.settle(first!, sent, NOW, { ...KEPT, others });
    const [card, ...more] = await claim(store);
    expect(more).toEqual([]);
    expect(card?.notices).toMatchObject([{ body: { offer: { price: euro(70) } }, later: null }]);
    await store.cards.settle(card!, { kind: 'shows', shows: [] });
    await look(store, NOW + 2, { period: periodAt(NOW + 2, 9900) });
    expect(await claim(store, NOW + 2)).toHaveLength(1);
  });

  it('is left alone where nobody can be reached, when it is old, and when all is erased', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    await tell(store, subscription, 'm1');
    await store.conversations.markGone(conversation.id, NOW, false);
    expect(await claim(store)).toEqual([]);
    await store.conversations.meet(conversation.where, NOW, 'spoke');
    const [card] = await claim(store);
    await store.conversations.erase(conversation.id);
    expect(await store.cards.settle(card!, { kind: 'shows', shows: [] })).toBe(false);

    const { subscription: next } = await follow(store, 'b', 'lamp');
    await tell(store, next, 'm2');
    await settleAll(store);
    const late = NOW + CARD_KEPT_MS;
    await store.subscriptions.setStatus(next.conversationId, next.id, 'ended', late);
    expect(await claim(store, late)).toEqual([]);
  });
});
