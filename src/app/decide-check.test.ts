import fc from 'fast-check';
import { makeOffer } from '../../test/support/offers';
import { DAY_ONE, dollar, euro } from '../../test/support/periods';
import { AMBIGUOUS, lookAt, offered, UNAVAILABLE, UNREACHABLE } from '../../test/support/readings';
import { WatchedProduct } from '../../test/support/watched-product';
import { DAY } from '../core/history';
import type { Reading } from '../core/reading';
import { DEFAULT_RULE, type Rule } from '../core/rule';

const TARGET: Rule = { kind: 'target', amount: euro(80) };
const STOCK: Rule = { kind: 'back-in-stock' };

describe('the way of one price', () => {
  it('from the pasted link to the alert', () => {
    const product = new WatchedProduct().subscribe(DEFAULT_RULE, { answerOwed: 'track' });
    const first = product.look(offered(100));
    expect(first).toMatchObject({
      kind: 'offer',
      confirmed: { price: euro(100) },
      pending: null,
      period: { startedAt: DAY_ONE, price: euro(100) },
      failures: 0,
      nextCheckAt: DAY_ONE + DAY / 4,
    });
    expect(product.answers).toEqual([
      { kind: 'answer', question: 'track', reading: offered(100), pending: false, checkedAt: DAY_ONE },
    ]);
    expect(product.watches[0]).toMatchObject({
      baseline: { source: 'subscribed', price: euro(100), at: DAY_ONE },
      answerOwed: null,
    });

    lookAt(product, 100, 90, 79);
    const period = DAY_ONE + (18 * DAY) / 24;
    expect(product.alerts).toEqual([
      {
        kind: 'alert',
        rule: DEFAULT_RULE,
        baseline: { source: 'subscribed', price: euro(100), at: DAY_ONE },
        offer: makeOffer(euro(79)),
        before: euro(90),
        lowestIn30Days: { price: euro(79), daysLooked: 2 },
        checkedAt: period,
        period,
        test: false,
      },
    ]);
    expect(product.notices.at(-1)?.idempotencyKey).toBe(`alert:1:7:${period}`);
  });

  it('is decided the same from the same facts', () => {
    const product = lookAt(new WatchedProduct().subscribe(TARGET, { answerOwed: 'check' }), 100);
    expect(product.decide(offered(70))).toEqual(product.decide(offered(70)));
  });

  it('changes no watch and says nothing while nothing changes', () => {
    const product = lookAt(new WatchedProduct().subscribe(), 100, 100);
    expect(product.wait(6).look(offered(100))).toMatchObject({ period: 'extend', watches: [], notices: [] });
    expect(product.history).toHaveLength(1);
  });

  it('is judged for each follower by its own wish', () => {
    const product = new WatchedProduct().subscribe(TARGET).subscribe(DEFAULT_RULE).subscribe(STOCK);
    lookAt(product, 100, 80, 80);
    expect(product.notices.map(({ subscriptionId }) => subscriptionId)).toEqual([1, 2]);
  });
});

describe('a price that is hard to believe', () => {
  const cheap = offered(30);

  it('waits for a second sighting and leaves no trace until then', () => {
    const product = lookAt(new WatchedProduct().subscribe(TARGET), 100);
    const record = product.wait(6).look({ reading: cheap, validators: { u: { etag: 'x' } } });
    expect(record).toMatchObject({
      pending: { offer: { price: euro(30) }, since: product.now },
      period: 'none',
      nextCheckAt: product.now + DAY / 48,
      watches: [],
      notices: [],
    });
    // A page that answers 304 next time would show nothing new.
    expect(record.validators).toEqual({});
    expect(record).not.toHaveProperty('confirmed');
    product.wait(0.5).look(cheap);
    expect(product.alerts.map(({ offer }) => offer.price)).toEqual([euro(30)]);
    expect(product.product.pending).toBeNull();
  });

  it('is said to be pending to who asked', () => {
    const product = lookAt(new WatchedProduct().subscribe(TARGET), 100);
    product.watches = product.watches.map((watch) => ({ ...watch, answerOwed: 'check' }));
    product.wait(1).look(cheap);
    expect(product.answers).toMatchObject([{ question: 'check', pending: true }]);
  });

  it('is forgotten when the next look shows the old price', () => {
    const product = lookAt(new WatchedProduct().subscribe(TARGET), 100, 30, 100);
    expect(product.product.pending).toBeNull();
    expect(product.history).toHaveLength(1);
  });

  it('keeps waiting through a failed look', () => {
    const product = lookAt(new WatchedProduct().subscribe(TARGET), 100, 30);
    product.wait(1).look(UNREACHABLE);
    lookAt(product, 30);
    expect(product.alerts).toHaveLength(1);
  });
});

