import { DAY_ONE, dollar, euro, makeHistory, type Stretch } from '../../test/support/periods';
import { DAY } from './history';
import {
  baselineOf,
  evaluate,
  isSameRule,
  thresholdOf,
  type Baseline,
  type BaselineSource,
  type Rule,
} from './rule';

const BASELINE: Baseline = { source: 'subscribed', price: euro(100), at: DAY_ONE };

function drop(percent: number, from: BaselineSource = { kind: 'subscribed' }): Rule {
  return { kind: 'drop', percent, from };
}

function lowest(days: number, orEqual = false): Rule {
  return { kind: 'lowest', days, orEqual };
}

const target: Rule = { kind: 'target', amount: euro(80) };
const highest30 = drop(20, { kind: 'highest', days: 30 });
const previous10 = drop(10, { kind: 'previous' });
const soldOut: Stretch = { price: null };

/** Evaluates the last of the given stretches against those before it. */
function evaluateLast(
  rule: Rule,
  stretches: readonly (number | Stretch)[],
  baseline: Baseline | null = BASELINE,
) {
  const history = makeHistory(stretches);
  return evaluate(rule, { baseline, history, period: history.at(-1)! });
}

describe('evaluate', () => {
  it.each<[string, Rule, (number | Stretch)[], boolean | null]>([
    ['target: above', target, [100, 80.01], false],
    ['target: at it', target, [100, 80], true],
    ['target: below', target, [100, 79], true],
    ['target: first price already below', target, [70], true],
    ['target: no price', target, [100, soldOut], null],
    ['target: below, but sold out', target, [{ price: 70, availability: 'out-of-stock' }], null],
    ['target: above and sold out', target, [{ price: 90, availability: 'out-of-stock' }], false],
    ['target: availability unknown', target, [{ price: 70, availability: 'unknown' }], true],
    ['target: pre-order', target, [{ price: 70, availability: 'preorder' }], true],
    ['target: another currency', target, [{ price: dollar(10) }], null],

    ['drop: at the threshold', drop(20), [100, 80], true],
    ['drop: a cent above it', drop(20), [100, 80.01], false],
    ['drop: a slow slide arrives', drop(20), [100, 96, 92, 88, 84, 80], true],
    ['drop: a slow slide on its way', drop(20), [100, 96, 92, 88, 84], false],
    ['drop: another currency is never a drop', drop(20), [100, { price: dollar(1) }], null],

    ['drop from highest: fell from it', highest30, [100, 150, 120], true],
    ['drop from highest: not far enough', highest30, [100, 150, 121], false],
    ['drop from highest: the high is too old', highest30, [150, { price: 100, days: 40 }, 90], false],
    [
      'drop from highest: a high nobody could buy at',
      highest30,
      [100, { price: 150, availability: 'out-of-stock' }, 90],
      false,
    ],
    ['drop from highest: nothing before', highest30, [100], null],
    ['drop from highest: slow slide', highest30, [100, 95, 90, 85, 80], true],

    ['drop from previous: enough', previous10, [100, 90], true],
    ['drop from previous: a slow slide is none', previous10, [100, 95, 90, 85], false],
    ['drop from previous: sold out in between', previous10, [100, soldOut, 90], true],
    [
      'drop from previous: fell while sold out',
      previous10,
      [100, { price: 70, availability: 'out-of-stock' }, 70],
      true,
    ],
    ['drop from previous: a rise', previous10, [100, 120], false],
    ['drop from previous: nothing before', previous10, [100], null],

    ['lowest: below all', lowest(30), [{ price: 90, days: 20 }, 89.99], true],
    ['lowest: equal neither enters nor ends', lowest(30), [{ price: 90, days: 20 }, 95, 90], null],
    ['lowest: equal, when equal counts', lowest(30, true), [{ price: 90, days: 20 }, 95, 90], true],
    ['lowest: above, when equal counts', lowest(30, true), [{ price: 90, days: 20 }, 90.01], false],
    ['lowest: above', lowest(30), [{ price: 90, days: 20 }, 90.01], false],
    ['lowest: too few days seen', lowest(30), [{ price: 90, days: 12 }, 80], null],
    ['lowest: enough days seen', lowest(30), [{ price: 90, days: 13 }, 80], true],
    ['lowest: a short window needs its own days only', lowest(3), [{ price: 90, days: 3 }, 80], true],
    ['lowest: days without a price do not count', lowest(30), [90, { price: null, days: 20 }, 80], null],
    ['lowest: the lower price is too old', lowest(30), [80, { price: 100, days: 40 }, 90], true],
    [
      'lowest: sold out',
      lowest(30),
      [
        { price: 90, days: 20 },
        { price: 80, availability: 'out-of-stock' },
      ],
      null,
    ],

    ['back in stock: in stock', { kind: 'back-in-stock' }, [soldOut, 90], true],
    ['back in stock: sold out', { kind: 'back-in-stock' }, [90, soldOut], false],
    [
      'back in stock: a price, not a word on stock',
      { kind: 'back-in-stock' },
      [{ price: 90, availability: 'unknown' }],
      true,
    ],
    [
      'back in stock: neither price nor stock',
      { kind: 'back-in-stock' },
      [{ price: null, availability: 'unknown' }],
      null,
    ],
    ['back in stock: pre-order', { kind: 'back-in-stock' }, [{ price: 90, availability: 'preorder' }], null],
    ['back in stock: the currency does not matter', { kind: 'back-in-stock' }, [{ price: dollar(9) }], true],

    ['any change: the first price is none', { kind: 'any-change' }, [90], null],
    ['any change: up', { kind: 'any-change' }, [90, 91], true],
    ['any change: sold out', { kind: 'any-change' }, [90, soldOut], true],
    ['any change: another currency', { kind: 'any-change' }, [90, { price: dollar(90) }], null],
  ])('%s', (_name, rule, stretches, expected) => {
    expect(evaluateLast(rule, stretches).holds).toBe(expected);
  });

  it('cannot judge a drop before the first price', () => {
    expect(evaluateLast(drop(20), [50], null).holds).toBeNull();
  });

  it('names the currency a rule is kept in when the price is in another', () => {
    expect(evaluateLast(drop(20), [{ price: dollar(50) }]).otherCurrency).toBe('EUR');
    expect(evaluateLast(lowest(3), [{ price: dollar(50) }]).otherCurrency).toBe('EUR');
    expect(evaluateLast(drop(20), [50]).otherCurrency).toBeNull();
    expect(evaluateLast(drop(20), [soldOut]).otherCurrency).toBeNull();
  });

  it('judges a period the same however much came after it', () => {
    const history = makeHistory([{ price: 90, days: 20 }, 80, 70, { price: 100, days: 60 }, 10]);
    const period = history[1]!;
    expect(evaluate(lowest(30), { baseline: BASELINE, history, period })).toEqual(
      evaluate(lowest(30), { baseline: BASELINE, history: history.slice(0, 2), period }),
    );
  });
});

