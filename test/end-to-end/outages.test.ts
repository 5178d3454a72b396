import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { CONNECTOR_ANSWERS } from '../support/connector-answers';
import { DrivenApplication } from '../support/driven-application';
import { DrivenShoppers } from '../support/driven-shoppers';
import { FakeConnector } from '../support/fake-connector';
import { productPage, startFakeShop, type FakeShop } from '../support/fake-shop';
import { type OwnPostgres, startOwnPostgres, whyNoOwnPostgres } from '../support/postgres';
import { ServedEbb } from '../support/served-ebb';

// What the log says when what Ebb needs goes away and comes back: each once, and nothing else that is loud.
jest.setTimeout(60_000);

const WARN = 40;
const TOKEN = 'the-token-of-those-who-run-it-all';

/** @returns the lines of a log: those at `warn` or louder, and whatever says that something is back. */
function readLines(log: string): Record<string, any>[] {
  const lines = log.split('\n').filter((line) => line !== '');
  return lines
    .map((line) => JSON.parse(line) as Record<string, any>)
    .filter(({ level, msg }) => level >= WARN || /\bback\b|again/.test(msg as string));
}

const skipped = whyNoOwnPostgres();
const describePostgres = skipped === null ? describe : describe.skip;

describePostgres(`a PostgreSQL that goes away${skipped === null ? '' : ` (skipped: ${skipped})`}`, () => {
  let server: OwnPostgres;
  let connector: FakeConnector;
  let shop: FakeShop;
  let ebb: ServedEbb;

  beforeAll(async () => {
    server = await startOwnPostgres();
    connector = await FakeConnector.start();
    shop = await startFakeShop();
    shop.set('/kettle', { body: productPage({ price: '99.00' }) });
    ebb = await ServedEbb.start({
      EBB_DATABASE_URL: server.url,
      EBB_ALLOW_PRIVATE: shop.host,
      EBB_TRUSTED_SHOPS: shop.host,
      EBB_METRICS_TOKEN: TOKEN,
      EBB_LOG: 'info',
    });
  });
  afterAll(async () => {
    await ebb.stop();
    await connector.close();
    await shop.close();
    await server.stop();
  });

  async function say(text: string): Promise<number> {
    return connector.say(`${ebb.url}/api/messages`, { conversation: 'a:ann', text });
  }

  async function readMetric(name: string): Promise<number> {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const text = await (await fetch(`${ebb.url}/metrics`, { headers })).text();
    return Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.slice(name.length),
    );
  }

  it('is told once when it is down and once when it is back, by log and figures', async () => {
    await say(`${shop.url}/kettle`);
    await connector.waitFor((posts) => posts.some(({ replyTo }) => replyTo === null));
    expect(readLines(ebb.stderr())).toEqual([]);

    await server.halt();
    while (readLines(ebb.stderr()).length === 0) await wait(100);
    await say('list');
    await wait(3_000);
    expect(await readMetric('ebb_database_up')).toBe(0);
    expect(await readMetric('ebb_database_errors_total')).toBeGreaterThan(5);
    expect((await fetch(`${ebb.url}/readyz`)).status).toBe(503);
    const [down, ...more] = readLines(ebb.stderr());
    expect(more).toEqual([]);
    expect(down).toMatchObject({ level: 50, msg: expect.stringMatching(/the database is away; .+ look at/) });
    expect(down).toMatchObject({ since: expect.any(String), err: { type: 'AwayError' } });

    await server.resume();
    while (readLines(ebb.stderr()).length < 2) await wait(100);
    expect(await readMetric('ebb_database_up')).toBe(1);
    const before = connector.posts.length;
    await say('list');
    expect(JSON.stringify(connector.posts.slice(before).map(({ activity }) => activity))).toContain('99.00');
    const [, back, ...rest] = readLines(ebb.stderr());
    expect(back).toMatchObject({ level: 30, msg: expect.stringContaining('the database is back') });
    expect(back!['seconds']).toBeGreaterThanOrEqual(3);
    expect(back!['failures']).toBeGreaterThan(5);
    // What was in hand may hold its conversation until its lease ends.
    expect(
      rest.filter(({ msg }) => msg !== 'a turn goes on although a send in its conversation hangs'),
    ).toEqual([]);
  });

  it('that does not let work go on is told once, by log and /healthz, and once that it goes on', async () => {
    const settings = { EBB_DATABASE_URL: server.url, EBB_LOG: 'info' };
    const application = await DrivenApplication.start(settings, Date.UTC(2026, 0, 15, 12));
    const pass = async (seconds: number): Promise<void> => {
      for (let second = 0; second < seconds; second += 1) {
        await application.advance(1_000);
        await wait(5);
      }
    };
    const health = async (): Promise<string> => (await fetch(`${application.url}/healthz`)).text();
    const other = new Client(server.url);
    await other.connect();
    try {
      await pass(5);
      expect(await health()).toBe('{"status":"ok"}');
      await other.query('begin; lock table products in access exclusive mode');
      await pass(180);
      expect(await health()).toMatch(/^\{"status":"stuck","stuck":\[.*"polls"/);
      await other.query('rollback');
      await wait(500);
      await pass(30);
      expect(await health()).toBe('{"status":"ok"}');
      const said = application.log
        .split('\n')
        .filter((line) => line.includes('hang') || line.includes('hung'));
      expect(said).toEqual([
        expect.stringMatching(/"level":50.*"stuck":\[.*"polls".*work hangs/),
        expect.stringMatching(/"level":30.*work that hung goes on/),
      ]);
    } finally {
      await other.end();
      await application.kill();
    }
  });
});

describe('a connector', () => {
  const NAMES = ['ann', 'ben', 'eve', 'joe'];
  const MINUTE = 60_000;
  let shoppers: DrivenShoppers;

  beforeEach(async () => {
    shoppers = await DrivenShoppers.start(NAMES, { EBB_LOG: 'info' });
    shoppers.showPrice('99.00');
    await shoppers.followAll();
    await shoppers.pass(MINUTE);
  });
  afterEach(() => shoppers.close());

  it.each([
    ['refuses us', CONNECTOR_ANSWERS.unauthorized, 'the channel refuses us altogether', 1],
    ['is down', CONNECTOR_ANSWERS.unavailable, 'the channel takes nothing', 3],
  ])('that %s is told once, and once when it takes messages again', async (_, answer, words, tries) => {
    const owed: string[] = [];
    shoppers.connector.script = ({ conversation, replyTo }) => {
      if (replyTo !== null) return CONNECTOR_ANSWERS.ok;
      owed.push(conversation);
      return answer;
    };
    for (const name of NAMES) await shoppers.say(name, 'test');
    await shoppers.pass(30 * MINUTE);
    const about = (): Record<string, any>[] =>
      readLines(shoppers.log).filter(({ msg }) => /channel|delivery/.test(msg as string));
    expect(owed.length).toBeGreaterThan(tries);
    const isTold = ({ msg }: Record<string, any>): boolean => (msg as string).startsWith(words);
    const lines = about();
    expect(lines.filter(isTold)).toEqual([expect.objectContaining({ level: 50, channel: 'msteams' })]);
    // What came before: tries that may each have been an accident.
    expect(lines.findIndex(isTold)).toBe(lines.length - 1);
    expect(lines).toHaveLength(tries);

    shoppers.connector.script = () => CONNECTOR_ANSWERS.ok;
    await shoppers.pass(60 * MINUTE);
    for (const name of NAMES)
      expect(shoppers.connector.delivered.map(({ conversation }) => conversation)).toContain(name);
    expect(about().slice(lines.length)).toEqual([
      expect.objectContaining({ level: 30, channel: 'msteams', msg: 'the channel takes messages again' }),
    ]);
  });
});