describe('an unchanged page', () => {
  const unchanged = { reading: { kind: 'unchanged' } as const, validators: { u: { etag: 'x' } } };

  it('prolongs the period, counts towards the next full read and keeps the validators', () => {
    const product = lookAt(new WatchedProduct().subscribe(), 100);
    const record = product.wait(6).look(unchanged);
    expect(record).toMatchObject({ period: 'extend', readsSinceFull: 1, validators: unchanged.validators });
    expect(product.wait(6).look(unchanged).readsSinceFull).toBe(2);
    expect(product.wait(6).look(UNREACHABLE).readsSinceFull).toBe(2);
    expect(product.wait(6).look(offered(100)).readsSinceFull).toBe(0);
    expect(product.history).toMatchObject([{ endedAt: product.now }]);
  });

  it('is no price for a product that never had one', () => {
    expect(new WatchedProduct().subscribe().look(unchanged)).toMatchObject({ period: 'none', failures: 1 });
  });
});

describe('several products on one page', () => {
  it('lets those choose who have just asked', () => {
    const product = new WatchedProduct().subscribe(TARGET, { answerOwed: 'track' });
    expect(product.look(AMBIGUOUS)).toMatchObject({ failures: 0, period: 'none' });
    expect(product.watches[0]?.subscription.status).toBe('choosing');
    expect(product.answers).toMatchObject([{ reading: AMBIGUOUS }]);
  });

  it.each([UNREACHABLE, UNAVAILABLE])(
    'lets choose later, where the first look showed no product: %j',
    (first) => {
      const product = new WatchedProduct().subscribe(TARGET, { answerOwed: 'track' });
      product.look(first);
      product.wait(6).look(AMBIGUOUS);
      product.wait(6).look(AMBIGUOUS);
      expect(product.watches[0]?.subscription.status).toBe('choosing');
      expect(product.answers).toMatchObject([{ reading: first }, { question: 'track', reading: AMBIGUOUS }]);
    },
  );

  it('is no choice any more once the page shows one: that is said once, and its price is no news', () => {
    const product = new WatchedProduct().subscribe(TARGET, { answerOwed: 'track' });
    product.look(AMBIGUOUS);
    product.wait(6).look(AMBIGUOUS);
    product.wait(6).look(offered(70));
    expect(product.watches[0]).toMatchObject({
      subscription: { status: 'active' },
      baseline: { source: 'subscribed', price: euro(70), at: product.now },
      answerOwed: null,
    });
    expect(product.answers).toMatchObject([
      { reading: AMBIGUOUS },
      { question: 'track', reading: offered(70) },
    ]);
    lookAt(product, 100, 69);
    expect(product.answers).toHaveLength(2);
    expect(product.alerts.map(({ offer }) => offer.price)).toEqual([euro(69)]);
  });

  it('stays a choice while the page only says that nothing is for sale', () => {
    const product = new WatchedProduct().subscribe(TARGET, { answerOwed: 'track' });
    product.look(AMBIGUOUS);
    product.wait(6).look({ kind: 'unavailable' });
    expect(product.watches[0]?.subscription.status).toBe('choosing');
  });

  it('is a failure of a product that could be read before', () => {
    const product = lookAt(new WatchedProduct().subscribe(TARGET), 100);
    expect(product.wait(6).look(AMBIGUOUS).failures).toBe(1);
    expect(product.watches[0]?.subscription.status).toBe('active');
  });
});

