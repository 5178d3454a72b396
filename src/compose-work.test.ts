import { createDemoShop } from './web/demo-shop';
import { UNWATCHED } from './compose-database';
import { createReminders, createSchedule } from './compose-work';
import { readConfig } from './config';
import { watcherWith } from '../test/support/looker-of';
import { ManualClock, seededRandom } from '../test/support/manual-clock';
import { createMemoryStore } from '../test/support/memory-store';
import { silentLog } from '../test/support/silent-log';
import { follow } from '../test/support/store-samples';
import type { ReminderStore } from './core/store';
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

it('tries a reminder that cannot be raised again after a minute, and at once no more', async () => {
  const clock = new ManualClock();
  const store = createMemoryStore();
  const { conversation, subscription } = await follow(store, 'a', 'kettle');
  const owner = { conversationId: conversation.id, person: 'ann' };
  await store.reminders.set(owner, subscription.id, clock.now(), clock.now());
  let tries = 0;
  const failing: ReminderStore['raise'] = (...given) =>
    ++tries === 1 ? Promise.reject(new Error('disk full')) : store.reminders.raise(...given);
  const wake = { polls: () => undefined, deliveries: () => undefined };
  const broken = { ...store, reminders: { ...store.reminders, raise: failing } };
  const loop = createReminders({ store: broken, disk: UNWATCHED, clock, wake, log: silentLog });
  loop.wake();
  await new Promise((resolve) => setImmediate(resolve));
  loop.wake();
  await new Promise((resolve) => setImmediate(resolve));
  expect(tries).toBe(1);
  clock.advance(60_000);
  await loop.drain();
  expect(tries).toBe(2);
  expect(await store.reminders.list(owner)).toEqual([]);
});
