import type { ConnectorPost } from '../support/fake-connector';
import { DrivenShoppers } from '../support/driven-shoppers';
import { productPage } from '../support/fake-shop';

// What is promised for later comes once, also when the process dies in between: the answer to one slow link,
// and the one answer to many. `npm run soak -- import` brings two hundred.
jest.setTimeout(600_000);

const MINUTE = 60_000;
const LINKS = process.env.EBB_SOAK ? 200 : 12;
const LANE_GAP_MS = 1000;

const RULES = `select group_concat(concat_ws(' ', p.url, s.rule, s.status, s.snooze, baseline_minor, baseline_at), '\n')
  from (select * from subscriptions order by short_id) s
  join subscription_products sp on sp.subscription_id = s.id join products p on p.id = sp.product_id`;

describe('what is promised for later', () => {
  let shoppers: DrivenShoppers;

  beforeEach(async () => {
    shoppers = await DrivenShoppers.start(['ann'], { EBB_LANE_GAP: `${LANE_GAP_MS / 1000}s` });
    shoppers.restsUpToMs = 2 * LANE_GAP_MS;
    // Many looks follow one another.
    shoppers.patienceMs = 4 * MINUTE;
  });
  afterEach(() => shoppers.close());

  /**
   * The shop answers nothing the first time that this path is asked for: the process dies over it, and
   * another starts.
   */
  function dieOver(path: string, then: string): { readonly restarted: () => Promise<void> } {
    let restarted: Promise<void> | undefined;
    shoppers.shopOf('ann').set(path, () => {
      if (restarted) return { body: then };
      restarted = shoppers.restart('kill', MINUTE);
      return new Promise(() => undefined);
    });
    return { restarted: () => restarted ?? Promise.reject(new Error(`${path} was not asked for`)) };
  }

  function textOf(post: ConnectorPost | undefined): string {
    return JSON.stringify(post?.activity ?? null);
  }

  function lastReply(): string {
    return textOf(shoppers.connector.posts.filter(({ replyTo }) => replyTo !== null).at(-1));
  }

  it('comes for one slow link after the process died over it', async () => {
    const { restarted } = dieOver('/kettle', productPage({ price: '99.00' }));
    await shoppers.say('ann', `${shoppers.shopOf('ann').url}/kettle`);
    expect(lastReply()).toContain('the answer follows');
    await restarted();
    await shoppers.pass(MINUTE);
    const answers = shoppers.alertsTo('ann', 0);
    expect(answers.map(textOf)).toEqual([expect.stringContaining('79.20 or less')]);
  });

  it(`comes once for ${LINKS} links, after the process died in the middle of them`, async () => {
    const shop = shoppers.shopOf('ann');
    const paths = Array.from({ length: LINKS }, (_, index) => `/item/${index + 1}`);
    for (const path of paths) shop.set(path, { body: productPage({ price: '99.00' }) });
    shop.set('/item/2', { status: 404 });
    shop.set('/item/3', { body: productPage({ price: '70.00' }) });
    const middle = `/item/${LINKS / 2}`;
    const { restarted } = dieOver(middle, productPage({ price: '99.00' }));

    const lines = paths.map((path) => `${shop.url}${path} at 79 EUR`);
    await shoppers.say('ann', ['import', ...lines, `${shop.url}/item/1 whenever`].join('\n'));
    await restarted();
    expect(lastReply()).toContain(`Looking at ${LINKS} products…`);
    expect(lastReply()).toContain(`line ${LINKS + 1}: I do not understand`);
    await shoppers.say('ann', 'list');
    expect(lastReply()).toContain(`I watch ${LINKS} products`);
    await shoppers.pass(5 * MINUTE);

    const answers = shoppers.alertsTo('ann', 0);
    expect(answers).toHaveLength(1);
    const text = textOf(answers[0]);
    expect(text).toContain(`I have looked at what you brought in: ${LINKS} products.`);
    expect(text).toContain(`${LINKS - 1} are read`);
    expect(text).toMatch(/One is where you want it already:.*#3 .*70\.00/);
    expect(text).toMatch(/One is not read; I keep trying:.*#2 /);
    expect(paths.map((path) => shop.requestsTo(path).length)).toEqual(
      paths.map((path) => (path === middle ? 2 : 1)),
    );
    const times = shop.requests.map(({ at }) => at);
    for (const [index, at] of times.slice(1).entries()) {
      expect(at - times[index]!).toBeGreaterThanOrEqual(LANE_GAP_MS);
    }
  });

  it('is the same list after export, erase and import', async () => {
    const { url } = shoppers.shopOf('ann');
    shoppers.showPrice('99.00');
    await shoppers.say('ann', `${url}/kettle`);
    await shoppers.say('ann', `${url}/kettle?color=red`);
    for (const words of ['2 at 79.99', 'pause 1', 'snooze 2 until below 75', 'quiet 22:00 to 7:00']) {
      await shoppers.say('ann', words);
    }
    const before: string = shoppers.ask(RULES);
    expect(before.split('\n')).toHaveLength(2);

    await shoppers.say('ann', 'erase my data');
    expect(lastReply()).toContain('Export first');
    await shoppers.say('ann', 'export');
    const [link = ''] =
      /http:[^"\\)\s]+\/exports\/[\w.-]+/.exec(JSON.stringify(shoppers.connector.posts)) ?? [];
    const file = await fetch(link);
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="ebb.csv"');
    const text = await file.text();
    await shoppers.say('ann', 'yes');
    expect(lastReply()).toContain('Goodbye');
    expect((await fetch(link)).status).toBe(404);
    expect(shoppers.ask('select count(*) from subscriptions')).toBe(0);

    await shoppers.say('ann', text);
    expect(shoppers.ask(RULES)).toBe(before);
    expect(shoppers.ask('select settings from conversations')).toContain('"quiet":{"from":1320,"to":420}');
    await shoppers.pass(MINUTE);
    expect(textOf(shoppers.alertsTo('ann', 0).at(-1))).toContain('2 are read');
  });
});
