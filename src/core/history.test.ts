import fc from 'fast-check';
import { dollar, DAY_ONE, euro, makeHistory } from '../../test/support/periods';
import { DAY, daysLooked, highestIn, lowestIn, medianIn, nextPeriod, type Observation } from './history';
import type { Availability } from './offer';

const NOW = DAY_ONE + 100 * DAY;

describe('nextPeriod', () => {
  it('starts the first period', () => {
    expect(nextPeriod(null, { price: euro(10), availability: 'in-stock' }, NOW)).toEqual({
      startedAt: NOW,
      endedAt: NOW,
      price: euro(10),
      availability: 'in-stock',
    });
  });

  it.each<[string, Observation, Observation, 'extend' | 'new']>([
    [
      'same',
      { price: euro(9), availability: 'in-stock' },
      { price: euro(9), availability: 'in-stock' },
      'extend',
    ],
    [
      'other price',
      { price: euro(9), availability: 'in-stock' },
      { price: euro(8), availability: 'in-stock' },
      'new',
    ],
    [
      'other currency',
      { price: euro(9), availability: 'in-stock' },
      { price: dollar(9), availability: 'in-stock' },
      'new',
    ],
    [
      'sold out',
      { price: euro(9), availability: 'in-stock' },
      { price: euro(9), availability: 'out-of-stock' },
      'new',
    ],
    [
      'still no price',
      { price: null, availability: 'out-of-stock' },
      { price: null, availability: 'out-of-stock' },
      'extend',
    ],
    [
      'price gone',
      { price: euro(9), availability: 'out-of-stock' },
      { price: null, availability: 'out-of-stock' },
      'new',
    ],
    [
      'stated no more',
      { price: euro(9), availability: 'in-stock' },
      { price: euro(9), availability: 'unknown' },
      'extend',
    ],
    [
      'stated now',
      { price: euro(9), availability: 'unknown' },
      { price: euro(9), availability: 'preorder' },
      'extend',
    ],
    [
      'said nothing at all before',
      { price: null, availability: 'unknown' },
      { price: null, availability: 'in-stock' },
      'new',
    ],
    [
      'no longer sold out',
      { price: euro(9), availability: 'out-of-stock' },
      { price: euro(9), availability: 'unknown' },
      'new',
    ],
    [
      'pre-order ships',
      { price: euro(9), availability: 'preorder' },
      { price: euro(9), availability: 'in-stock' },
      'new',
    ],
  ])('%s', (_name, running, seen, expected) => {
    const result = nextPeriod({ ...running, startedAt: 0, endedAt: 1 }, seen, NOW);
    expect(result === 'extend' ? 'extend' : 'new').toBe(expected);
  });

  it('opens at most one period however often a page stops and starts to state that it is in stock', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Availability>('in-stock', 'unknown'), { minLength: 1 }),
        (states) => {
          let running = nextPeriod(null, { price: euro(5), availability: 'unknown' }, 0);
          if (running === 'extend') throw new Error('the first look starts a period');
          let opened = 0;
          for (const [index, availability] of states.entries()) {
            const result = nextPeriod(running, { price: euro(5), availability }, index + 1);
            if (result === 'extend') continue;
            opened += 1;
            running = result;
          }
          return opened <= 1;
        },
      ),
    );
  });
});

describe('lowestIn and highestIn', () => {
  const history = makeHistory([
    120,
    { price: 40, availability: 'out-of-stock' },
    90,
    { price: null },
    { price: 100, days: 10 },
    95,
  ]);

  it('look at prices at which it could be bought', () => {
    expect(lowestIn(history, DAY_ONE, NOW)).toEqual(euro(90));
    expect(highestIn(history, DAY_ONE, NOW)?.price).toEqual(euro(120));
  });

  it('count a period that only touches the window', () => {
    expect(highestIn(history, DAY_ONE + 8 * DAY, NOW)?.price).toEqual(euro(100));
    expect(lowestIn(history, DAY_ONE + 8 * DAY, DAY_ONE + 9 * DAY)).toEqual(euro(100));
  });

  it('say null when nothing was offered', () => {
    expect(lowestIn(history, NOW, NOW + DAY)).toBeNull();
    expect(highestIn([], 0, NOW)).toBeNull();
  });

  it('leave out prices in a currency that is no longer used', () => {
    const changed = makeHistory([{ price: dollar(10) }, 50, 60]);
    expect(lowestIn(changed, 0, NOW)).toEqual(euro(50));
  });
});

describe('daysLooked', () => {
  it.each<[string, Parameters<typeof makeHistory>[0], number, number, number]>([
    ['nothing', [], DAY_ONE, NOW, 0],
    // From noon to shortly before noon ten days later: eleven dates.
    ['one long period', [{ price: 1, days: 10 }], DAY_ONE, NOW, 11],
    [
      'periods that share a day',
      [
        { price: 1, days: 0.1 },
        { price: 2, days: 0.1 },
      ],
      DAY_ONE,
      NOW,
      1,
    ],
    ['a window inside a period', [{ price: 1, days: 50 }], DAY_ONE + 10 * DAY, DAY_ONE + 12 * DAY, 3],
    ['a window after it all', [1, 2, 3], NOW, NOW + DAY, 0],
  ])('%s', (_name, stretches, from, to, expected) => {
    expect(daysLooked(makeHistory(stretches), from, to)).toBe(expected);
  });

  it('equals the number of different dates', () => {
    const stretches = fc.array(
      fc.integer({ min: 1, max: 40 }).map((tenths) => ({ price: 1, days: tenths / 10 })),
    );
    fc.assert(
      fc.property(stretches, (given) => {
        const history = makeHistory(given);
        const dates = new Set<number>();
        for (const { startedAt, endedAt } of history)
          for (let day = Math.floor(startedAt / DAY); day <= Math.floor(endedAt / DAY); day += 1)
            dates.add(day);
        expect(daysLooked(history, DAY_ONE, NOW * 2)).toBe(dates.size);
      }),
    );
  });
});

describe('medianIn', () => {
  it('weighs a price by how long it stood', () => {
    const history = makeHistory([
      { price: 10, days: 1 },
      { price: 100, days: 20 },
      { price: 20, days: 2 },
    ]);
    expect(medianIn(history, DAY_ONE, DAY_ONE + 23 * DAY)).toEqual(euro(100));
  });

  it('takes the running price to stand until the end of the window', () => {
    const history = makeHistory([
      { price: 10, days: 5 },
      { price: 20, days: 0.1 },
    ]);
    expect(medianIn(history, DAY_ONE, DAY_ONE + 30 * DAY)).toEqual(euro(20));
  });

  it('is the price of the middle of the time', () => {
    const history = makeHistory([
      { price: 10, days: 4 },
      { price: 20, days: 2 },
      { price: 30, days: 4 },
    ]);
    expect(medianIn(history, DAY_ONE, DAY_ONE + 10 * DAY)).toEqual(euro(20));
  });

  it('is null without a price', () => {
    expect(medianIn(makeHistory([{ price: null }]), DAY_ONE, NOW)).toBeNull();
  });
});
