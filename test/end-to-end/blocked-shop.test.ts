import { blockShop } from '../../src/app/block-shop';
import type { Store } from '../../src/core/store';
import { openStore } from '../../src/storage/open-store';
import { DrivenShoppers } from '../support/driven-shoppers';
import { ManualClock } from '../support/manual-clock';

// An operator blocks a shop beside the running application, whose clock the test moves.
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('a shop that the operator blocks', () => {
  let shoppers: DrivenShoppers;

  beforeAll(async () => {
    shoppers = await DrivenShoppers.start(['ann', 'bob'], { EBB_CHECK_EVERY: '1h' });
    shoppers.showPrice('99.00');
    await shoppers.followAll();
    await shoppers.pass(DAY);
  }, 60_000);

  afterAll(() => shoppers.close());

  async function onBlockList<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const store = await openStore(`sqlite:${shoppers.databaseFile}`);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  function countRequests(): number {
    return shoppers.shopOf('ann').requests.length + shoppers.shopOf('bob').requests.length;
  }

  function told(name: string, since: number): string[] {
    return shoppers.alertsTo(name, since).map(({ activity }) => JSON.stringify(activity));
  }

  it('gets no further request, and who follows something there is told once with the reason', async () => {
    const since = shoppers.now;
    const before = countRequests();
    expect(before).toBeGreaterThan(20);
    const clock = new ManualClock(shoppers.now);
    await onBlockList((store) => blockShop(store, clock, '127.0.0.1', 'they asked for it'));
    await shoppers.pass(MINUTE);
    for (const name of ['ann', 'bob']) {
      const [only, ...more] = told(name, since);
      expect(more).toEqual([]);
      for (const words of [
        'I do not read it any more.',
        'Whoever runs Ebb here keeps it away from this shop: they asked for it',
        '€99.00',
        'Go to shop',
        'Stop',
      ])
        expect(only).toContain(words);
    }
    await shoppers.say('ann', 'check 1');
    await shoppers.pass(5 * DAY);
    expect(countRequests()).toBe(before);
    expect(told('bob', since)).toHaveLength(1);
  }, 60_000);

  it('is read again when it is free, which is told once, too', async () => {
    const since = shoppers.now;
    await onBlockList(({ blocks }) => blocks.lift('127.0.0.1'));
    await shoppers.pass(2 * DAY);
    for (const name of ['ann', 'bob']) {
      const [only, ...more] = told(name, since);
      expect(more).toEqual([]);
      expect(only).toContain('I can read it again');
    }
  }, 60_000);
});
