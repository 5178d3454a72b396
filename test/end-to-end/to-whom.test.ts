import { CONNECTOR_ANSWERS as A } from '../support/connector-answers';
import { DrivenShoppers } from '../support/driven-shoppers';

const SECOND = 1_000;
const DAY = 24 * 60 * 60 * SECOND;
const BOT = [{ id: '28:bot' }];

describe('who is spoken to first', () => {
  let shoppers: DrivenShoppers;

  beforeAll(async () => {
    shoppers = await DrivenShoppers.start(['ann', 'ben'], { EBB_CHECK_EVERY: '24h' });
    shoppers.showPrice('100.00');
    await shoppers.followAll();
    await shoppers.pass(SECOND);
  }, 30_000);

  afterAll(() => shoppers.close());

  /** @returns how many unasked posts the fall brought to each. */
  async function letFall(price: string, ...names: readonly string[]): Promise<readonly number[]> {
    const since = shoppers.now;
    shoppers.showPrice(price);
    await shoppers.pass(1.2 * DAY);
    return names.map((name) => shoppers.alertsTo(name, since).length);
  }

  it('who only installed it hears the welcome, and nothing unasked', async () => {
    await shoppers.say('cleo', '', { type: 'conversationUpdate', membersAdded: BOT });
    await shoppers.say('dan', '', { type: 'installationUpdate', action: 'add' });
    expect(await letFall('75.00', 'ann', 'cleo', 'dan')).toEqual([1, 0, 0]);
    for (const name of ['cleo', 'dan']) {
      const heard = shoppers.connector.delivered.filter(({ conversation }) => conversation === name);
      expect(heard.map(({ activity }) => JSON.stringify(activity))).toEqual([
        expect.stringContaining('I am Ebb'),
      ]);
    }
  });

  it('who comes back while the deal stands is told of it, once', async () => {
    shoppers.answers.set('ann', [A.blockedByUser]);
    expect(await letFall('70.00', 'ann')).toEqual([1]);
    const since = shoppers.now;
    await shoppers.say('ann', 'hello');
    await shoppers.pass(3 * DAY);
    const told = shoppers.alertsTo('ann', since).map(({ activity }) => JSON.stringify(activity));
    expect(told).toEqual([expect.stringContaining('70.00')]);
  });

  it.each([
    ['blocked us', 'ann', 1, ['65.00', '55.00', '45.00']],
    ['uninstalled us', 'ben', 0, ['40.00', '35.00', '30.00']],
  ] as const)(
    'who %s is left alone until they write again',
    async (how, name, posts, [first, second, third]) => {
      if (how === 'blocked us') shoppers.answers.set(name, [A.blockedByUser]);
      else await shoppers.say(name, '', { type: 'installationUpdate', action: 'remove' });
      expect(await letFall(first, name)).toEqual([posts]);
      const looks = shoppers.shopOf(name).requests.length;
      await shoppers.pass(3 * DAY);
      expect(await letFall(second, name)).toEqual([0]);
      expect(shoppers.shopOf(name).requests).toHaveLength(looks);
      const since = shoppers.now;
      await shoppers.say(name, 'hello');
      await shoppers.pass(SECOND);
      expect(shoppers.alertsTo(name, since)).toHaveLength(1);
      expect(await letFall(third, name)).toEqual([1]);
    },
    20_000,
  );
});
