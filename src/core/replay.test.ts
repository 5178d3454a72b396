import fc from 'fast-check';
import { dollar, euro, makeHistory, type Stretch } from '../../test/support/periods';
import { lookAt } from '../../test/support/readings';
import { WatchedProduct } from '../../test/support/watched-product';
import { DAY, type Instant, type Period } from './history';
import { replayRule } from './replay';
import type { Baseline, Rule } from './rule';

const TARGET: Rule = { kind: 'target', amount: euro(80) };
const RULES: readonly Rule[] = [
  TARGET,
  { kind: 'drop', percent: 10, from: { kind: 'subscribed' } },
  { kind: 'drop', percent: 10, from: { kind: 'highest', days: 30 } },
  { kind: 'drop', percent: 10, from: { kind: 'previous' } },
  { kind: 'lowest', days: 30, orEqual: false },
  { kind: 'back-in-stock' },
  { kind: 'any-change' },
];

function endOf(history: readonly Period[]): Instant {
  return history.at(-1)!.endedAt + 60_000;
}

it.each<[string, Rule, readonly (number | Stretch)[], number]>([
  ['two falls below a price', TARGET, [100, 79, { price: 100, days: 4 }, 75, 100], 2],
  ['a fall that went on', TARGET, [100, 79, { price: 75, days: 6 }], 2],
  ['a price that was low all the time', TARGET, [{ price: 70, days: 9 }], 0],
  ['a price that is only shown', TARGET, [100, { price: 70, days: 8, availability: 'out-of-stock' }], 0],
  ['a return', { kind: 'back-in-stock' }, [100, { price: null, days: 5 }, 100, 90], 1],
])('counts the alerts of %s', (_name, rule, stretches, times) => {
  const history = makeHistory(stretches);
  expect(replayRule(rule, null, history, endOf(history))?.times).toBe(times);
});

it('says on how many days somebody looked', () => {
  const seen = makeHistory([{ price: 100, days: 10 }]);
  const later = seen.map((period) => ({
    ...period,
    startedAt: period.endedAt + 10 * DAY,
    endedAt: period.endedAt + 20 * DAY,
  }));
  const history = [...seen, ...later];
  expect(replayRule(TARGET, null, history, endOf(history))).toMatchObject({ days: 30, daysLooked: 22 });
});

it('goes back 90 days at most, and says nothing about less than a week', () => {
  const long = makeHistory([79, { price: 100, days: 100 }]);
  expect(replayRule(TARGET, null, long, endOf(long))).toEqual({ times: 0, days: 90, daysLooked: 90 });
  const short = makeHistory([79, { price: 100, days: 5 }]);
  expect(replayRule(TARGET, null, short, endOf(short))).toBeNull();
});

it('leaves out prices in another currency', () => {
  const history = makeHistory([70, { price: dollar(70), days: 20 }, { price: 100, days: 8 }, 70]);
  expect(replayRule(TARGET, null, history, endOf(history))).toMatchObject({ times: 1, days: 9 });
});

// Whoever had made the wish then would have heard as much: the looks are decided by what decides them in
// earnest.
it.each(RULES)('counts what $kind would have announced', (rule) => {
  const price = fc.oneof(fc.integer({ min: 60, max: 110 }), fc.constant(null));
  fc.assert(
    fc.property(
      fc.array(price, { minLength: 1, maxLength: 8 }),
      fc.array(price, { maxLength: 40 }),
      (before, after) => {
        const product = lookAt(new WatchedProduct(), 100, ...before);
        const baseline: Baseline = { source: 'subscribed', price: euro(95), at: product.now };
        const madeAt = product.now;
        product.subscribe(rule, { baseline });
        for (const next of after) lookAt(product.wait(36), next);
        const end = madeAt + 90 * DAY;
        expect(replayRule(rule, baseline, product.history, end)?.times).toBe(product.alerts.length);
      },
    ),
    { numRuns: 60 },
  );
});
