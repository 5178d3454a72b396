import { productPage } from '../support/fake-shop';
import { DrivenShoppers } from '../support/driven-shoppers';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

describe('a product that cannot be read any more', () => {
  let shoppers: DrivenShoppers;

  beforeAll(async () => {
    shoppers = await DrivenShoppers.start(['ann'], { EBB_CHECK_EVERY: '6h' });
    shoppers.showPrice('99.00');
    await shoppers.followAll();
    await shoppers.pass(HOUR);
  }, 30_000);

  afterAll(() => shoppers.close());

  /** @returns what Ann was told unasked meanwhile. */
  async function waitFor(days: number): Promise<readonly string[]> {
    const since = shoppers.now + 1;
    await shoppers.pass(days * DAY);
    return shoppers.alertsTo('ann', since).map(({ activity }) => JSON.stringify(activity));
  }

  it('is told once, with the reason and what to do, and once when it can be read again', async () => {
    shoppers.shopOf('ann').set('/kettle', { status: 503, body: 'down' });
    const [told, ...more] = await waitFor(9);
    expect(more).toEqual([]);
    for (const words of [
      'not been able to read it for a while',
      'gave no usable answer',
      '€99.00',
      'Check now',
      'Go to shop',
      'Stop',
    ]) {
      expect(told).toContain(words);
    }
    expect(await waitFor(5)).toEqual([]);
    shoppers.shopOf('ann').set('/kettle', { body: productPage({ price: '99.00' }) });
    const back = await waitFor(4);
    expect(back).toHaveLength(1);
    expect(back[0]).toContain('again');
    expect(await waitFor(3)).toEqual([]);
  }, 30_000);
});
