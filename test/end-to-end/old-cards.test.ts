import SqliteFile from 'better-sqlite3';
import { CONNECTOR_ANSWERS as A } from '../support/connector-answers';
import { DrivenShoppers } from '../support/driven-shoppers';
import { productPage } from '../support/fake-shop';

// What becomes of an alert's card when things move on: the whole application under a clock that the test
// moves. Prices are looked at once a day, so that each change is believed at once. All shoppers were told of
// a fall from 99 to 71 euro.
const SECOND = 1_000;
const HOUR = 3_600_000;
const ROUND = 29 * HOUR;
const NAMES = ['over', 'lower', 'new-low', 'deleted', 'throttled', 'blocked', 'reset', 'digest', 'stopped'];
const SHOPS = [...NAMES, 'digest-lamp'];
const MOMENT = '\\d+ Jan 2026, \\d\\d:\\d\\d';
const OVER = new RegExp(
  `: Over since ${MOMENT}\nIt was €71\\.00 when I told you; it is €99\\.00 now\\.\nYou asked for 20 % under`,
);

describe('the card of an alert that was sent', () => {
  let shoppers: DrivenShoppers;
  let since: number;

  beforeAll(async () => {
    shoppers = await DrivenShoppers.start(SHOPS, { EBB_CHECK_EVERY: '24h' });
    for (const name of SHOPS) show(name, '99.00');
    for (const name of NAMES) await shoppers.say(name, linkOf(name));
    await shoppers.say('digest', linkOf('digest-lamp'));
    await shoppers.say('digest', 'snooze all week');
    since = shoppers.now + 1;
    await change(Object.fromEntries(SHOPS.map((name) => [name, '71.00'])));
    await shoppers.say('digest', 'wake all');
    await shoppers.pass(HOUR);
  }, 60_000);

  afterAll(() => shoppers.close());

  function linkOf(shop: string): string {
    return `${shoppers.shopOf(shop).url}/it`;
  }

  function show(shop: string, price: string): void {
    shoppers.shopOf(shop).set('/it', { body: productPage({ title: `The ${shop}`, price }), etag: true });
  }

  async function change(prices: Readonly<Record<string, string>>): Promise<void> {
    for (const [shop, price] of Object.entries(prices)) show(shop, price);
    await shoppers.pass(ROUND);
  }

  function updatesOf(name: string) {
    return shoppers.connector.updates.filter(({ conversation }) => conversation === name);
  }

  function saysOf(name: string): string[] {
    return updatesOf(name).map(({ activity }) => String(activity['summary']));
  }

  it('is left alone while the deal holds', () => {
    for (const name of NAMES) expect([name, shoppers.alertsTo(name, since).length]).toEqual([name, 1]);
    expect(shoppers.connector.updates).toEqual([]);
  });

  it('says what became of the deal, and no message comes for that', async () => {
    const { updateAnswers } = shoppers.connector;
    updateAnswers.set('deleted', [A.activityNotFound, A.ok]);
    updateAnswers.set('throttled', [A.throttled]);
    updateAnswers.set('blocked', [A.blockedByUser]);
    updateAnswers.set('reset', [A.resetDelivered]);
    await shoppers.say('stopped', 'stop 1');
    await change({
      ...Object.fromEntries(SHOPS.map((name) => [name, '99.00'])),
      ...{ lower: '70.50', 'new-low': '65.00' },
    });
    expect(saysOf('over')).toEqual([expect.stringMatching(OVER)]);
    expect(updatesOf('over')[0]?.id).toBe(shoppers.alertsTo('over', since)[0]?.id);
    expect(saysOf('lower')).toEqual([expect.stringMatching(/: Now even lower: €70\.50\nSo since/)]);
    expect(saysOf('stopped')).toEqual([expect.stringMatching(/: Then €71\.00\nI no longer watch it/)]);
    for (const name of NAMES) {
      expect([name, shoppers.alertsTo(name, since).length]).toEqual([name, name === 'new-low' ? 2 : 1]);
    }
  }, 20_000);

  it('points to the newer message when there is one', () => {
    expect(saysOf('new-low').at(-1)).toMatch(/: Then €71\.00\nI wrote about it again on .*: €65\.00\.\n/);
    const [first] = shoppers.alertsTo('new-low', since);
    expect(new Set(updatesOf('new-low').map(({ id }) => id))).toEqual(new Set([first?.id]));
  });

  it('says it of each line of a digest', () => {
    const [says] = saysOf('digest').slice(-1);
    expect(says).toMatch(new RegExp(`#1 The digest: over since ${MOMENT}; it was €71\\.00`));
    expect(says).toMatch(new RegExp(`#2 The digest-lamp: over since ${MOMENT}; it was €71\\.00`));
  });

  it('is left for good when it cannot be changed any more, and the chat is not', () => {
    expect(updatesOf('deleted')).toHaveLength(1);
    expect(shoppers.ask(`select gone_at from conversations where external_id = 'deleted'`)).toBeNull();
  });

  it('waits as long as the channel asks, and is put once more when nobody knows what became of it', () => {
    const [refused, again, ...others] = updatesOf('throttled');
    expect(others).toEqual([]);
    expect(again!.at - refused!.at).toBeGreaterThanOrEqual(2 * SECOND);
    expect(again?.activity['summary']).toMatch(OVER);
    expect(saysOf('reset')).toEqual([expect.stringMatching(OVER), expect.stringMatching(OVER)]);
  });

  it('is not tried again in a chat that is gone', () => {
    expect(updatesOf('blocked')).toHaveLength(1);
    expect(shoppers.ask(`select gone_at from conversations where external_id = 'blocked'`)).not.toBeNull();
  });

  it('is put again when the process died before it could write that down', async () => {
    const before = saysOf('over');
    const file = new SqliteFile(shoppers.databaseFile);
    file
      .prepare(
        `update cards set shows = '[]', stale_since = ?, claim_token = 'dead', claim_expires_at = ? where
          conversation_id = (select id from conversations where external_id = 'over')`,
      )
      .run(shoppers.now, shoppers.now + HOUR);
    file.close();
    await shoppers.restart('kill', SECOND);
    await shoppers.pass(SECOND);
    expect(saysOf('over')).toEqual([...before, ...before]);
    expect(shoppers.alertsTo('over', since)).toHaveLength(1);
  }, 20_000);

  it('is as at first when the deal is back and nobody had to be told', async () => {
    await change({ lower: '71.00' });
    expect(saysOf('lower').at(-1)).toMatch(/^#1 The lower: €71\.00\nDown €28\.00/);
    expect(shoppers.alertsTo('lower', since)).toHaveLength(1);
  }, 20_000);
});
