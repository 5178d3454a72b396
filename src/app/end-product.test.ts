import { DAY_ONE, euro } from '../../test/support/periods';
import { lookAt, offered, UNREACHABLE } from '../../test/support/readings';
import { WatchedProduct } from '../../test/support/watched-product';
import { overAt } from '../core/ends-on';
import { DAY } from '../core/history';
import type { CheckFacts } from '../core/records';
import { endProduct } from './end-product';

const LAST_DAY = new Date(DAY_ONE + 3 * DAY).toISOString().slice(0, 10);
const OVER = overAt(LAST_DAY);

function factsOf({ product, history, watches }: WatchedProduct): CheckFacts {
  return { product, history, watches };
}

describe('a product with a last day', () => {
  it('is taken up again when that day is over, and no later', () => {
    const product = new WatchedProduct().subscribe();
    const found = { ...offered(100), endsOn: LAST_DAY };
    expect(product.look(found)).toMatchObject({ endsOn: LAST_DAY, nextCheckAt: DAY_ONE + DAY / 4 });
    product.now = OVER - 1000;
    expect(product.look(offered(100))).toMatchObject({ nextCheckAt: OVER });
    expect(product.look(UNREACHABLE)).toMatchObject({ nextCheckAt: OVER });
    expect(product.product.endsOn).toBe(LAST_DAY);
  });

  it('learns it from the identity that a look finds, too', () => {
    const identity = { watcher: 'hotel', key: '7', url: 'https://hotel.example/7', endsOn: LAST_DAY };
    const record = new WatchedProduct().subscribe().look({ reading: UNREACHABLE, validators: {}, identity });
    expect(record.endsOn).toBe(LAST_DAY);
  });
});

describe('the end of a product', () => {
  it('ends every subscription and tells those who listen once, with the lowest price seen', () => {
    const product = lookAt(new WatchedProduct().subscribe().subscribe().subscribe(), 100, 80, 90);
    product.watches = product.watches.map((watch, index) => ({
      ...watch,
      answerOwed: index === 0 ? 'check' : null,
      subscription: { ...watch.subscription, status: (['active', 'paused', 'choosing'] as const)[index]! },
    }));
    const record = endProduct(factsOf(product), LAST_DAY, OVER);
    expect(record.watches).toEqual(
      [1, 2, 3].map((subscriptionId) => ({ subscriptionId, status: 'ended', answerOwed: null })),
    );
    const body = { kind: 'trouble', trouble: { kind: 'over', endsOn: LAST_DAY, lowest: euro(80) } };
    expect(record.notices).toEqual(
      [1, 3].map((subscriptionId) => ({
        subscriptionId,
        productId: 7,
        idempotencyKey: `over:${subscriptionId}:7:${LAST_DAY}`,
        body,
      })),
    );
  });

  it('answers who waits for an answer even while they pause', () => {
    const product = new WatchedProduct().subscribe(undefined, { answerOwed: 'check' }, { status: 'paused' });
    expect(endProduct(factsOf(product), LAST_DAY, OVER).notices).toHaveLength(1);
  });

  it('leaves what is known of the product and its history as it was', () => {
    const product = lookAt(new WatchedProduct().subscribe(), 100);
    const { pending, failures, troubleToldAt, validators, readsSinceFull } = product.product;
    const record = endProduct(factsOf(product), LAST_DAY, OVER);
    expect(record).toMatchObject({
      ...{ pending, failures, troubleToldAt, validators, readsSinceFull },
      kind: null,
      period: 'none',
    });
    expect(record).not.toHaveProperty('confirmed');
  });
});
