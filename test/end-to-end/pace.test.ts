import { CONNECTOR_ANSWERS, type ConnectorAnswer } from '../support/connector-answers';
import { DrivenShoppers } from '../support/driven-shoppers';
import { productPage } from '../support/fake-shop';

// When unasked messages come: the whole application under a clock that the test moves. It is 13:00 in Berlin,
// where all shoppers are, when it starts.
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const GAP = 10 * MINUTE;

describe('unasked messages', () => {
  let shoppers: DrivenShoppers;
  let since: number;

  afterEach(() => shoppers.close());

  /**
   * Each shopper follows the product of the own shop.
   * @param every how often products are looked at.
   * @param moreShops of their own, so that none waits for the lane of another product.
   */
  async function start(
    every: string,
    names: readonly string[],
    moreShops: readonly string[] = [],
  ): Promise<void> {
    const shops = [...names, ...moreShops];
    shoppers = await DrivenShoppers.start(shops, { EBB_CHECK_EVERY: every, EBB_CHECK_FLOOR: every });
    for (const shop of shops) show(shop, '99.00');
    await followEach(names.map((name) => [name, name]));
  }

  function linkOf(shop: string): string {
    return `${shoppers.shopOf(shop).url}/it`;
  }

  function show(shop: string, price: string): void {
    shoppers.shopOf(shop).set('/it', { body: productPage({ title: `The ${shop}`, price }), etag: true });
  }

  async function followEach(wishes: readonly (readonly [name: string, shop: string])[]): Promise<void> {
    for (const [name, shop] of wishes) {
      await shoppers.say(name, linkOf(shop));
      await shoppers.pass(10 * SECOND);
    }
    since = shoppers.now;
  }

  /** Title and time of what came, in order. */
  function told(name: string): { title: string; text: string; at: number }[] {
    return shoppers.alertsTo(name, since).map(({ activity, at }) => {
      const text = String(activity['summary'] ?? activity['text']);
      return { title: text.split('\n')[0] ?? '', text, at };
    });
  }

  it('keep a pause, and come together after it', async () => {
    const more = ['gap-lamp', 'gap-pot', 'gap-pan'];
    await start('5m', ['gap'], more);
    await followEach(more.map((shop) => ['gap', shop]));
    show('gap', '70.00');
    await shoppers.pass(6 * MINUTE);
    const [first] = told('gap');
    expect(first?.title).toContain('The gap');
    for (const shop of more) show(shop, '60.00');
    await shoppers.pass(GAP);
    const [, digest, ...others] = told('gap');
    expect(others).toEqual([]);
    expect(digest?.title).toBe('News about 3 of your products');
    expect(digest!.at - first!.at).toBe(GAP);
    await shoppers.pass(3 * GAP);
    expect(told('gap')).toHaveLength(2);
  }, 60_000);

  it('do not keep it when they are urgent', async () => {
    await start('5m', ['urgent'], ['urgent-lamp']);
    await followEach([['urgent', 'urgent-lamp']]);
    await shoppers.say('urgent', 'urgent 2');
    since = shoppers.now + 1;
    show('urgent', '70.00');
    await shoppers.pass(6 * MINUTE);
    show('urgent-lamp', '60.00');
    await shoppers.pass(6 * MINUTE);
    const [first, second] = told('urgent');
    expect([first?.title, second?.title]).toEqual([
      expect.stringContaining('The urgent:'),
      expect.stringContaining('The urgent-lamp:'),
    ]);
    expect(second!.at - first!.at).toBeLessThan(GAP);
  }, 60_000);

  it('wait as long as the channel asks, all of a chat', async () => {
    await start('5m', ['throttled'], ['throttled-lamp']);
    await followEach([['throttled', 'throttled-lamp']]);
    await shoppers.say('throttled', 'urgent 2');
    since = shoppers.now + 1;
    const forAnHour: ConnectorAnswer = { ...CONNECTOR_ANSWERS.throttled, headers: { 'retry-after': '3600' } };
    shoppers.answers.set('throttled', [forAnHour]);
    show('throttled', '70.00');
    await shoppers.pass(6 * MINUTE);
    show('throttled-lamp', '60.00');
    await shoppers.pass(2 * HOUR);
    const [refused, ...later] = told('throttled');
    expect(later.map(({ at }) => at - refused!.at)).toEqual([HOUR, HOUR]);
  }, 60_000);

  it('wait for the morning in quiet hours, and tell the price of the morning', async () => {
    await start('30m', ['night', 'night-over', 'target']);
    for (const name of ['night', 'night-over', 'target']) await shoppers.say(name, 'quiet 22 to 7');
    await shoppers.say('target', '1 at 80');
    await shoppers.say('target', 'break through on');
    await shoppers.pass(nextClock(23) - shoppers.now);
    since = shoppers.now;
    for (const name of ['night', 'night-over', 'target']) show(name, '70.00');
    await shoppers.pass(2 * HOUR);
    expect(told('target')).toHaveLength(1);
    show('night', '72.00');
    show('night-over', '99.00');
    await shoppers.pass(nextClock(6) - shoppers.now);
    expect([told('night'), told('night-over')]).toEqual([[], []]);
    await shoppers.pass(2 * HOUR);
    const [morning, ...others] = told('night');
    expect(others).toEqual([]);
    expect(morning?.text).toContain('€72.00');
    expect(morning!.at).toBe(nextClock(7) - 24 * HOUR);
    expect(told('night-over')).toEqual([]);
  }, 120_000);

  it('wait until a snooze is over', async () => {
    await start('30m', ['snoozed']);
    await shoppers.say('snoozed', 'snooze all today');
    since = shoppers.now + 1;
    show('snoozed', '70.00');
    await shoppers.pass(nextClock(0) - shoppers.now - MINUTE);
    expect(told('snoozed')).toEqual([]);
    await shoppers.pass(HOUR);
    expect(told('snoozed')).toHaveLength(1);
  }, 120_000);

  /** The next time that clocks in Berlin show this hour; in January they are an hour ahead. */
  function nextClock(hour: number): number {
    const day = Math.floor((shoppers.now + HOUR) / (24 * HOUR)) * 24 * HOUR - HOUR;
    const today = day + hour * HOUR;
    return today > shoppers.now ? today : today + 24 * HOUR;
  }
});
