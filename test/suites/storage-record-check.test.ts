import { NEW_EPISODE } from '../../src/core/episode';
import { DAY } from '../../src/core/history';
import type { CheckFacts } from '../../src/core/records';
import type { Store } from '../../src/core/store';
import { makeOffer } from '../support/offers';
import { euro } from '../support/periods';
import {
  NOW,
  baselineAt,
  claimDue,
  claimOf,
  claimOne,
  follow,
  look,
  noticeFor,
  periodAt,
  recordOf,
} from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

/** What the next look at the only due product would see; changes nothing. */
async function peek(store: Store, now: number): Promise<CheckFacts> {
  const claimed = await claimOne(store, now, 'peek');
  let seen: CheckFacts | undefined;
  const peeking = store.products.recordCheck(claimed, now, (facts) => {
    seen = facts;
    throw new Error('only peeking');
  });
  await expect(peeking).rejects.toThrow('only peeking');
  await store.products.giveBack(claimed, now);
  return seen!;
}

describeStores(({ open, openTwice }) => {
  it('writes all that one look changes, and frees the product', async () => {
    const store = await open();
    const { product } = await follow(store, 'a', 'kettle');
    const confirmed = makeOffer(euro(99), { title: 'Kettle “Ünïque” \u0000 1,7 l' });
    const pending = { offer: makeOffer(euro(1)), since: NOW };
    const validators = { 'https://shop.test/kettle': { etag: 'W/"1"', lastModified: 'Thu' } };
    await look(store, NOW + 5, {
      kind: 'unavailable',
      confirmed,
      pending,
      validators,
      failures: 3,
      troubleToldAt: NOW + 1,
      readsSinceFull: 7,
      nextCheckAt: NOW + 6,
    });
    const written = {
      ...product,
      confirmed,
      pending,
      validators,
      readsSinceFull: 7,
      nextCheckAt: NOW + 6,
      checkedAt: NOW + 5,
      lastKind: 'unavailable',
      failures: 3,
      troubleToldAt: NOW + 1,
    };
    expect(await store.products.get(product.id)).toEqual(written);
    await look(store, NOW + 6, { kind: 'blocked' });
    expect(await store.products.get(product.id)).toMatchObject({
      confirmed,
      pending: null,
      validators: {},
      troubleToldAt: null,
    });
  });

  it('learns and keeps the last day of what is sold for a day', async () => {
    const store = await open();
    const { product } = await follow(store, 'a', 'stay');
    await look(store, NOW, { endsOn: '2026-12-24' });
    await look(store, NOW, {});
    expect(await store.products.get(product.id)).toMatchObject({ endsOn: '2026-12-24' });
  });

  it('keeps what is known of the last look when the shop was not asked', async () => {
    const store = await open();
    const { product, subscription, conversation } = await follow(store, 'a', 'stay');
    await look(store, NOW + 5, { kind: 'unavailable' });
    await look(store, NOW + 9, {
      kind: null,
      watches: [{ subscriptionId: subscription.id, status: 'ended', answerOwed: null }],
      notices: [noticeFor(subscription, 'over')],
    });
    expect(await store.products.get(product.id)).toMatchObject({
      checkedAt: NOW + 5,
      lastKind: 'unavailable',
    });
    expect(await store.subscriptions.findById(conversation.id, subscription.id)).toMatchObject({
      status: 'ended',
      endedAt: NOW + 9,
    });
    expect(await claimDue(store, NOW + 10, 'next')).toEqual([]);
  });

  it('shows to decide the periods of the last 400 days and who watches', async () => {
    const store = await open();
    const { subscription } = await follow(store, 'a', 'kettle');
    const other = await follow(store, 'b', 'kettle');
    const ended = await follow(store, 'c', 'kettle');
    const gone = await follow(store, 'd', 'kettle');
    await store.subscriptions.setStatus(other.conversation.id, other.subscription.id, 'paused', NOW);
    await store.subscriptions.setStatus(ended.conversation.id, ended.subscription.id, 'ended', NOW);
    await store.conversations.markGone(gone.conversation.id, NOW, false);
    await store.subscriptions.owe(subscription.conversationId, subscription.id, 'track');
    await look(store, NOW, { period: periodAt(NOW, 100) });
    await look(store, NOW + 2 * DAY, { period: periodAt(NOW + 2 * DAY, 200) });
    const facts = await peek(store, NOW + 401 * DAY);
    const { product, baseline, objection, others, ...itself } = subscription;
    expect(others).toEqual([]);
    expect(facts.product).toMatchObject({ id: product.id, key: 'kettle', lastKind: 'offer' });
    expect(facts.history).toEqual([periodAt(NOW + 2 * DAY, 200)]);
    expect(facts.watches).toHaveLength(2);
    expect(facts.watches[0]).toEqual({
      subscription: itself,
      isFirst: true,
      baseline,
      episode: NEW_EPISODE,
      answerOwed: 'track',
      objection,
    });
    expect(facts.watches[1]?.subscription).toMatchObject({ id: other.subscription.id, status: 'paused' });
  });

  it('changes the watches it names and only those', async () => {
    const store = await open();
    const { subscription } = await follow(store, 'a', 'kettle');
    const other = await follow(store, 'b', 'kettle');
    const elsewhere = await follow(store, 'b', 'toaster');
    for (const { conversationId, id } of [subscription, other.subscription]) {
      await store.subscriptions.owe(conversationId, id, 'check');
    }
    const episode = {
      ...NEW_EPISODE,
      open: true,
      lowestAnnounced: { minor: 5, currency: 'JPY' },
      announcedPeriod: NOW,
    };
    const claimed = await claimDue(store, NOW, 'look');
    const kettle = claimed.find(({ product }) => product.key === 'kettle')!;
    await store.products.recordCheck(kettle, NOW, () =>
      recordOf({
        nextCheckAt: NOW,
        watches: [
          {
            subscriptionId: subscription.id,
            baseline: baselineAt(9900),
            episode,
            answerOwed: null,
            status: 'choosing',
          },
          { subscriptionId: elsewhere.subscription.id, baseline: baselineAt(1) },
        ],
      }),
    );
    await store.subscriptions.setStatus(elsewhere.conversation.id, elsewhere.subscription.id, 'ended', NOW);
    const { watches } = await peek(store, NOW);
    expect(watches[0]).toMatchObject({ baseline: baselineAt(9900), episode, answerOwed: null });
    expect(watches[0]?.subscription.status).toBe('choosing');
    expect(watches[1]).toMatchObject({ baseline: null, episode: NEW_EPISODE, answerOwed: 'check' });
    const untouched = await store.subscriptions.findById(
      elsewhere.conversation.id,
      elsewhere.subscription.id,
    );
    expect(untouched?.baseline).toBeNull();
  });

  it('owes each notice once, to the conversation that follows', async () => {
    const store = await open();
    const { subscription } = await follow(store, 'a', 'kettle');
    const other = await follow(store, 'b', 'kettle');
    const stranger = await follow(store, 'c', 'toaster');
    await store.subscriptions.setStatus(stranger.conversation.id, stranger.subscription.id, 'paused', NOW);
    const notices = [
      noticeFor(subscription, 'one'),
      noticeFor(subscription, 'one'),
      noticeFor(other.subscription, 'two'),
      noticeFor(stranger.subscription, 'three'),
    ];
    await look(store, NOW, { notices });
    await look(store, NOW + 1, { notices });
    const claimed = await store.deliveries.claim(NOW + 1, 9, claimOf('send'));
    expect(
      claimed.map((delivery) => [delivery.idempotencyKey, delivery.conversation.where.externalId]),
    ).toEqual([
      ['one', 'a'],
      ['two', 'b'],
    ]);
    for (const delivery of claimed) {
      await store.deliveries.settle(delivery, { kind: 'sent', messageId: null }, NOW);
    }
    expect(await store.deliveries.claim(NOW + 2, 9, claimOf('send'))).toEqual([]);
  });

  it('owes thousands of notices of one look', async () => {
    const store = await open();
    const { subscription } = await follow(store, 'a', 'kettle');
    const notices = Array.from({ length: 2500 }, (_, index) => noticeFor(subscription, `alert ${index}`));
    await look(store, NOW, { notices });
    await look(store, NOW, { notices });
    const [first] = await store.deliveries.claim(NOW, 9, claimOf('send'));
    expect(first?.idempotencyKey).toBe('alert 0');
  });

  it('changes nothing when decide throws, and the claim stands', async () => {
    const store = await open();
    const { product } = await follow(store, 'a', 'kettle');
    const claimed = await claimOne(store);
    const failing = store.products.recordCheck(claimed, NOW, () => {
      throw new Error('crash');
    });
    await expect(failing).rejects.toThrow('crash');
    expect(await store.products.get(product.id)).toEqual(product);
    expect(await claimDue(store, NOW, 'other')).toEqual([]);
    expect(await store.products.recordCheck(claimed, NOW, () => recordOf())).toBe(true);
  });

  it('leaves nothing half written when one part of the record is refused', async () => {
    const store = await open();
    const { product, subscription } = await follow(store, 'a', 'kettle');
    const claimed = await claimOne(store);
    const notices = [{ ...noticeFor(subscription, 'one'), productId: product.id + 999 }];
    const failing = store.products.recordCheck(claimed, NOW, () =>
      recordOf({ period: periodAt(NOW, 100), confirmed: makeOffer(euro(1)), notices }),
    );
    await expect(failing).rejects.toHaveProperty('message', expect.stringMatching(/foreign key/i));
    expect(await store.products.history(product.id, 0)).toEqual([]);
    expect(await store.products.get(product.id)).toEqual(product);
    expect(await store.deliveries.claim(NOW, 9, claimOf('send'))).toEqual([]);
  });

  it('judges no look by one rule and leaves its episode to another', async () => {
    const [a, b] = await openTwice();
    const { conversation, subscription } = await follow(a, 'a', 'kettle');
    for (let round = 1; round <= 10; round++) {
      const claimed = await claimOne(a, NOW + round);
      const judged = { ...NEW_EPISODE, open: true };
      const rule = { kind: 'lowest', days: round, orEqual: false } as const;
      let seenRule: unknown;
      await Promise.all([
        a.products.recordCheck(claimed, NOW + round, ({ watches }) => {
          seenRule = watches[0]!.subscription.rule;
          return recordOf({
            nextCheckAt: NOW + round,
            watches: [{ subscriptionId: subscription.id, episode: judged }],
          });
        }),
        b.subscriptions.setRule(conversation.id, subscription.id, rule),
      ]);
      const [watch] = (await peek(a, NOW + round)).watches;
      expect(watch?.subscription.rule).toEqual(rule);
      // Either the look came first and the new rule began anew, or the look was judged by the new rule.
      if (watch?.episode.open === true) expect(seenRule).toEqual(rule);
    }
  });
});
