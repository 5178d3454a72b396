import { makeConversation, makeDelivery, makeProduct, makeSubscription } from '../../test/support/deliveries';
import { makeOffer } from '../../test/support/offers';
import { DAY_ONE, dollar, euro } from '../../test/support/periods';
import { UNREACHABLE } from '../../test/support/readings';
import { type GateVerdict, gateDelivery, isStillTrue, renewAlert } from './delivery-gate';
import { DAY } from './history';
import type { AlertBody, NoticeBody, TroubleBody } from './notice';
import type { Offer } from './offer';
import type { SubscriptionView } from './records';
import { DEFAULT_RULE, type Rule } from './rule';

const TARGET: Rule = { kind: 'target', amount: euro(80) };
const HIGHEST: Rule = { kind: 'drop', percent: 20, from: { kind: 'highest', days: 30 } };
const LOWEST: Rule = { kind: 'lowest', days: 30, orEqual: false };
const STOCK: Rule = { kind: 'back-in-stock' };
const CHANGE: Rule = { kind: 'any-change' };
const ANSWER: NoticeBody = {
  kind: 'answer',
  question: 'check',
  reading: { kind: 'not-found' },
  pending: false,
  checkedAt: DAY_ONE,
};
const TROUBLE: NoticeBody = { kind: 'trouble', trouble: { kind: 'reads-again' } };
const OVER: NoticeBody = { kind: 'trouble', trouble: { kind: 'over', endsOn: '2026-01-15', lowest: null } };

/** An alert that 70 € was reached, measured from 100 €. */
function makeAlert(rule: Rule = DEFAULT_RULE, changes: Partial<AlertBody> = {}): AlertBody {
  return {
    kind: 'alert',
    rule,
    baseline: rule.kind === 'drop' ? { source: rule.from.kind, price: euro(100), at: DAY_ONE } : null,
    offer: makeOffer(euro(70)),
    before: euro(100),
    lowestIn30Days: null,
    checkedAt: DAY_ONE,
    period: DAY_ONE,
    test: false,
    ...changes,
  };
}

function deliverAlert(rule: Rule, confirmed: Offer, subscription: Partial<SubscriptionView> = {}) {
  const product = makeProduct({ confirmed, checkedAt: DAY_ONE + 1 });
  return makeDelivery(makeAlert(rule), {
    subscription: makeSubscription({ rule, product, ...subscription }),
  });
}

it('drops the alert of a purchase that can no longer be returned', () => {
  const purchase = { price: euro(80), at: DAY_ONE, until: DAY_ONE + DAY, instead: DEFAULT_RULE };
  const delivery = { ...deliverAlert(TARGET, makeOffer(euro(70)), { purchase }), attempts: 1 };
  const facts = { delivery, stillTrue: true, flow: null, silenceMs: 0, gapMs: 0 } as const;
  expect(gateDelivery({ ...facts, now: DAY_ONE + DAY })).toMatchObject({ do: 'send' });
  expect(gateDelivery({ ...facts, now: DAY_ONE + DAY + 1 })).toEqual({
    do: 'drop',
    because: 'it can no longer be returned',
  });
});

