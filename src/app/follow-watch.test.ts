import { makeOffer } from '../../test/support/offers';
import { dollar, euro } from '../../test/support/periods';
import { lookAt, UNAVAILABLE } from '../../test/support/readings';
import { WatchedProduct } from '../../test/support/watched-product';
import { comeBack } from '../core/episode';
import type { Instant } from '../core/history';
import { DEFAULT_RULE, type Rule } from '../core/rule';

const TARGET: Rule = { kind: 'target', amount: euro(80) };
const STOCK: Rule = { kind: 'back-in-stock' };

describe('a wish that holds from the start', () => {
  it('is said in the answer, not by an alert', () => {
    const product = new WatchedProduct().subscribe(TARGET, { answerOwed: 'track' });
    lookAt(product, 75, 75, 74.5);
    expect(product.answers).toHaveLength(1);
    expect(product.alerts).toHaveLength(0);
    lookAt(product, 73);
    expect(product.alerts.map(({ offer }) => offer.price)).toEqual([euro(73)]);
  });

  it('opens silently when the price was known before the wish', () => {
    const product = lookAt(new WatchedProduct().subscribe(STOCK), 75);
    product.subscribe(TARGET, { baseline: { source: 'subscribed', price: euro(75), at: product.now } });
    lookAt(product, 74.5);
    expect(product.alerts).toHaveLength(0);
    lookAt(product, 90, 79);
    expect(product.alerts.map(({ offer }) => offer.price)).toEqual([euro(79)]);
  });

  it('is an alert when the price falls just as a link is pasted again', () => {
    const product = lookAt(new WatchedProduct().subscribe(TARGET), 100);
    product.watches = product.watches.map((watch) => ({ ...watch, answerOwed: 'track' }));
    expect(lookAt(product, 70).alerts).toHaveLength(1);
  });

  it('is an alert when the first price comes after an answer that had none', () => {
    const product = new WatchedProduct().subscribe(TARGET, { answerOwed: 'track' });
    product.look(UNAVAILABLE);
    lookAt(product, 70);
    expect(product.alerts).toHaveLength(1);
  });
});

describe('a product that cannot be bought', () => {
  it('keeps its name, shows no price and alerts nobody about one', () => {
    const product = lookAt(new WatchedProduct().subscribe(TARGET), 100);
    product.wait(6).look(UNAVAILABLE);
    expect(product.product.confirmed).toEqual(makeOffer(null, { availability: 'out-of-stock' }));
    product.wait(6).look({ kind: 'unavailable', offer: makeOffer(euro(70)) });
    expect(product.history.at(-1)).toMatchObject({ price: euro(70), availability: 'out-of-stock' });
    expect(product.alerts).toHaveLength(0);
    lookAt(product, 70);
    expect(product.alerts.map(({ before, offer }) => [before, offer.price])).toEqual([[euro(70), euro(70)]]);
  });

  it('is announced when it is back', () => {
    const product = lookAt(new WatchedProduct().subscribe(STOCK), 100, null, 100, 90);
    expect(product.alerts.map(({ offer }) => offer.price)).toEqual([euro(100)]);
  });

  it('is announced when it was gone from the first look on', () => {
    const product = new WatchedProduct().subscribe(STOCK, { answerOwed: 'track' });
    product.look(UNAVAILABLE);
    expect(lookAt(product, 100).alerts).toHaveLength(1);
  });
});

describe('a change of currency', () => {
  it('is never a drop: one word to the person, then rest', () => {
    const product = lookAt(
      new WatchedProduct().subscribe(DEFAULT_RULE),
      100,
      dollar(60),
      dollar(60),
      dollar(10),
      dollar(10),
    );
    expect(product.troubles).toEqual([{ kind: 'currency-changed', from: 'EUR', to: dollar(60) }]);
    expect(product.alerts).toEqual([]);
    expect(product.watches[0]?.episode.suspended).toBe(true);
  });

  it('does not concern who waits for stock', () => {
    const product = lookAt(
      new WatchedProduct().subscribe(STOCK),
      100,
      dollar(60),
      dollar(60),
      null,
      dollar(60),
    );
    expect(product.troubles).toEqual([]);
    expect(product.alerts).toHaveLength(1);
  });
});

