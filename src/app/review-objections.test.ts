import { euro } from '../../test/support/periods';
import { lookAt, offered, UNREACHABLE } from '../../test/support/readings';
import { WatchedProduct } from '../../test/support/watched-product';
import { NEW_EPISODE } from '../core/episode';
import type { Objection, Shown } from '../core/objection';
import type { LookResult } from '../core/ports';
import type { Reading } from '../core/reading';
import { DEFAULT_RULE, type Rule } from '../core/rule';

const TARGET: Rule = { kind: 'target', amount: euro(85) };
const RECORDING = { 'https://shop.example/kettle': { html: '<p>Kettle' } };

function shows(price: number): Shown {
  return { kind: 'price', price: euro(price) };
}

function recorded(reading: Reading): LookResult {
  return { reading, validators: {}, recording: RECORDING };
}

/** The first follower says what the shop shows. */
function object(product: WatchedProduct, shown: Shown): WatchedProduct {
  const to = product.history.at(-1)?.price ?? null;
  const objection: Objection = { shown, to, at: product.now };
  product.watches = product.watches.map((watch, index) =>
    index === 0 ? { ...watch, objection, answerOwed: 'report' } : watch,
  );
  return product;
}

describe('the look that follows an objection', () => {
  it('ends it when it sees what the person says, and keeps no page', () => {
    const product = object(lookAt(new WatchedProduct().subscribe(TARGET), 49, 49), shows(90));
    const record = product.wait(1).look(recorded(offered(90)));
    expect(record).not.toHaveProperty('report');
    expect(product.watches[0]).toMatchObject({ objection: null, answerOwed: null });
    expect(product.answers).toMatchObject([{ question: 'report', report: { isKept: false } }]);
  });

  it('keeps the page when it sees something else, and lets the objection stand', () => {
    const product = object(lookAt(new WatchedProduct().subscribe(TARGET), 49), shows(90));
    const record = product.wait(1).look(recorded(offered(49)));
    expect(record.report).toEqual({ shown: shows(90), reading: offered(49), recording: RECORDING });
    expect(product.watches[0]).toMatchObject({ objection: { to: euro(49) }, answerOwed: null });
    expect(product.answers).toMatchObject([{ question: 'report', report: { isKept: true } }]);
  });

  it('turns it against the price that it sees now', () => {
    const product = object(lookAt(new WatchedProduct().subscribe(TARGET), 49), shows(90));
    product.wait(1).look(recorded(offered(60)));
    expect(product.watches[0]?.objection?.to).toEqual(euro(60));
    expect(product.alerts.map(({ offer }) => offer.price)).toEqual([euro(49)]);
  });

  it('lets it stand when it sees nothing, and keeps no page where none came', () => {
    const product = object(lookAt(new WatchedProduct().subscribe(TARGET), 49), shows(90));
    const record = product.wait(1).look({ reading: UNREACHABLE, validators: {}, recording: null });
    expect(record).not.toHaveProperty('report');
    expect(product.watches[0]).toMatchObject({ objection: { to: euro(49) }, answerOwed: null });
    expect(product.answers).toMatchObject([{ reading: UNREACHABLE, report: { isKept: false } }]);
  });

  it('is another one, at once, when the look began before', () => {
    const product = object(lookAt(new WatchedProduct().subscribe(TARGET), 49), shows(90));
    const record = product.wait(1).look(offered(49));
    expect(record.nextCheckAt).toBe(product.now);
    expect(product.watches[0]).toMatchObject({ answerOwed: 'report' });
    expect(product.answers).toEqual([]);
  });

  it('is the second sighting of an unusual price', () => {
    const product = object(lookAt(new WatchedProduct().subscribe(TARGET), 100), shows(30));
    product.wait(1).look(recorded(offered(30)));
    expect(product.product.pending).toBeNull();
    expect(product.history.at(-1)?.price).toEqual(euro(30));
  });
});

describe('a price that one look saw and a person contradicts', () => {
  it('never counted once the next look agrees with the person', () => {
    const product = lookAt(new WatchedProduct().subscribe(DEFAULT_RULE).subscribe(TARGET), 100, 100, 70);
    expect(product.alerts).toHaveLength(2);
    object(product, shows(90))
      .wait(0.1)
      .look(recorded(offered(90)));
    expect(product.history.map(({ price }) => price)).toEqual([euro(100), euro(90)]);
    expect(product.watches.map(({ episode }) => episode)).toEqual([NEW_EPISODE, NEW_EPISODE]);
    lookAt(product, 80);
    expect(product.alerts).toHaveLength(4);
  });

  it('lets the period before it run on when the shop shows that price', () => {
    const product = object(lookAt(new WatchedProduct().subscribe(), 100, 70), shows(100));
    const record = product.wait(0.1).look(recorded(offered(100)));
    expect(record).toMatchObject({ withdrawsPeriod: true, period: 'extend' });
    expect(product.history).toEqual([
      { startedAt: expect.any(Number), endedAt: product.now, price: euro(100), availability: 'in-stock' },
    ]);
  });

  it('is no baseline', () => {
    const product = lookAt(new WatchedProduct().subscribe(DEFAULT_RULE, { answerOwed: 'track' }), 49);
    object(product, shows(90))
      .wait(0.1)
      .look(recorded(offered(90)));
    expect(product.watches[0]?.baseline).toMatchObject({ price: euro(90), at: product.now });
    expect(product.alerts).toEqual([]);
  });

  it('stays in history when two looks saw it', () => {
    const product = object(lookAt(new WatchedProduct().subscribe(), 100, 70, 70), shows(90));
    product.wait(0.1).look(recorded(offered(90)));
    expect(product.history.map(({ price }) => price)).toEqual([euro(100), euro(70), euro(90)]);
  });

  it('stays in history when the next look sees it again, or something else', () => {
    for (const seen of [70, 95]) {
      const product = object(lookAt(new WatchedProduct().subscribe(), 100, 70), shows(90));
      product.wait(0.1).look(recorded(offered(seen)));
      expect(product.history.map(({ price }) => price)).toContainEqual(euro(70));
    }
  });
});

describe('while an objection stands', () => {
  function contradicted(rule: Rule = TARGET): WatchedProduct {
    const product = object(lookAt(new WatchedProduct().subscribe(rule).subscribe(rule), 100, 84), shows(99));
    product.wait(1).look(recorded(offered(84)));
    return product;
  }

  it('nothing is said about its price, and the first other price is said again', () => {
    const product = contradicted();
    const before = product.alerts.length;
    lookAt(product, 84);
    expect(product.alerts).toHaveLength(before);
    lookAt(product, 83);
    expect(product.watches[0]?.objection).toBeNull();
    const said = product.notices.filter(({ body }) => body.kind === 'alert').slice(before);
    // The other follower knows a price of 84, of which 83 is no news.
    expect(said.map(({ subscriptionId }) => subscriptionId)).toEqual([1]);
  });

  it('it outlasts looks that fail and prices that are not believed yet', () => {
    const product = contradicted();
    product.wait(6).look(UNREACHABLE);
    product.wait(6).look(offered(20));
    expect(product.watches[0]?.objection).not.toBeNull();
    product.wait(1).look(offered(20));
    expect(product.watches[0]?.objection).toBeNull();
  });

  it('others are told what we read', () => {
    expect(contradicted().notices.map(({ subscriptionId }) => subscriptionId)).toContain(2);
  });
});
