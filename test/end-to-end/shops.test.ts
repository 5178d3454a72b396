import { DrivenShoppers } from '../support/driven-shoppers';
import { productPage } from '../support/fake-shop';

// The same thing in two shops, in the whole application under a clock that the test moves.
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const GAP = 10 * MINUTE;

describe('a thing in two shops', () => {
  let shoppers: DrivenShoppers;

  beforeAll(async () => {
    shoppers = await DrivenShoppers.start(['near', 'far'], {
      EBB_CHECK_EVERY: '5m',
      EBB_CHECK_FLOOR: '1m',
    });
    show('near', '99.00');
    show('far', '95.00');
    await shoppers.say('ann', linkOf('near'));
    await shoppers.pass(10 * SECOND);
    await shoppers.say('ann', `1 also at ${linkOf('far')}`);
    await shoppers.pass(10 * SECOND);
  }, 60_000);

  afterAll(() => shoppers.close());

  function linkOf(shop: string): string {
    return `${shoppers.shopOf(shop).url}/kettle`;
  }

  function hostOf(shop: string): string {
    return new URL(shoppers.shopOf(shop).url).host;
  }

  function show(shop: string, price: string): void {
    shoppers.shopOf(shop).set('/kettle', { body: productPage({ title: 'Kettle', price }), etag: true });
  }

  function told(since: number): string[] {
    return shoppers
      .alertsTo('ann', since)
      .map(({ activity }) => String(activity['summary'] ?? activity['text']));
  }

  it('is told with what the other shop asks, and of both in one message', async () => {
    const since = shoppers.now + 1;
    show('near', '70.00');
    await shoppers.pass(6 * MINUTE);
    const [first, ...others] = told(since);
    expect(others).toEqual([]);
    expect(first).toContain('#1 Kettle: €70.00');
    expect(first).toContain(`Elsewhere: ${hostOf('far')} €95.00, checked`);

    show('near', '60.00');
    show('far', '55.00');
    await shoppers.pass(3 * GAP);
    const [, both, ...more] = told(since);
    expect(more).toEqual([]);
    expect(both).toContain('#1 Kettle: €55.00');
    expect(both).toContain(`Also at ${hostOf('near')}: €60.00, down from €70.00.`);
  }, 60_000);
});
