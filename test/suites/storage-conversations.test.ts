import type { AlertBody } from '../../src/core/notice';
import { DEFAULT_RULE } from '../../src/core/rule';
import type { Rule } from '../../src/core/rule';
import type { Whereabouts } from '../../src/core/turn';
import { makeOffer } from '../support/offers';
import { euro } from '../support/periods';
import { NOW, chat, claimDue, claimOf, follow, noticeFor, recordOf } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const TEAMS: Whereabouts = {
  channel: 'msteams',
  tenant: 'contoso',
  externalId: '19:abc',
  kind: 'group',
  address: { serviceUrl: 'https://smba.test/1' },
  locale: 'de-DE',
  timeZone: 'Europe/Berlin',
};

function alertOf(period: number): AlertBody {
  return {
    ...{ kind: 'alert', rule: DEFAULT_RULE, baseline: null, before: null, lowestIn30Days: null },
    ...{ offer: makeOffer(euro(80)), checkedAt: period, period, test: false },
  };
}

describeStores(({ open, openTwice }) => {
  it('meets a conversation once, and knows it again', async () => {
    const { conversations } = await open();
    const met = await conversations.meet(TEAMS, NOW);
    expect(met).toEqual({
      id: met.id,
      where: TEAMS,
      settings: { defaultRule: DEFAULT_RULE },
      locale: 'de-DE',
      timeZone: 'Europe/Berlin',
      generation: 1,
      ground: null,
      goneAt: null,
      welcomedAt: null,
      unaskedAt: null,
    });
    expect(await conversations.meet(TEAMS, NOW + 1)).toEqual(met);
    expect(await conversations.get(met.id)).toEqual(met);
    expect(await conversations.get(met.id + 1)).toBeNull();
  });

  it('keeps apart what differs in channel, tenant or id, and speaks English until it is told', async () => {
    const { conversations } = await open();
    const places = [TEAMS, { ...TEAMS, tenant: 'fabrikam' }, { ...TEAMS, channel: 'x' }, chat('19:abc')];
    const met = await Promise.all(places.map((where) => conversations.meet(where, NOW)));
    expect(new Set(met.map(({ id }) => id)).size).toBe(4);
    expect(met[3]).toMatchObject({ locale: 'en', timeZone: null });
  });

  it('finds a personal chat by the id of the person in a directory, and keeps it when it is not told again', async () => {
    const { conversations } = await open();
    const where: Whereabouts = { ...TEAMS, kind: 'personal', directoryId: 'aad-ann' };
    const met = await conversations.meet(where, NOW);
    expect(met.where).toEqual(where);
    await conversations.meet({ ...TEAMS, kind: 'personal' }, NOW + 1);
    expect(await conversations.findByDirectoryId('msteams', 'aad-ann')).toMatchObject({ id: met.id });
    expect(await conversations.findByDirectoryId('webchat', 'aad-ann')).toBeNull();
    expect(await conversations.findByDirectoryId('msteams', 'aad-ben')).toBeNull();
  });

  it('makes one row when two meet the conversation at once', async () => {
    const met = await Promise.all((await openTwice()).map((store) => store.conversations.meet(TEAMS, NOW)));
    expect(met[0]).toEqual(met[1]);
  });

  it('takes the newest address and locale, and leaves a time zone that was set', async () => {
    const { conversations } = await open();
    const { id } = await conversations.meet(chat('a'), NOW);
    const address = { conversation: 'a', serviceUrl: 'https://new.test' };
    expect(
      await conversations.meet({ ...chat('a'), address, locale: 'fr', timeZone: 'Europe/Paris' }, NOW),
    ).toMatchObject({
      id,
      where: { address },
      locale: 'fr',
      timeZone: 'Europe/Paris',
    });
    await conversations.change(id, { timeZone: 'Asia/Tokyo' });
    expect(await conversations.meet({ ...chat('a'), timeZone: 'Europe/Paris' }, NOW)).toMatchObject({
      locale: 'fr',
      timeZone: 'Asia/Tokyo',
    });
  });

  it('changes only what it is given', async () => {
    const { conversations } = await open();
    const met = await conversations.meet(TEAMS, NOW);
    const other = await conversations.meet(chat('b'), NOW);
    const defaultRule: Rule = { kind: 'lowest', days: 90, orEqual: false };
    await conversations.change(met.id, {});
    expect(await conversations.get(met.id)).toEqual(met);
    await conversations.change(met.id, { settings: { defaultRule }, welcomedAt: NOW });
    expect(await conversations.get(met.id)).toEqual({ ...met, settings: { defaultRule }, welcomedAt: NOW });
    expect(await conversations.get(other.id)).toEqual(other);
  });

  it('sends nothing to a conversation that is gone, and drops what it was owed', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    const other = await follow(store, 'b', 'kettle');
    await store.deliveries.owe(conversation.id, noticeFor(subscription, 'old'), NOW);
    await store.deliveries.owe(other.conversation.id, noticeFor(other.subscription, 'theirs'), NOW);
    await store.conversations.markGone(conversation.id, NOW + 1, true);
    await store.conversations.markGone(conversation.id, NOW + 2, false);
    expect(await store.conversations.get(conversation.id)).toMatchObject({
      goneAt: NOW + 1,
      where: { address: {} },
    });
    const claimed = await store.deliveries.claim(NOW + 3, 9, claimOf('send'));
    expect(claimed.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['theirs']);
    await store.deliveries.owe(conversation.id, noticeFor(subscription, 'meanwhile'), NOW + 4);
    expect(await store.deliveries.claim(NOW + 5, 9, claimOf('send'))).toEqual([]);
    expect(await store.conversations.meet(chat('a'), NOW + 6, 'spoke')).toMatchObject({
      goneAt: null,
      where: chat('a'),
    });
    const back = await store.deliveries.claim(NOW + 7, 9, claimOf('send'));
    expect(back.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['meanwhile']);
  });

  it('brings back with a conversation what it was not told', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    await follow(store, 'a', 'toaster');
    const paused = await follow(store, 'a', 'lamp');
    await store.subscriptions.setStatus(conversation.id, paused.subscription.id, 'paused', NOW);
    for (const period of [NOW - 5, NOW - 9]) {
      const draft = { ...noticeFor(subscription, `fell at ${period}`), body: alertOf(period) };
      await store.deliveries.owe(conversation.id, draft, NOW);
    }
    await store.conversations.markGone(conversation.id, NOW + 1, false);
    await store.conversations.meet(chat('a'), NOW + 2, 'spoke');
    await store.subscriptions.owe(conversation.id, paused.subscription.id, 'check');
    const untold = new Map<string, unknown>();
    for (const claimed of await claimDue(store, NOW + 3, 'look')) {
      await store.products.recordCheck(claimed, NOW + 3, ({ product, watches }) => {
        untold.set(product.key, watches[0]?.episode.untoldSince);
        return recordOf();
      });
    }
    expect(Object.fromEntries(untold)).toEqual({ kettle: NOW - 9, toaster: NOW + 2, lamp: null });
  });

  it('notes on what ground it may write: the first, until it goes; then the one that brings it back', async () => {
    const { conversations } = await open();
    const groundOf = async (id: number) => (await conversations.get(id))?.ground;
    const { id, ground } = await conversations.meet(chat('a'), NOW);
    expect(ground).toBeNull();
    await conversations.meet(chat('a'), NOW + 1, 'installed');
    await conversations.meet(chat('a'), NOW + 2, 'spoke');
    await conversations.meet(chat('a'), NOW + 3);
    expect(await groundOf(id)).toEqual({ kind: 'installed', since: NOW + 1 });
    await conversations.markGone(id, NOW + 4, false);
    expect(await conversations.meet(chat('a'), NOW + 5)).toMatchObject({ goneAt: NOW + 4 });
    await conversations.meet(chat('a'), NOW + 6, 'spoke');
    expect(await groundOf(id)).toEqual({ kind: 'spoke', since: NOW + 6 });
    const { ground: confirmed } = await conversations.meet(chat('b'), NOW, 'confirmed');
    expect(confirmed).toEqual({ kind: 'confirmed', since: NOW });
  });

  it('leaves a delivery in hand to its holder when the conversation goes', async () => {
    const store = await open();
    const { conversation, subscription } = await follow(store, 'a', 'kettle');
    await store.deliveries.owe(conversation.id, noticeFor(subscription, 'in hand'), NOW);
    const [delivery] = await store.deliveries.claim(NOW, 9, claimOf('send'));
    await store.conversations.markGone(conversation.id, NOW + 1, false);
    expect((await store.conversations.get(conversation.id))?.where.address).toEqual(
      conversation.where.address,
    );
    expect(await store.deliveries.settle(delivery!, { kind: 'dropped', because: 'gone' }, NOW + 2)).toBe(
      true,
    );
  });

  it('lets one hand begin an inbound activity, another only when the first was lost, none when it was finished', async () => {
    const [a, b] = await openTwice();
    const { id } = await a.conversations.meet(chat('a'), NOW);
    const { id: other } = await a.conversations.meet(chat('b'), NOW);
    const begin = (store: typeof a, now: number) =>
      store.conversations.beginInbound(id, 'activity-1', now, now + 100);
    const begun = await Promise.all([begin(a, NOW), begin(b, NOW), begin(a, NOW), begin(b, NOW)]);
    expect(begun.filter(Boolean)).toHaveLength(1);
    expect(await begin(b, NOW + 99)).toBe(false);
    expect(await begin(b, NOW + 100)).toBe(true);
    expect(await begin(a, NOW + 101)).toBe(false);
    expect(await a.conversations.isInboundOpen(id, 'activity-1')).toBe(true);
    await b.conversations.finishInbound(id, 'activity-1', NOW + 150);
    expect(await begin(a, NOW + 100_000)).toBe(false);
    expect(await a.conversations.isInboundOpen(id, 'activity-1')).toBe(false);
    expect(await a.conversations.isInboundOpen(id, 'activity-2')).toBe(false);
    expect(await a.conversations.beginInbound(other, 'activity-1', NOW, NOW)).toBe(true);
    expect(await a.conversations.beginInbound(id, 'activity-2', NOW, NOW)).toBe(true);
  });
});