describe('thresholdOf', () => {
  const history = makeHistory([120, { price: 90, days: 20 }, 100]);
  const now = DAY_ONE + 22 * DAY;

  it.each<[string, Rule, number | null]>([
    ['target', target, 80],
    ['drop from the price when subscribed', drop(20), 80],
    ['drop from the highest', highest30, 96],
    ['drop from the highest, not so long ago', drop(20, { kind: 'highest', days: 10 }), 80],
    ['drop from the previous price', previous10, 90],
    ['lowest', lowest(30), 89.99],
    ['lowest or equal', lowest(30, true), 90],
    ['back in stock', { kind: 'back-in-stock' }, null],
    ['any change', { kind: 'any-change' }, null],
  ])('%s', (_name, rule, expected) => {
    expect(thresholdOf(rule, BASELINE, history, now)).toEqual(expected === null ? null : euro(expected));
  });

  it('is null while it cannot be known', () => {
    expect(thresholdOf(drop(20), null, [], now)).toBeNull();
    expect(thresholdOf(lowest(30), null, makeHistory([90, 80]), now)).toBeNull();
  });
});

describe('baselineOf', () => {
  const history = makeHistory([100, 120, 90]);

  it('names and dates what a drop is measured from', () => {
    expect(baselineOf(drop(20), BASELINE, history, DAY_ONE + 3 * DAY)).toBe(BASELINE);
    expect(baselineOf(highest30, BASELINE, history, DAY_ONE + 3 * DAY)).toEqual({
      source: 'highest',
      price: euro(120),
      at: history[1]!.startedAt,
    });
    expect(baselineOf(previous10, BASELINE, history, DAY_ONE + 3 * DAY)).toEqual({
      source: 'previous',
      price: euro(90),
      at: history[2]!.startedAt,
    });
    expect(baselineOf(target, BASELINE, history, DAY_ONE + 3 * DAY)).toBeNull();
  });
});

describe('isSameRule', () => {
  it('compares by value, in whatever order the fields stand', () => {
    expect(isSameRule(drop(20), { from: { kind: 'subscribed' }, percent: 20, kind: 'drop' })).toBe(true);
    expect(isSameRule(drop(20), drop(21))).toBe(false);
    expect(isSameRule(highest30, drop(20))).toBe(false);
    expect(isSameRule(target, { kind: 'target', amount: dollar(80) })).toBe(false);
  });
});
