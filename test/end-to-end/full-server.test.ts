import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DrivenApplication } from '../support/driven-application';
import { FakeConnector } from '../support/fake-connector';
import { type FakeShop, productPage, startFakeShop } from '../support/fake-shop';
import { type OwnPostgres, RUN_AS, runOn, startOwnPostgres, whyNoOwnPostgres } from '../support/postgres';
import { type SmallDisk, startSmallDisk, whyNoSmallDisk } from '../support/small-disk';

// The disk under the tables of a PostgreSQL server runs full, and has room again.
const skipped = whyNoSmallDisk() ?? whyNoOwnPostgres();
const describeSmall = skipped === null ? describe : describe.skip;
jest.setTimeout(90_000);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const UNSAVED = 'I can’t save anything just now';
const ALARM = 'has no room for what is written; no shop is looked at';
const GOOD_AGAIN = 'takes what is written again; shops are looked at';

describeSmall(`a full PostgreSQL${skipped === null ? '' : ` (skipped: ${skipped})`}`, () => {
  let disk: SmallDisk;
  let server: OwnPostgres;
  let shop: FakeShop;
  let connector: FakeConnector;
  let application: DrivenApplication;

  beforeAll(async () => {
    disk = await startSmallDisk(64);
    server = await startOwnPostgres();
    shop = await startFakeShop();
    connector = await FakeConnector.start();
    await putTablesOn(disk);
    application = await DrivenApplication.start(
      {
        EBB_DATABASE_URL: server.url,
        EBB_ALLOW_PRIVATE: shop.host,
        EBB_TRUSTED_SHOPS: shop.host,
        EBB_CHECK_EVERY: '20s',
        EBB_CHECK_FLOOR: '1s',
        EBB_LANE_GAP: '1s',
        EBB_LOG: 'info',
      },
      Date.UTC(2026, 0, 15, 12),
    );
  });

  afterAll(async () => {
    await application.kill();
    await connector.close();
    await shop.close();
    await server.stop();
    await disk.stop();
  });

  /** Of the server only what it keeps in tables: without room for its log it would stop. */
  async function putTablesOn({ path }: SmallDisk): Promise<void> {
    const folder = join(path, 'tables');
    mkdirSync(folder);
    if (RUN_AS.uid !== undefined) chownSync(folder, RUN_AS.uid, RUN_AS.gid);
    await runOn(server.url, `create tablespace small location '${folder}'`);
    await runOn(server.url, 'alter database postgres set default_tablespace = small');
  }

  async function pass(milliseconds: number): Promise<void> {
    for (const end = application.now + milliseconds; application.now < end;) {
      await application.advance(SECOND);
      await wait(10);
    }
  }

  async function until(isReached: () => boolean, what: string): Promise<void> {
    for (let left = 200; !isReached(); left -= 1) {
      if (left === 0) throw new Error(`${what} never came\n${application.log}`);
      await pass(SECOND);
    }
  }

  async function say(text: string): Promise<string> {
    const { length } = connector.posts;
    expect(await connector.say(application.messagesEndpoint, { conversation: 'a:ann', text })).toBe(200);
    return JSON.stringify(connector.posts.slice(length).map(({ activity }) => activity));
  }

  const looks = (): number => shop.requestsTo('/kettle').length;
  const countSaid = (message: string): number => application.log.split(message).length - 1;
  const readChecks = async (): Promise<object> =>
    ((await (await fetch(`${application.url}/readyz`)).json()) as { readonly checks: object }).checks;

  /** Says ever more until nothing more can be saved. */
  async function talkUntilFull(): Promise<void> {
    for (let count = 0; ; count += 1) {
      const links = Array.from({ length: 10 }, (_, n) => `${shop.url}/${'x'.repeat(900)}-${count}-${n}`);
      if ((await say(links.join('\n'))).includes(UNSAVED)) return;
    }
  }

  it('stops the looking and says so once; with room all goes on', async () => {
    shop.set('/kettle', { body: productPage({ price: '99.00' }) });
    await say(`${shop.url}/kettle`);
    await until(() => looks() > 1, 'the second look');
    disk.fill(0);
    await talkUntilFull();
    await pass(SECOND);
    const seen = looks();
    expect(await readChecks()).toMatchObject({ disk: false });
    await pass(50 * SECOND);
    expect(looks()).toBe(seen);
    expect(countSaid(ALARM)).toBe(1);

    disk.clear();
    shop.set('/kettle', { body: productPage({ price: '70.00' }) });
    await until(() => countSaid(GOOD_AGAIN) === 1, 'the good news');
    await until(() => JSON.stringify(connector.posts).includes('70.00'), 'the alert');
    await pass(MINUTE);
    expect(await readChecks()).toMatchObject({ database: true, disk: true });
    expect(countSaid(ALARM)).toBe(1);
    expect(countSaid('"level":50')).toBe(1);
  });
});
