import { CONNECTOR_ANSWERS as A, type ConnectorAnswer } from '../support/connector-answers';
import { DrivenShoppers } from '../support/driven-shoppers';

// What the application does about each answer of the connector: one shopper for each answer, all told of the
// same fall. The expected waits are those of the delivery rules, each give or take a tenth.
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** More than are ever asked for. */
const MANY = 1_000;

interface Case {
  readonly answers: readonly ConnectorAnswer[];
  /** Waits between the posts, in milliseconds. */
  readonly waits: readonly number[];
  readonly last: 'card' | 'text';
}

const GONE: Readonly<Record<string, ConnectorAnswer>> = {
  disabledByAdmin: A.disabledByAdmin,
  notInRoster: A.notInRoster,
  blockedByUser: A.blockedByUser,
  writesBlocked: A.writesBlocked,
  forbidden: A.forbidden,
  notFound: A.conversationNotFound,
};

const throttledForAnHour: ConnectorAnswer = { ...A.throttled, headers: { 'retry-after': '3600' } };
const onceMore = (answer: ConnectorAnswer, wait = SECOND): Case => ({
  answers: [answer],
  waits: [wait],
  last: 'card',
});
const forever = (answer: ConnectorAnswer, waits: readonly number[]): Case => ({
  answers: Array.from({ length: MANY }, () => answer),
  waits,
  last: 'card',
});

const CASES: Readonly<Record<string, Case>> = {
  preconditionFailed: onceMore(A.preconditionFailed),
  badGateway: onceMore(A.badGateway),
  unavailable: onceMore(A.unavailable),
  gatewayTimeout: onceMore(A.gatewayTimeout),
  throttled: onceMore(A.throttled, 2 * SECOND),
  throttledForAnHour: onceMore(throttledForAnHour, HOUR),
  throttledWithoutTime: onceMore(A.throttledWithoutTime),
  errorButDelivered: onceMore(A.errorButDelivered),
  resetDelivered: onceMore(A.resetDelivered),
  resetUndelivered: onceMore(A.resetUndelivered),
  alwaysUnknown: forever(A.errorButDelivered, [SECOND]),
  alwaysReset: forever(A.resetUndelivered, [SECOND]),
  tooLarge: { answers: [A.tooLarge], waits: [0], last: 'text' },
  badRequest: { answers: [A.badRequest], waits: [0], last: 'text' },
  alwaysBad: { ...forever(A.badRequest, [0]), last: 'text' },
};

const NAMES = [...Object.keys(GONE), ...Object.keys(CASES), 'alwaysDown', 'fine'];