describe('a link that turns out to mean another product', () => {
  const identity = { watcher: 'shopify', key: 'k', url: 'https://shop.example/products/k' };

  it.each(['page', 'shopify'])('counts as read by the watcher that it names: %s', (watcher) => {
    const product = new WatchedProduct().subscribe(TARGET, { answerOwed: 'track' });
    const named = { ...identity, watcher };
    expect(product.look({ reading: offered(100), validators: { u: {} }, identity: named })).toMatchObject({
      identity: named,
      validators: { u: {} },
      confirmed: { price: euro(100) },
    });
    expect(product.answers).toHaveLength(1);
  });
});

describe('over random lives of a product', () => {
  const reading = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 45, max: 120 }).map((price) => offered(price)) },
    fc.constantFrom<Reading>(UNREACHABLE, UNAVAILABLE, { kind: 'unchanged' }, AMBIGUOUS, {
      kind: 'not-found',
    }),
    fc.integer({ min: 1, max: 200 }).map((price) => offered(dollar(price))),
  );
  const life = fc.array(fc.record({ reading, hours: fc.integer({ min: 1, max: 72 }) }), { maxLength: 50 });
  const rule = fc.constantFrom<Rule>(TARGET, DEFAULT_RULE, STOCK, { kind: 'any-change' });

  it('announces no period twice, writes history in order, and looks again only later', () => {
    fc.assert(
      fc.property(rule, life, (wish, looks) => {
        const product = new WatchedProduct().subscribe(wish, { answerOwed: 'track' });
        for (const { reading: seen, hours } of looks) {
          const record = product.wait(hours).look(seen);
          expect(record.nextCheckAt).toBeGreaterThan(product.now);
        }
        const announced = product.alerts.map(({ period }) => period);
        expect(new Set(announced).size).toBe(announced.length);
        const starts = product.history.map(({ startedAt }) => startedAt);
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
      }),
    );
  });

  it('gives each promised answer exactly once, and another when a choice opens later and when it ends', () => {
    fc.assert(
      fc.property(life, (looks) => {
        const product = new WatchedProduct().subscribe(TARGET, { answerOwed: 'track' });
        const statuses = looks.map(({ reading: seen, hours }) => {
          product.wait(hours).look(seen);
          return product.watches[0]!.subscription.status;
        });
        const turns = statuses.filter((status, index) => index > 0 && status !== statuses[index - 1]);
        expect(turns.length).toBeLessThanOrEqual(2);
        expect(product.answers).toHaveLength(Math.min(looks.length, 1) + turns.length);
      }),
    );
  });

  it('never alerts about a price that the page did not show at that moment', () => {
    fc.assert(
      fc.property(fc.constantFrom<Rule>(TARGET, DEFAULT_RULE), life, (wish, looks) => {
        const product = new WatchedProduct().subscribe(wish);
        for (const { reading: seen, hours } of looks) {
          const before = product.alerts.length;
          product.wait(hours).look(seen);
          const fresh = product.alerts.slice(before);
          const shown = seen.kind === 'offer' ? seen.offers[0]!.price : null;
          for (const alert of fresh) expect(alert.offer.price).toEqual(shown);
        }
      }),
    );
  });
});

describe('the next look', () => {
  const waitAfter = (product: WatchedProduct, price: number): number =>
    product.look(offered(price)).nextCheckAt - product.now;

  it('comes sooner of what many follow and of what changes, later of what stays as it is', () => {
    expect(waitAfter(new WatchedProduct().subscribe(), 100)).toBe(DAY / 4);
    const popular = new WatchedProduct().subscribe().subscribe().subscribe().subscribe();
    expect(waitAfter(popular, 100)).toBe(DAY / 8);
    const restless = lookAt(new WatchedProduct().subscribe(), 100, 90, 100, 90);
    expect(waitAfter(restless.wait(6), 100)).toBeLessThan(DAY / 8);
    const calm = lookAt(new WatchedProduct().subscribe(), 100);
    expect(waitAfter(calm.wait(21 * 24), 100)).toBe(DAY / 2);
  });
});