describe('isStillTrue', () => {
  const soldOut = { availability: 'out-of-stock' } as const;

  it.each<[string, Rule, Offer, boolean]>([
    ['target: as announced', TARGET, makeOffer(euro(70)), true],
    ['target: fell further', TARGET, makeOffer(euro(60)), true],
    ['target: rose, still under it', TARGET, makeOffer(euro(80)), true],
    ['target: rose above it', TARGET, makeOffer(euro(80.01)), false],
    ['target: sold out', TARGET, makeOffer(euro(70), soldOut), false],
    ['target: no price', TARGET, makeOffer(null, { availability: 'unknown' }), false],
    ['target: another currency', TARGET, makeOffer(dollar(70)), false],
    ['drop: rose, still far enough under the baseline', DEFAULT_RULE, makeOffer(euro(80)), true],
    ['drop: rose above that', DEFAULT_RULE, makeOffer(euro(81)), false],
    ['drop from the highest: measured from what was announced', HIGHEST, makeOffer(euro(80)), true],
    ['lowest: as announced', LOWEST, makeOffer(euro(70)), true],
    ['lowest: any rise', LOWEST, makeOffer(euro(70.01)), false],
    ['back in stock: dearer', STOCK, makeOffer(euro(90)), true],
    ['back in stock: sold out again', STOCK, makeOffer(null), false],
    ['any change: as announced', CHANGE, makeOffer(euro(70)), true],
    ['any change: changed again', CHANGE, makeOffer(euro(69)), false],
    ['any change: sold out since', CHANGE, makeOffer(euro(70), soldOut), false],
  ])('%s', (_name, rule, confirmed, expected) => {
    expect(isStillTrue(deliverAlert(rule, confirmed)) === true).toBe(expected);
  });

  it.each<[string, Partial<SubscriptionView> | null, string]>([
    ['paused', { status: 'paused' }, 'the subscription is paused'],
    ['ended', { status: 'ended' }, 'the subscription has ended'],
    ['its rule changed', { rule: TARGET }, 'the rule was changed'],
    [
      'the same rule, measured from another price',
      { baseline: { source: 'subscribed', price: euro(80), at: DAY_ONE } },
      'the rule was changed',
    ],
    [
      'the same rule, measured anew from the same price',
      { baseline: { source: 'subscribed', price: euro(100), at: DAY_ONE + 1 } },
      'the rule was changed',
    ],
    ['erased', null, 'the subscription has ended'],
  ])('a subscription: %s', (_name, changes, because) => {
    const subscription =
      changes && makeSubscription({ product: makeProduct({ confirmed: makeOffer(euro(70)) }), ...changes });
    expect(isStillTrue(makeDelivery(makeAlert(), { subscription }))).toBe(because);
  });

  it('always holds for what was promised or asked for', () => {
    const subscription = makeSubscription({ status: 'paused' });
    expect(isStillTrue(makeDelivery(ANSWER, { subscription }))).toBe(true);
    expect(isStillTrue(makeDelivery(makeAlert(TARGET, { test: true }), { subscription }))).toBe(true);
    const currency = {
      kind: 'trouble',
      trouble: { kind: 'currency-changed', from: 'EUR', to: euro(9) },
    } as const;
    expect(isStillTrue(makeDelivery(currency, { subscription }))).toBe(true);
    expect(isStillTrue(makeDelivery(TROUBLE, { subscription: null }))).toBe('the subscription has ended');
    const ended = makeSubscription({ status: 'ended' });
    expect(isStillTrue(makeDelivery(TROUBLE, { subscription: ended }))).toBe('the subscription has ended');
    expect(isStillTrue(makeDelivery(OVER, { subscription: ended }))).toBe(true);
  });

  it.each<[TroubleBody['trouble'], Partial<SubscriptionView>, number | null, true | string]>([
    [{ kind: 'reads-again' }, {}, null, true],
    [{ kind: 'reads-again' }, {}, DAY_ONE, 'it is no longer so'],
    [{ kind: 'reads-again' }, { status: 'paused' }, null, 'the subscription is paused'],
    [{ kind: 'cannot-read', reading: UNREACHABLE }, {}, DAY_ONE, true],
    [{ kind: 'cannot-read', reading: UNREACHABLE }, {}, null, 'it is no longer so'],
    [
      { kind: 'cannot-read', reading: UNREACHABLE },
      { status: 'paused' },
      DAY_ONE,
      'the subscription is paused',
    ],
  ])('a trouble: %j %j, told at %j', (trouble, changes, troubleToldAt, expected) => {
    const subscription = makeSubscription({ product: makeProduct({ troubleToldAt }), ...changes });
    expect(isStillTrue(makeDelivery({ kind: 'trouble', trouble }, { subscription }))).toBe(expected);
  });

  it('is not true while the person says that the price is wrong', () => {
    const objection = { shown: { kind: 'no-price' }, to: euro(70), at: DAY_ONE } as const;
    const doubted = deliverAlert(TARGET, makeOffer(euro(70)), { objection });
    expect(isStillTrue(doubted)).toBe('the person says that the price is wrong');
  });
});