describe('an alert that the connector answers with', () => {
  let shoppers: DrivenShoppers;

  beforeAll(async () => {
    shoppers = await DrivenShoppers.start(NAMES, { EBB_CHECK_EVERY: '24h' });
    shoppers.showPrice('99.00');
    await shoppers.followAll();
    for (const [name, answer] of Object.entries(GONE)) shoppers.answers.set(name, [answer]);
    for (const [name, { answers }] of Object.entries(CASES)) shoppers.answers.set(name, [...answers]);
    shoppers.answers.set('alwaysDown', [...forever(A.badGateway, []).answers]);
    await shoppers.pass(SECOND);
    await letFall('75.00');
    // Long enough for the last attempt of what fails for a day.
    await shoppers.pass(2 * DAY);
  }, 120_000);

  afterAll(() => shoppers.close());

  /** Earlier posts do not count. */
  let since = 0;

  /** Lowers every price and lets everybody's next look happen. */
  async function letFall(price: string): Promise<void> {
    since = shoppers.now;
    shoppers.showPrice(price);
    await shoppers.pass(1.2 * DAY);
  }

  function posts(name: string) {
    return shoppers.alertsTo(name, since);
  }

  function waitsOf(name: string): number[] {
    return posts(name).flatMap(({ at }, index, all) => (index === 0 ? [] : [at - all[index - 1]!.at]));
  }

  function expectWaits(name: string, waits: readonly number[]): void {
    const seen = waitsOf(name);
    expect([name, seen.length]).toEqual([name, waits.length]);
    waits.forEach((wait, index) => {
      expect(seen[index]).toBeGreaterThanOrEqual(wait * 0.9);
      expect(seen[index]).toBeLessThanOrEqual(wait * 1.1);
    });
  }

  it.each(Object.entries(CASES))('%s: is sent again as often and as late as the rules say', (name, one) => {
    expectWaits(name, one.waits);
    const shapes = posts(name).map(({ activity }) => ('attachments' in activity ? 'card' : 'text'));
    expect(shapes.at(0)).toBe('card');
    expect(shapes.at(-1)).toBe(one.last);
    if (one.last === 'text') expect(posts(name).at(-1)?.activity['text']).toContain('€75.00');
  });

  it('502 for ever: waits longer and longer, and is given up after a day', () => {
    const waits = waitsOf('alwaysDown');
    expectWaits('alwaysDown', [
      ...[SECOND, 5 * SECOND, 30 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 6 * HOUR, 6 * HOUR],
      // The last attempt comes when the alert is a day old, whatever is left until then.
      ...waits.slice(9),
    ]);
    const [first, last] = [posts('alwaysDown').at(0)!.at, posts('alwaysDown').at(-1)!.at];
    expect(last - first).toBe(DAY);
  });

  it.each(Object.keys(GONE))('%s: is not sent again, and the shop is left alone', (name) => {
    expect(posts(name)).toHaveLength(1);
    const lookedAt = shoppers.shopOf(name).requests.at(-1)!.at;
    expect(lookedAt).toBeLessThanOrEqual(posts(name)[0]!.at);
  });

  it('nothing wrong: is sent once', () => {
    expect(posts('fine')).toHaveLength(1);
  });

  it('anything: the next fall is told to those who can be reached, and to the others when they write again', async () => {
    shoppers.answers.clear();
    await letFall('60.00');
    for (const name of NAMES) {
      const isGone = name in GONE;
      expect([name, posts(name).length]).toEqual([name, isGone ? 0 : 1]);
      if (!isGone) expect(JSON.stringify(posts(name)[0]!.activity)).toContain('€60.00');
    }
    expect(addressOf('notFound')).toBe('{}');
    for (const name of Object.keys(GONE)) await shoppers.say(name, 'hello');
    expect(addressOf('notFound')).toContain(shoppers.connector.serviceUrl);
    await shoppers.pass(MINUTE);
    for (const name of Object.keys(GONE)) expect([name, posts(name).length]).toEqual([name, 1]);
    await letFall('48.00');
    for (const name of NAMES) expect([name, posts(name).length]).toEqual([name, 1]);
  }, 60_000);

  it('429: is not sent again when the person does not want it any more', async () => {
    since = shoppers.now;
    shoppers.showPrice('38.00');
    shoppers.answers.set('fine', [throttledForAnHour]);
    while (posts('fine').length === 0) await shoppers.pass(HOUR / 2);
    await shoppers.say('fine', 'pause 1');
    // Everybody else's look comes, too, so that nothing is left for later.
    await shoppers.pass(1.2 * DAY);
    expect(posts('fine')).toHaveLength(1);
  }, 60_000);

  it('401: the whole channel stops, and what was owed comes when it works again', async () => {
    since = shoppers.now;
    for (const name of NAMES) shoppers.answers.set(name, [...forever(A.unauthorized, []).answers]);
    for (const name of NAMES) await shoppers.say(name, 'test');
    await shoppers.pass(HOUR);
    // One asks every five minutes, not everyone.
    expect(NAMES.flatMap((name) => posts(name)).length).toBeLessThanOrEqual(1 + HOUR / (5 * MINUTE));
    shoppers.answers.clear();
    since = shoppers.now + 1;
    await shoppers.pass(6 * MINUTE);
    for (const name of NAMES) expect([name, posts(name).length]).toEqual([name, 1]);
  }, 60_000);

  function addressOf(name: string): string {
    return shoppers.ask(`select address from conversations where external_id = '${name}'`);
  }
});
