import { euro, makeHistory, type Stretch } from '../../test/support/periods';
import { makeOffer } from '../../test/support/offers';
import type { AlertBody } from './notice';
import type { Rule } from './rule';
import { type Sequel, findSequel } from './sequel';

const TARGET: Rule = { kind: 'target', amount: euro(80) };
const PREVIOUS: Rule = { kind: 'drop', percent: 20, from: { kind: 'previous' } };
const LOWEST: Rule = { kind: 'lowest', days: 30, orEqual: false };
const BACK: Rule = { kind: 'back-in-stock' };
const ANY: Rule = { kind: 'any-change' };
const SOLD_OUT: Stretch = { price: null };

/** An alert of the second period of a history that begins at 99, then 71 euro. */
function findAfter(
  later: readonly (number | Stretch)[],
  { rule = TARGET, told = 71 }: { rule?: Rule; told?: number | Stretch } = {},
): { sequel: Sequel | null; starts: number[] } {
  const history = makeHistory([99, told, ...later]);
  const period = history[1]!;
  const alert: AlertBody = {
    ...{ kind: 'alert', rule, baseline: null, before: euro(99), lowestIn30Days: null, test: false },
    offer: makeOffer(period.price),
    checkedAt: period.startedAt,
    period: period.startedAt,
  };
  const sequel = findSequel(alert, { status: 'active' }, history, null);
  return { sequel, starts: history.map(({ startedAt }) => startedAt) };
}

describe('what became of an alert of 71 euro', () => {
  it.each<[string, Rule, readonly (number | Stretch)[], null | [Sequel['kind'], number]]>([
    ['nothing changed', TARGET, [], null],
    ['higher, still fits', TARGET, [75], ['moved', 2]],
    ['lower', TARGET, [70], ['moved', 2]],
    ['above the target', TARGET, [85], ['over', 2]],
    ['above it, at two prices', TARGET, [85, 95], ['over', 2]],
    ['above it, back, above it again', TARGET, [85, 75, 90], ['over', 4]],
    ['above it and back at the same price', TARGET, [85, 71], null],
    ['sold out', TARGET, [SOLD_OUT], ['over', 2]],
    ['dearer, then sold out', TARGET, [90, SOLD_OUT], ['over', 2]],
    ['in stock without a price', TARGET, [{ price: null, availability: 'in-stock' }], null],
    ['above the rule', PREVIOUS, [72], ['over', 2]],
    ['above the low', LOWEST, [72], ['over', 2]],
    ['below the low', LOWEST, [70], ['moved', 2]],
    ['back in stock: dearer', BACK, [120], ['moved', 2]],
    ['back in stock: sold out again', BACK, [SOLD_OUT], ['over', 2]],
    ['any change: dearer', ANY, [120], ['moved', 2]],
    ['any change: sold out', ANY, [SOLD_OUT], ['over', 2]],
  ])('%s', (_name, rule, later, expected) => {
    const { sequel, starts } = findAfter(later, { rule });
    const seen = sequel && 'since' in sequel ? [sequel.kind, starts.indexOf(sequel.since)] : sequel;
    expect(seen).toEqual(expected);
  });

  it('who was told that it is sold out is told what it costs again', () => {
    const { sequel } = findAfter([90], { rule: ANY, told: SOLD_OUT });
    expect(sequel).toMatchObject({ kind: 'moved', now: { price: euro(90) } });
  });

  it('a price that never counted is a mistake, unless the shop shows it again', () => {
    const alert = { offer: makeOffer(euro(71)), period: 5, rule: TARGET } as AlertBody;
    const of = (price: number) => findSequel(alert, { status: 'active' }, makeHistory([price]), null);
    expect(of(99)).toEqual({ kind: 'mistaken', price: euro(99) });
    expect(of(71)).toBeNull();
  });

  it('a newer message comes before all, the end of the watch before what the price does', () => {
    const history = makeHistory([71, 99]);
    const alert = { offer: makeOffer(euro(71)), period: history[0]!.startedAt, rule: TARGET } as AlertBody;
    const later = { at: 7, price: euro(65) };
    expect(findSequel(alert, { status: 'ended' }, history, later)).toEqual({ kind: 'told-again', later });
    expect(findSequel(alert, { status: 'ended' }, history, null)).toEqual({ kind: 'ended' });
    expect(findSequel(alert, null, history, null)).toEqual({ kind: 'ended' });
  });
});