describe('renewAlert', () => {
  it('says the price as it is now when it rose within the rule', () => {
    const { body } = renewAlert(deliverAlert(TARGET, makeOffer(euro(75)))).notice;
    expect(body).toEqual(makeAlert(TARGET, { offer: makeOffer(euro(75)), checkedAt: DAY_ONE + 1 }));
  });

  it('says a price that is a little lower, because no alert of its own follows', () => {
    const { body } = renewAlert(deliverAlert(TARGET, makeOffer(euro(69.5)))).notice;
    expect(body).toMatchObject({ offer: { price: euro(69.5) } });
  });

  it('leaves a fall to the alert that follows, and all else as it is', () => {
    for (const delivery of [
      deliverAlert(TARGET, makeOffer(euro(60))),
      makeDelivery(ANSWER),
      makeDelivery(TROUBLE),
    ]) {
      expect(renewAlert(delivery)).toBe(delivery);
    }
    const test = makeDelivery(makeAlert(TARGET, { test: true }));
    expect(renewAlert(test)).toBe(test);
  });
});

describe('gateDelivery', () => {
  const erased = makeConversation({ generation: 2 });
  const gone = makeConversation({ goneAt: DAY_ONE });
  const spokenTo = makeConversation({ unaskedAt: DAY_ONE - 599_999 });
  const urgent = makeSubscription({ urgent: 'wait' });
  const SEND: GateVerdict = { do: 'send', beside: 'alone' };

  it.each<[string, Partial<Parameters<typeof gateDelivery>[0]>, GateVerdict]>([
    ['sends', {}, { do: 'send', beside: 'alone' }],
    [
      'erased',
      { delivery: makeDelivery(ANSWER, { conversation: erased }) },
      { do: 'drop', because: 'the conversation was erased' },
    ],
    [
      'gone',
      { delivery: makeDelivery(ANSWER, { conversation: gone }) },
      { do: 'drop', because: 'the conversation cannot be reached' },
    ],
    [
      'nobody there has asked for us',
      { delivery: makeDelivery(ANSWER, { conversation: makeConversation({ ground: null }) }) },
      { do: 'drop', because: 'nobody there has spoken to us, installed us or asked for us' },
    ],
    ['not true any more', { stillTrue: 'sold out' }, { do: 'drop', because: 'sold out' }],
    [
      'the pause is not over',
      { delivery: makeDelivery(TROUBLE, { conversation: spokenTo }) },
      { do: 'hold', until: DAY_ONE + 1, because: 'the pause since the last message is not over' },
    ],
    [
      'the pause is over',
      { delivery: makeDelivery(TROUBLE, { conversation: spokenTo }), now: DAY_ONE + 1 },
      SEND,
    ],
    ['asked for: no pause', { delivery: makeDelivery(ANSWER, { conversation: spokenTo }) }, SEND],
    [
      'urgent: no pause',
      { delivery: makeDelivery(makeAlert(), { conversation: spokenTo, subscription: urgent }) },
      SEND,
    ],
    [
      'drops rather than holds',
      { stillTrue: 'sold out', delivery: makeDelivery(TROUBLE, { conversation: spokenTo }) },
      { do: 'drop', because: 'sold out' },
    ],
  ])('%s', (_name, facts, expected) => {
    expect(
      gateDelivery({
        now: DAY_ONE,
        delivery: makeDelivery(ANSWER),
        stillTrue: true,
        flow: null,
        silenceMs: 600_000,
        gapMs: 600_000,
        ...facts,
      }),
    ).toEqual(expected);
  });
});
