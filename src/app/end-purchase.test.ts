import { DAY_ONE, dollar, euro } from '../../test/support/periods';
import { lookAt, UNREACHABLE } from '../../test/support/readings';
import { WatchedProduct } from '../../test/support/watched-product';
import { DAY } from '../core/history';
import type { Purchase } from '../core/purchase';
import { DEFAULT_RULE, type Rule } from '../core/rule';

const TARGET: Rule = { kind: 'target', amount: euro(78) };
const PURCHASE: Purchase = { price: euro(80), at: DAY_ONE, until: DAY_ONE + 2 * DAY, instead: DEFAULT_RULE };

describe('the end of a purchase', () => {
  it('comes with the first look after it, whatever that sees, and is told once', () => {
    const product = new WatchedProduct().subscribe(TARGET, {}, { purchase: PURCHASE });
    lookAt(product, 80, 70);
    product.now = PURCHASE.until;
    expect(product.look(UNREACHABLE).notices).toEqual([]);
    product.now += 1;
    expect(product.look(UNREACHABLE)).toMatchObject({
      watches: [{ subscriptionId: 1, status: 'ended' }],
      notices: [
        {
          idempotencyKey: `return-over:1:${PURCHASE.until}`,
          body: { trouble: { price: euro(80), lowest: euro(70) } },
        },
      ],
    });
  });

  it('comes without a word to who is pausing, and tells no price from before or after', () => {
    const product = lookAt(new WatchedProduct(), 40, 80).subscribe(
      TARGET,
      {},
      { purchase: { ...PURCHASE, at: DAY_ONE + DAY } },
    );
    product.subscribe(TARGET, {}, { purchase: PURCHASE, status: 'paused' });
    product.now = PURCHASE.until + DAY;
    lookAt(product, dollar(50));
    expect(product.watches.map(({ subscription }) => subscription.status)).toEqual(['ended', 'ended']);
    expect(product.troubles).toEqual([{ kind: 'return-over', price: euro(80), lowest: null }]);
  });
});
