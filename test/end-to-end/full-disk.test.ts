import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import SqliteFile from 'better-sqlite3';
import { DrivenApplication } from '../support/driven-application';
import { type ConnectorPost, FakeConnector } from '../support/fake-connector';
import { type FakeShop, productPage, startFakeShop } from '../support/fake-shop';
import { runEbb } from '../support/served-ebb';
import { type SmallDisk, startSmallDisk, whyNoSmallDisk } from '../support/small-disk';

// The disk of the database runs full under a running Ebb, and has room again.
const skipped = whyNoSmallDisk();
const describeSmall = skipped === null ? describe : describe.skip;
jest.setTimeout(60_000);

const MB = 2 ** 20;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const UNSAVED = 'I can’t save anything just now';

describeSmall(`a full disk${skipped === null ? '' : ` (skipped: ${skipped})`}`, () => {
  let disk: SmallDisk;
  let shop: FakeShop;
  /** Of what is followed only to fill the disk. */
  let bazaar: FakeShop;
  let connector: FakeConnector;
  let application: DrivenApplication;

  beforeEach(async () => {
    disk = await startSmallDisk(96);
    shop = await startFakeShop();
    bazaar = await startFakeShop();
    connector = await FakeConnector.start();
    showPrice('99.00');
    await start();
  });

  afterEach(async () => {
    await application.kill();
    await connector.close();
    await shop.close();
    await bazaar.close();
    await disk.stop();
  });

  const file = (): string => join(disk.path, 'ebb.db');
  const hasBallast = (): boolean =>
    statSync(`${file()}-ballast`, { throwIfNoEntry: false })?.size === 16 * MB;
  const showPrice = (price: string): void => shop.set('/kettle', { body: productPage({ price }) });
  const looks = (): number => shop.requestsTo('/kettle').length;

  async function start(): Promise<void> {
    const settings = {
      EBB_DATABASE_URL: `sqlite:${file()}`,
      EBB_ALLOW_PRIVATE: `${shop.host} ${bazaar.host}`,
      EBB_TRUSTED_SHOPS: `${shop.host} ${bazaar.host}`,
      EBB_CHECK_EVERY: '20s',
      EBB_CHECK_FLOOR: '1s',
      EBB_LANE_GAP: '1s',
      EBB_LOG: 'info',
    };
    application = await DrivenApplication.start(settings, Date.UTC(2026, 0, 15, 12));
  }

  async function pass(milliseconds: number): Promise<void> {
    for (const end = application.now + milliseconds; application.now < end;) {
      await application.advance(SECOND);
      await wait(5);
    }
  }

  async function until(isReached: () => boolean, what: string): Promise<void> {
    for (let left = 300; !isReached(); left -= 1) {
      if (left === 0) throw new Error(`${what} never came\n${application.log}`);
      await pass(SECOND);
    }
  }

  /** @returns what was answered. */
  async function say(text: string, conversation = 'a:ann'): Promise<string> {
    const { length } = connector.posts;
    const person = conversation.replace(/^a:/, '29:');
    expect(await connector.say(application.messagesEndpoint, { conversation, person, text })).toBe(200);
    const answers = connector.posts.slice(length).filter(({ replyTo }) => replyTo !== null);
    return JSON.stringify(answers.map(({ activity }) => activity));
  }

  async function isReady(): Promise<object> {
    const response = await fetch(`${application.url}/readyz`);
    return ((await response.json()) as { readonly checks: object }).checks;
  }

  const isAlert = ({ conversation, activity }: ConnectorPost): boolean =>
    conversation === 'a:ann' && JSON.stringify(activity).includes('70.00');

  const countSaid = (message: string): number => application.log.split(message).length - 1;
  const ALARM = 'no shop is looked at until it takes what is written';
  const GOOD_AGAIN = 'shops are looked at"';

  /** Follows ever more until nothing more can be saved. @returns the chats whose wish was acknowledged. */
  async function followUntilFull(): Promise<string[]> {
    const acknowledged: string[] = [];
    for (;;) {
      const chat = `a:chat-${acknowledged.length}`;
      const links = Array.from({ length: 10 }, (_, n) => `${bazaar.url}/${chat.slice(2)}-${n}`);
      const answer = await say(links.join('\n'), chat);
      if (answer.includes(UNSAVED)) return acknowledged;
      acknowledged.push(chat);
    }
  }

  it('stops the looking, not the talking; nothing that was acknowledged is lost, and with room all goes on', async () => {
    await say(`${shop.url}/kettle`);
    await until(() => looks() > 1 && hasBallast(), 'the second look');

    disk.fill(10 * MB);
    await until(() => !hasBallast(), 'the alarm');
    expect(await isReady()).toMatchObject({ database: true, work: true, disk: false });
    showPrice('70.00');
    const seen = looks();
    await pass(2 * MINUTE);
    expect(looks()).toBe(seen);
    expect(await say('list')).toContain('99.00');

    disk.fill(MB);
    const acknowledged = await followUntilFull();
    expect(await say('list')).toMatch(/99\.00|I can’t save anything/);
    expect(await (await fetch(`${application.url}/healthz`)).text()).toBeTruthy();
    await pass(2 * MINUTE);
    expect(countSaid(ALARM)).toBe(1);
    expect(countSaid('"level":50')).toBe(1);

    disk.clear();
    await until(() => hasBallast(), 'the ballast');
    await until(() => countSaid(GOOD_AGAIN) === 1, 'the good news');
    expect(await isReady()).toMatchObject({ database: true, work: true, disk: true });
    await until(() => connector.posts.some(isAlert), 'the alert');
    const database = new SqliteFile(file(), { readonly: true });
    const followed = database.prepare(
      'select count(*) from subscriptions s join conversations c on c.id = s.conversation_id where c.external_id = ?',
    );
    for (const chat of acknowledged) expect(followed.pluck().get(chat)).toBe(10);
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
    expect(countSaid(ALARM)).toBe(1);
  });

  it('lets Ebb start from the ballast, and says what to do where none is left', async () => {
    await until(() => hasBallast(), 'the ballast');
    await application.kill();
    disk.fill(0);
    await start();
    expect(hasBallast()).toBe(false);
    expect(countSaid(ALARM)).toBe(1);
    expect(await say('help')).toContain('link');
    await application.kill();
    disk.fill(0);
    const refused = await runEbb(['serve'], { EBB_DATABASE_URL: `sqlite:${file()}`, EBB_PORT: '0' });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /^ebb: The disk of the database takes nothing more \(.+\)\. Make room on it\.$/m,
    );
  });

  it('takes no backup, and leaves nothing of one', async () => {
    disk.fill(0);
    const copy = join(disk.path, 'copy.db');
    const refused = await runEbb(['backup', copy], { EBB_DATABASE_URL: `sqlite:${file()}` });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /^ebb: .+copy\.db cannot be written \(.+\)\. Is its folder there, with room/,
    );
    expect(readdirSync(disk.path).filter((name) => name.startsWith('copy'))).toEqual([]);
  });
});
