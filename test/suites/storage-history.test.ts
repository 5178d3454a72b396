import fc from 'fast-check';
import { DAY, isSamePrice, nextPeriod } from '../../src/core/history';
import type { Instant, Observation, Period } from '../../src/core/history';
import type { CheckFacts, CheckRecord } from '../../src/core/records';
import type { Store } from '../../src/core/store';
import { euro } from '../support/periods';
import { NOW, claimOne, follow, look, periodAt, recordOf } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

/**
 * One look: what it saw (null: it was blocked), how long after the one before, and whether it crashed first.
 */
interface Step {
  readonly seen: Observation | null;
  readonly afterMs: number;
  readonly crashes: boolean;
}

const observations = fc.oneof(
  fc.record({
    price: fc.integer({ min: 1, max: 3 }).map(euro),
    availability: fc.constant('in-stock' as const),
  }),
  fc.constant({ price: null, availability: 'out-of-stock' as const }),
);
const steps: fc.Arbitrary<Step> = fc.record({
  seen: fc.option(observations, { freq: 4 }),
  afterMs: fc.integer({ min: 1, max: DAY }),
  crashes: fc.boolean(),
});

function decideOn(step: Step, now: Instant): (facts: CheckFacts) => CheckRecord {
  return ({ history }) => {
    const running = history.at(-1) ?? null;
    const period = step.seen ? nextPeriod(running, step.seen, now) : 'none';
    return recordOf({ kind: step.seen ? 'offer' : 'blocked', period, nextCheckAt: now });
  };
}

/** Looks once at the only product; a crash leaves the look to a second hand. */
async function take(store: Store, step: Step, now: Instant): Promise<void> {
  const claimed = await claimOne(store, now);
  if (step.crashes) {
    const crashing = store.products.recordCheck(claimed, now, () => {
      throw new Error('crash');
    });
    await expect(crashing).rejects.toThrow('crash');
  }
  await store.products.recordCheck(claimed, now, decideOn(step, now));
}

/** The history that the looks tell, put together without a database. */
function tell(looks: readonly { readonly seen: Observation | null; readonly at: Instant }[]): Period[] {
  const told: Period[] = [];
  for (const { seen, at } of looks) {
    if (!seen) continue;
    const last = told.at(-1);
    if (last && isSamePrice(last.price, seen.price)) told[told.length - 1] = { ...last, endedAt: at };
    else told.push({ startedAt: at, endedAt: at, ...seen });
  }
  return told;
}

describeStores(({ open }) => {
  it('keeps periods: extended in place, ended by the last look that saw them', async () => {
    const store = await open();
    const { product } = await follow(store, 'a', 'kettle');
    expect(await store.products.history(product.id, 0)).toEqual([]);
    await look(store, NOW, { period: periodAt(NOW, 9900) });
    await look(store, NOW + 10, { period: 'extend' });
    await look(store, NOW + 20, { period: 'extend' });
    await look(store, NOW + 30, { kind: 'blocked', period: 'none' });
    const soldOut = { startedAt: NOW + 40, price: null, availability: 'out-of-stock' as const };
    await look(store, NOW + 40, { period: { ...soldOut, endedAt: NOW + 40 } });
    await look(store, NOW + 50, { period: 'extend' });
    const first = { ...periodAt(NOW, 9900), endedAt: NOW + 20 };
    const second = { ...soldOut, endedAt: NOW + 50 };
    expect(await store.products.history(product.id, 0)).toEqual([first, second]);
    expect(await store.products.history(product.id, NOW + 20)).toEqual([first, second]);
    expect(await store.products.history(product.id, NOW + 21)).toEqual([second]);
    expect(await store.products.history(product.id, NOW + 51)).toEqual([]);
  });

  it('keeps amounts as large as a safe integer, in their currency', async () => {
    const store = await open();
    const { product } = await follow(store, 'a', 'kettle');
    const price = { minor: Number.MAX_SAFE_INTEGER, currency: 'JPY' };
    await look(store, NOW, { period: { ...periodAt(NOW, 1), price } });
    expect((await store.products.history(product.id, 0))[0]?.price).toEqual(price);
  });

  it('tells exactly what was seen, whatever the order of prices, failures and crashes', async () => {
    const store = await open();
    let count = 0;
    const property = async (taken: Step[]): Promise<void> => {
      const { conversation, product, subscription } = await follow(store, 'a', `kettle-${++count}`);
      const looks: { seen: Observation | null; at: Instant }[] = [];
      let now = NOW;
      for (const step of taken) {
        now += step.afterMs;
        await take(store, step, now);
        looks.push({ seen: step.seen, at: now });
      }
      await store.subscriptions.setStatus(conversation.id, subscription.id, 'ended', now);
      const history = await store.products.history(product.id, 0);
      expect(history).toEqual(tell(looks));
      for (const [index, period] of history.slice(1).entries()) {
        const before = history[index]!;
        expect(before.endedAt).toBeLessThan(period.startedAt);
        expect(isSamePrice(before.price, period.price)).toBe(false);
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 25 }), property), {
      numRuns: 15,
    });
  }, 60_000);
});
