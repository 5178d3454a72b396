import { euro } from '../../test/support/periods';
import { makeChart, type Chart } from './chart';
import { DAY, type Period } from './history';
import type { Money } from './money';

const NOW = 1000 * DAY;

/** A period from `from` to `to` days ago. */
function period(from: number, to: number, price: Money | null, changes: Partial<Period> = {}): Period {
  return {
    startedAt: NOW - from * DAY,
    endedAt: NOW - to * DAY,
    price,
    availability: price === null ? 'out-of-stock' : 'in-stock',
    ...changes,
  };
}

/** The stretches as days ago, with what they are. */
function stretchesOf({ stretches }: Chart): unknown[] {
  return stretches.map(({ kind, from, to, price }) => [
    kind,
    (NOW - from) / DAY,
    (NOW - to) / DAY,
    price?.minor ?? null,
  ]);
}

describe('what a chart shows', () => {
  it('is each price until the next one was seen, cut to the span', () => {
    const chart = makeChart([period(50, 20.5, euro(99)), period(20, 0.2, euro(79))], 30, null, NOW);
    expect(stretchesOf(chart)).toEqual([
      ['offered', 30, 20, 9900],
      ['offered', 20, 0, 7900],
    ]);
    expect(chart).toMatchObject({ changes: 1, days: 30, daysLooked: 30, currency: 'EUR' });
  });

  it('leaves a gap where nobody looked for more than two days', () => {
    const chart = makeChart([period(25, 15, euro(99)), period(12, 5, euro(99))], 30, null, NOW);
    expect(stretchesOf(chart)).toEqual([
      ['offered', 25, 15, 9900],
      ['offered', 12, 5, 9900],
    ]);
    expect(chart).toMatchObject({ changes: 0, daysLooked: 19 });
  });

  it('keeps apart what could not be bought and other currencies', () => {
    const dollars = { minor: 5000, currency: 'USD' };
    const history = [
      period(29, 20, dollars),
      period(20, 10, euro(50), { availability: 'out-of-stock' }),
      period(10, 5, null),
      period(5, 0, euro(60)),
    ];
    const chart = makeChart(history, 30, euro(55), NOW);
    expect(chart.stretches.map(({ kind }) => kind)).toEqual([
      'other-currency',
      'not-for-sale',
      'not-for-sale',
      'offered',
    ]);
    expect(chart).toMatchObject({ lowest: { price: euro(60) }, highest: { price: euro(60) }, changes: 0 });
  });

  it('marks where the lowest and the highest price were seen last', () => {
    const history = [80, 90, 80, 90, 85].map((price, index) =>
      period(25 - index * 5, 20 - index * 5, euro(price)),
    );
    const { lowest, highest } = makeChart(history, 30, null, NOW);
    expect(lowest).toEqual({ price: euro(80), at: NOW - 15 * DAY });
    expect(highest).toEqual({ price: euro(90), at: NOW - 10 * DAY });
  });

  it('has no threshold of another currency', () => {
    const history = [period(5, 0, euro(60))];
    expect(makeChart(history, 30, euro(50), NOW).threshold).toEqual(euro(50));
    expect(makeChart(history, 30, { minor: 5000, currency: 'USD' }, NOW).threshold).toBeNull();
  });

  it.each([
    ['of nothing', [], 30, 30],
    ['of one look just now', [period(0, 0, euro(5))], 1, 1],
    ['since the first look', [period(400, 3, euro(5))], 400, 398],
  ])('of all time, %s', (_name, history, days, looked) => {
    const chart = makeChart(history, 'all', null, NOW);
    expect(chart.days).toBe(days);
    expect(history.length === 0 ? 30 : chart.daysLooked).toBe(history.length === 0 ? 30 : looked);
  });

  it('is what was seen then, whatever was seen since', () => {
    const then = [period(20, 10, euro(99))];
    const since = [period(20, 4, euro(99)), period(4, 0, euro(10))];
    const at = NOW - 10 * DAY;
    expect(makeChart(since, 30, null, at)).toEqual(makeChart(then, 30, null, at));
  });
});
