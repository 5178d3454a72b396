import { productPage } from '../support/fake-shop';
import { DrivenShoppers } from '../support/driven-shoppers';

// A shop whose robots.txt turns programs away, in the whole application under a clock that the test moves.
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('a shop that asks programs not to read a page', () => {
  let shoppers: DrivenShoppers;

  beforeAll(async () => {
    shoppers = await DrivenShoppers.start(['ann'], { EBB_TRUSTED_SHOPS: '' });
    shoppers.restsUpToMs = 2_200;
    shoppers.showPrice('99.00');
    setRobots('User-agent: *\nDisallow: /kettle');
  }, 60_000);

  afterAll(() => shoppers.close());

  function setRobots(body: string): void {
    shoppers.shopOf('ann').set('/robots.txt', { body, headers: { 'content-type': 'text/plain' } });
  }

  function countRequests(path: string): number {
    return shoppers.shopOf('ann').requestsTo(path).length;
  }

  function said(): string[] {
    return shoppers.connector.delivered.map(({ activity }) => JSON.stringify(activity));
  }

  it('is not asked for it, and the person hears why as they paste the link', async () => {
    await shoppers.followAll();
    await shoppers.pass(10_000);
    const answer = said().at(-1);
    for (const words of [
      'I may not read that page. The shop asks programs not to read this page (robots.txt).',
      'If another page or another shop has it, paste that link.',
      'It stays in your list, and I see now and then whether that has changed.',
    ])
      expect(answer).toContain(words);
    expect([countRequests('/robots.txt'), countRequests('/kettle')]).toEqual([1, 0]);
  }, 30_000);

  it('is not asked for it later either, nor for its rules more than once a day', async () => {
    await shoppers.say('ann', 'check 1');
    await shoppers.pass(10_000);
    expect(said().at(-1)).toContain('The shop asks programs not to read this page (robots.txt).');
    await shoppers.pass(10 * DAY);
    expect(countRequests('/kettle')).toBe(0);
    expect(countRequests('/robots.txt')).toBeLessThanOrEqual(11);
    const [only, ...more] = shoppers.alertsTo('ann', shoppers.now - 10 * DAY + HOUR);
    expect(JSON.stringify(only?.activity)).toContain('I have not read it so far.');
    expect(more).toEqual([]);
  }, 30_000);

  it('is read when it has changed its mind, and that is told', async () => {
    const since = shoppers.now + 1;
    setRobots('User-agent: *\nAllow: /');
    shoppers.shopOf('ann').set('/kettle', { body: productPage({ price: '99.00' }) });
    await shoppers.pass(3 * DAY);
    expect(countRequests('/kettle')).toBeGreaterThan(0);
    const [only, ...more] = shoppers.alertsTo('ann', since).map(({ activity }) => JSON.stringify(activity));
    expect(only).toContain('I can read it again');
    expect(more).toEqual([]);
  }, 30_000);
});
