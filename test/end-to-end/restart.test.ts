import { CONNECTOR_ANSWERS } from '../support/connector-answers';
import { DrivenShoppers } from '../support/driven-shoppers';

// What a restart must not do: ask shops early, lose what is owed, repeat what was said or done.
jest.setTimeout(60_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const OPENED = {
  type: 'conversationUpdate',
  membersAdded: [{ id: '28:bot' }, { id: '29:ann' }],
  text: undefined,
};

describe.each([
  ['a graceful stop', 'stop'],
  ['SIGKILL', 'kill'],
] as const)('after %s', (_, how) => {
  let shoppers: DrivenShoppers;

  beforeAll(async () => {
    shoppers = await DrivenShoppers.start(['ann', 'ben'], { EBB_CHECK_EVERY: '6h' });
    shoppers.showPrice('99.00');
  });

  afterAll(() => shoppers.close());

  function repliesTo(name: string): number {
    return shoppers.connector.posts.filter((post) => post.conversation === name && post.replyTo !== null)
      .length;
  }

  function countSubscriptions(): number {
    return shoppers.ask('select count(*) from subscriptions');
  }

  it('says welcome no second time', async () => {
    await shoppers.say('ann', '', { ...OPENED, id: 'opened-1' });
    expect(repliesTo('ann')).toBe(1);
    await shoppers.restart(how, MINUTE);
    await shoppers.say('ann', '', { ...OPENED, id: 'opened-2' });
    expect(repliesTo('ann')).toBe(1);
  });

  it('does once what an activity asks for that comes again', async () => {
    await shoppers.say('ben', `${shoppers.shopOf('ben').url}/kettle`);
    const link = `${shoppers.shopOf('ann').url}/kettle`;
    await shoppers.say('ann', link, { id: 'again' });
    const before = [countSubscriptions(), repliesTo('ann')];
    await shoppers.restart(how, MINUTE);
    await shoppers.say('ann', link, { id: 'again' });
    expect([countSubscriptions(), repliesTo('ann')]).toEqual(before);
    expect(before[0]).toBe(2);
  });

  it('looks at nothing early, and at everything when it is due', async () => {
    await shoppers.pass(HOUR);
    const dueAt: number = shoppers.ask('select min(next_check_at) from products where dormant = 0');
    const requests = () => ['ann', 'ben'].flatMap((name) => shoppers.shopOf(name).requests);
    const seen = requests().length;
    await shoppers.restart(how, HOUR);
    await shoppers.pass(dueAt - 1 - shoppers.now);
    expect(requests()).toHaveLength(seen);
    await shoppers.pass(1);
    expect(requests()).toHaveLength(seen + 1);
    await shoppers.pass(2 * HOUR);
    expect(requests()).toHaveLength(seen + 2);
  });

  it('looks once, not once for each time it missed, after a long pause', async () => {
    const shop = shoppers.shopOf('ben');
    const seen = shop.requests.length;
    await shoppers.restart(how, 72 * HOUR);
    await shoppers.pass(6.6 * HOUR);
    expect(shop.requests).toHaveLength(seen + 1);
  });

  it('sends what was owed, once', async () => {
    const since = shoppers.now;
    shoppers.answers.set(
      'ann',
      Array.from({ length: 5 }, () => CONNECTOR_ANSWERS.badGateway),
    );
    shoppers.showPrice('70.00');
    // The sixth attempt comes half an hour after the fifth.
    while (shoppers.alertsTo('ann', since).length < 5) await shoppers.pass(10 * MINUTE);
    await shoppers.restart(how, 2 * MINUTE);
    await shoppers.rest();
    expect(shoppers.alertsTo('ann', since)).toHaveLength(5);
    await shoppers.pass(10 * HOUR);
    expect(shoppers.alertsTo('ann', since)).toHaveLength(6);
    expect(shoppers.alertsTo('ben', since)).toHaveLength(1);
  });
});