describe('a paused subscription', () => {
  it('is answered, but not alerted', () => {
    const product = lookAt(new WatchedProduct().subscribe(TARGET), 100);
    product.setStatus('paused');
    lookAt(product, 70);
    product.watches = product.watches.map((watch) => ({ ...watch, answerOwed: 'check' }));
    lookAt(product, 69);
    expect(product.alerts).toEqual([]);
    expect(product.answers).toHaveLength(1);
  });

  it('goes on from what holds when the pause ends', () => {
    const product = lookAt(new WatchedProduct().subscribe(TARGET), 100);
    product.setStatus('paused');
    lookAt(product, 70);
    product.setStatus('active');
    lookAt(product, 70, 69.5);
    expect(product.alerts).toEqual([]);
    lookAt(product, 68);
    expect(product.alerts).toHaveLength(1);
  });

  it('is alerted about a fall that comes after the pause', () => {
    const product = lookAt(new WatchedProduct().subscribe(TARGET), 100, 70);
    product.setStatus('paused');
    lookAt(product, 100);
    product.setStatus('active');
    expect(lookAt(product, 70).alerts).toHaveLength(2);
  });
});

describe('a chat that was gone', () => {
  /** The chat goes now; the looks follow while it is away. */
  function away(
    product: WatchedProduct,
    untold: Instant | null,
    ...prices: readonly number[]
  ): WatchedProduct {
    const { now, watches } = product;
    product.watches = [];
    lookAt(product, ...prices);
    product.watches = watches.map((watch) => ({ ...watch, episode: comeBack(watch.episode, now, untold) }));
    return product;
  }

  function pricesTold({ alerts }: WatchedProduct): readonly unknown[] {
    return alerts.map(({ offer }) => offer.price);
  }

  it('is told of a deal that began meanwhile and stands, once', () => {
    const product = away(lookAt(new WatchedProduct().subscribe(TARGET), 100), null, 75);
    lookAt(product, 75, 75);
    expect(product.alerts).toMatchObject([{ offer: { price: euro(75) }, before: euro(100) }]);
    expect(product.watches[0]?.episode.untoldSince).toBeNull();
  });

  it('is not told of what is over', () => {
    const product = away(lookAt(new WatchedProduct().subscribe(TARGET), 100), null, 75, 100);
    expect(lookAt(product, 100).alerts).toEqual([]);
    expect(pricesTold(lookAt(product, 75))).toEqual([euro(75)]);
  });

  it('is not told again of what it knew when it went', () => {
    const product = away(lookAt(new WatchedProduct().subscribe(TARGET), 100, 75), null);
    expect(pricesTold(lookAt(product, 75, 74.5))).toEqual([euro(75)]);
  });

  it('is told of a deal that ended and began anew', () => {
    const product = away(lookAt(new WatchedProduct().subscribe(TARGET), 100, 75), null, 100, 75);
    expect(pricesTold(lookAt(product, 75))).toEqual([euro(75), euro(75)]);
  });

  it('is told what was dropped with it, by an alert that storage does not take for the old one', () => {
    const product = lookAt(new WatchedProduct().subscribe(TARGET), 100, 75);
    const dropped = product.notices;
    product.notices = [];
    away(product, dropped.map(({ body }) => (body.kind === 'alert' ? body.period : 0))[0]!);
    expect(pricesTold(lookAt(product, 75))).toEqual([euro(75)]);
    expect(product.notices[0]?.idempotencyKey).not.toBe(dropped[0]?.idempotencyKey);
  });

  it('is told that something is back in stock', () => {
    const product = lookAt(new WatchedProduct().subscribe(STOCK), 100, null);
    away(product, null, 100);
    expect(pricesTold(lookAt(product, 100))).toEqual([euro(100)]);
    expect(lookAt(product, 100).alerts).toHaveLength(1);
  });

  it('is told once of a currency that changed meanwhile', () => {
    const product = away(lookAt(new WatchedProduct().subscribe(DEFAULT_RULE), 100), null, 100);
    lookAt(product, dollar(60), dollar(60));
    expect(product.troubles).toEqual([{ kind: 'currency-changed', from: 'EUR', to: dollar(60) }]);
  });
});
