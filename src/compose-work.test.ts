import { createDemoShop } from './web/demo-shop';
import { createSchedule } from './compose-work';
import { readConfig } from './config';
import { watcherWith } from '../test/support/looker-of';
import { seededRandom } from '../test/support/manual-clock';
import type { ComposedLooker } from './compose-looker';

const HOUR = 3_600_000;

/** Of the looker only its watchers count. */
const looker = {
  watchers: [watcherWith({ id: 'shop', minIntervalSeconds: 900 })],
} as unknown as ComposedLooker;

describe('how often a product is looked at', () => {
  const config = readConfig({ EBB_TRUSTED_SHOPS: 'trusted.example:443 [::1]:8080', EBB_CHECK_FLOOR: '10m' });
  const schedule = createSchedule({ config, demo: null, looker });

  it('is what the operator set, and no more often than the watcher says', () => {
    expect(schedule({ watcher: 'shop', url: 'https://shop.example/1' })).toEqual({
      checkEveryMs: 6 * HOUR,
      floorMs: HOUR / 6,
      minIntervalMs: HOUR / 4,
    });
  });

  it.each(['https://trusted.example/1', 'https://trusted.example:443/', 'http://[::1]:8080/'])(
    'knows %s as a trusted shop, whose port may go without saying',
    (url) => expect(schedule({ watcher: 'shop', url }).minIntervalMs).toBe(0),
  );

  it.each(['http://trusted.example/1', 'https://www.trusted.example/'])(
    'trusts %s no more than others',
    (url) => expect(schedule({ watcher: 'shop', url }).minIntervalMs).toBe(HOUR / 4),
  );

  it('is every few seconds in the demo shop', async () => {
    const demo = await createDemoShop({ random: seededRandom(1) });
    try {
      const { checkEveryMs } = createSchedule({ config, demo, looker })({
        watcher: 'page',
        url: demo.productUrl('ann'),
      });
      expect(checkEveryMs).toBeLessThan(5000);
    } finally {
      await demo.close();
    }
  });
});
