import { DrivenShoppers } from '../support/driven-shoppers';

// A reminder of the whole application: asked for in words, due in the person's own morning, and not lost by a
// crash.
jest.setTimeout(120_000);

const HOUR = 3_600_000;
/** Friday, 09:00 in Berlin, where the connector says that everybody is. */
const FRIDAY_AT_9 = Date.UTC(2026, 0, 16, 8);

describe('a reminder', () => {
  let shoppers: DrivenShoppers;

  beforeAll(async () => {
    shoppers = await DrivenShoppers.start(['ann', 'ben'], {});
    shoppers.showPrice('99.00');
    await shoppers.followAll();
  });
  afterAll(() => shoppers.close());

  function textsTo(name: string, since: number): string[] {
    return shoppers.alertsTo(name, since).map(({ activity }) => JSON.stringify(activity));
  }

  it('comes at its time, after a crash, with the price of that morning', async () => {
    const asked = shoppers.now;
    await shoppers.say('ann', 'remind me on Friday at 9 about this');
    await shoppers.say('ben', 'remind me in 20 hours about this');
    await shoppers.say('ben', 'cancel reminder 1');
    shoppers.showPrice('95.00');
    await shoppers.restart('kill', HOUR);
    await shoppers.pass(FRIDAY_AT_9 - shoppers.now - 1);
    expect(textsTo('ann', asked + 1)).toEqual([]);
    await shoppers.pass(HOUR);
    const [reminder, ...more] = shoppers.alertsTo('ann', asked + 1);
    expect(more).toEqual([]);
    expect(reminder?.at).toBe(FRIDAY_AT_9);
    const text = JSON.stringify(reminder?.activity);
    expect(text).toContain('you asked me to remind you of it');
    expect(text).toContain('€95.00');
    expect(text).toContain('checked 16 Jan 2026, 08:58');
    expect(textsTo('ben', asked + 1)).toEqual([]);
  });

  it('comes beside an open question, which is asked again', async () => {
    const asked = shoppers.now;
    await shoppers.say('ann', 'remind me in 30 minutes about this');
    await shoppers.pass(HOUR / 2 - 60_000);
    await shoppers.say('ann', 'target');
    await shoppers.pass(60_000);
    const [reminder] = textsTo('ann', asked + 1);
    expect(reminder).toContain('you asked me to remind you of it');
    expect(reminder).toContain('At which price');
  });
});
