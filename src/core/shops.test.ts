import { makeProduct, makeSubscription } from '../../test/support/deliveries';
import { makeOffer } from '../../test/support/offers';
import { dollar, euro } from '../../test/support/periods';
import type { Offer } from './offer';
import type { Followed } from './records';
import { meanShop, shopsOf, sortShops } from './shops';

function at(id: number, confirmed: Offer | null): Followed {
  return { product: makeProduct({ id, confirmed }), baseline: null, objection: null };
}

function idsOf(shops: readonly Followed[]): number[] {
  return shops.map(({ product }) => product.id);
}

describe('the shops of a subscription', () => {
  const subscription = makeSubscription({ others: [at(8, null), at(9, null)] });

  it('begin with the one that is meant', () => {
    expect(idsOf(shopsOf(subscription))).toEqual([7, 8, 9]);
    const meant = meanShop(subscription, 9)!;
    expect(idsOf(shopsOf(meant))).toEqual([9, 7, 8]);
    expect(meant.baseline).toBeNull();
    expect(meanShop(subscription, 4711)).toBeNull();
  });

  it('are sorted by price within a currency, and by nothing between two', () => {
    const shops = [
      at(1, makeOffer(euro(90))),
      at(2, null),
      at(3, makeOffer(dollar(50))),
      at(4, makeOffer(euro(80), { availability: 'out-of-stock' })),
      at(5, makeOffer(dollar(40))),
      at(6, makeOffer(euro(70))),
    ];
    expect(idsOf(sortShops(shops))).toEqual([6, 1, 5, 3, 2, 4]);
  });
});
