import { DAY } from '../../src/core/history';
import type { NewWish } from '../../src/core/import';
import type { ImportBody } from '../../src/core/notice';
import { DEFAULT_RULE } from '../../src/core/rule';
import type { Store } from '../../src/core/store';
import {
  NOW,
  baselineAt,
  chat,
  claimOf,
  claimOne,
  follow,
  lanesOf,
  periodAt,
  recordOf,
} from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

function wishFor(key: string, changes: Partial<NewWish> = {}): NewWish {
  return {
    identity: { watcher: 'page', key, url: `https://${key}.test/item` },
    rule: DEFAULT_RULE,
    status: 'active',
    baseline: null,
    snooze: null,
    urgent: null,
    looks: true,
    history: [],
    ...changes,
  };
}

async function meet(store: Store, name: string) {
  const { id } = await store.conversations.meet(chat(name), NOW);
  return { conversationId: id, person: name };
}

function oweAll(ids: readonly number[]) {
  const body: ImportBody = { kind: 'import', person: 'ada', ids, at: NOW, waitsUntil: NOW + DAY };
  return { subscriptionId: null, productId: null, idempotencyKey: `import ${ids.join()}`, body };
}

describeStores(({ open, openTwice }) => {
  it('subscribes to all, and owes one answer', async () => {
    const store = await open();
    const ada = await meet(store, 'ada');
    const { product, subscription } = await follow(store, 'ada', 'known');
    const baseline = baselineAt(9900);
    const snooze = { until: NOW + DAY };
    const taken = await store.imports.take(
      ada,
      [
        wishFor('lamp', { rule: { kind: 'any-change' }, baseline, snooze, urgent: 'interject' }),
        wishFor('known', { rule: { kind: 'back-in-stock' } }),
        wishFor('kettle', { status: 'paused', looks: false }),
      ],
      NOW,
      oweAll,
    );
    expect(taken.map(({ isNew }) => isNew)).toEqual([true, false, true]);
    const { items } = await store.subscriptions.list(ada.conversationId, 0, 9);
    expect(items).toMatchObject([
      { shortId: 1, id: subscription.id, rule: DEFAULT_RULE, product: { id: product.id } },
      { shortId: 2, rule: { kind: 'any-change' }, status: 'active', baseline, snooze, urgent: 'interject' },
      { shortId: 3, rule: DEFAULT_RULE, status: 'paused', baseline: null },
    ]);
    const [delivery] = await store.deliveries.claim(NOW, 9, claimOf('send'));
    expect(delivery?.notice.body).toMatchObject({ kind: 'import', ids: [items[1]!.id, items[2]!.id] });
    expect(await store.imports.countLooks(ada.conversationId)).toBe(1);
  });

  it('does all of it or nothing', async () => {
    const store = await open();
    const ada = await meet(store, 'ada');
    const fail = (): never => {
      throw new Error('the process dies here');
    };
    await expect(store.imports.take(ada, [wishFor('lamp')], NOW, fail)).rejects.toThrow('dies here');
    expect((await store.subscriptions.list(ada.conversationId, 0, 9)).total).toBe(0);
    expect(await store.products.findByLink('https://lamp.test/item')).toBeNull();
  });

  it('counts the looks that are left, also of what is paused, and not of what was stopped', async () => {
    const store = await open();
    const ada = await meet(store, 'ada');
    const wishes = [wishFor('a'), wishFor('b', { status: 'paused' }), wishFor('c')];
    const [a, , c] = await store.imports.take(ada, wishes, NOW, () => null);
    await store.subscriptions.setStatus(ada.conversationId, c!.subscriptionId!, 'ended', NOW);
    expect(await store.imports.countLooks(ada.conversationId)).toBe(2);
    const due = await store.products.claimDue(NOW, 9, claimOf('look'), lanesOf());
    expect(due.map(({ product }) => product.key).sort()).toEqual(['a', 'b']);
    const watches = [{ subscriptionId: a!.subscriptionId!, answerOwed: null }];
    await store.products.recordCheck(
      due.find(({ product }) => product.key === 'a')!,
      NOW,
      () => recordOf({ watches }),
    );
    expect(await store.imports.countLooks(ada.conversationId)).toBe(1);
    await store.imports.endWait(ada.conversationId);
    expect(await store.imports.countLooks(ada.conversationId)).toBe(0);
  });

  it('follows a link to the product that it was found to mean', async () => {
    const store = await open();
    const { product } = await follow(store, 'ben', 'kettle');
    await store.products.ensure(
      { watcher: 'page', key: 'kettle', url: product.url },
      'https://short.test/k',
      NOW,
    );
    const ada = await meet(store, 'ada');
    const short = wishFor('other', {
      identity: { watcher: 'page', key: 'other', url: 'https://short.test/k' },
    });
    await store.imports.take(ada, [short], NOW, () => null);
    const { items } = await store.subscriptions.list(ada.conversationId, 0, 9);
    expect(items.map((item) => item.product.id)).toEqual([product.id]);
  });

  it('restores a history only where there is none', async () => {
    const store = await open();
    const ada = await meet(store, 'ada');
    const { product } = await follow(store, 'ben', 'seen');
    const own = periodAt(NOW - 1, 5000);
    await store.products.recordCheck(await claimOne(store, NOW), NOW, () => recordOf({ period: own }));
    const history = [periodAt(NOW - 2 * DAY, 9900), periodAt(NOW - DAY, 8900)];
    await store.imports.take(
      ada,
      [wishFor('seen', { history }), wishFor('new', { history })],
      NOW,
      () => null,
    );
    expect(await store.products.history(product.id, 0)).toEqual([own]);
    const restored = await store.products.findByLink('https://new.test/item');
    expect(await store.products.history(restored!.id, 0)).toEqual(history);
  });

  it('can be done for two chats at once', async () => {
    const [one, other] = await openTwice();
    const [ada, ben] = [await meet(one, 'ada'), await meet(one, 'ben')];
    const keys = Array.from({ length: 30 }, (_, index) => `k${index}`);
    await Promise.all([
      one.imports.take(
        ada,
        keys.map((key) => wishFor(key)),
        NOW,
        () => null,
      ),
      other.imports.take(
        ben,
        [...keys].reverse().map((key) => wishFor(key)),
        NOW,
        () => null,
      ),
      ...keys.slice(0, 5).map((key) => follow(other, `c${key}`, key)),
    ]);
    expect(await one.imports.countLooks(ada.conversationId)).toBe(30);
    expect(await one.imports.countLooks(ben.conversationId)).toBe(30);
  });
});
