import { existsSync, readFileSync } from 'node:fs';
import { CONNECTOR_ANSWERS } from '../support/connector-answers';
import { FakeConnector, type ConnectorPost } from '../support/fake-connector';
import { productPage, startFakeShop, type FakeShop } from '../support/fake-shop';
import { ServedEbb } from '../support/served-ebb';

jest.setTimeout(60_000);

const CANARY = 'canary-71c2';
const CHAT = `a:${CANARY}`;

describe('erase my data', () => {
  let ebb: ServedEbb;
  let connector: FakeConnector;
  let shop: FakeShop;

  beforeEach(async () => {
    connector = await FakeConnector.start();
    shop = await startFakeShop();
    shop.set('/kettle', { body: productPage({ price: '99.00' }) });
    ebb = await ServedEbb.start({ EBB_ALLOW_PRIVATE: shop.host, EBB_TRUSTED_SHOPS: shop.host });
  });
  afterEach(async () => {
    await connector.close();
    await ebb.stop();
    await shop.close();
  });

  function sayingOf(post: ConnectorPost | undefined): string {
    return JSON.stringify(post?.activity ?? null);
  }

  /** Says something. @returns when a message says `answer`. */
  async function say(text: string, answer: RegExp): Promise<void> {
    const before = connector.posts.length;
    const activity = { channelData: { note: CANARY } };
    await connector.say(`${ebb.url}/api/messages`, {
      ...{ conversation: CHAT, person: `29:${CANARY}`, text, activity },
    });
    await connector.waitFor((posts) => posts.slice(before).some((post) => answer.test(sayingOf(post))));
  }

  /** Does any byte of the database files say it? */
  function isFound(words: string): boolean {
    const file = ebb.databaseUrl.slice('sqlite:'.length);
    const files = ['', '-wal', '-shm'].map((end) => file + end).filter((name) => existsSync(name));
    return files.some((name) => readFileSync(name).includes(words));
  }

  it('says goodbye last and leaves no byte, also when a message is on its way', async () => {
    await say(`${shop.url}/kettle`, /79\.20 or less/);
    expect(isFound(CANARY)).toBe(true);
    connector.script = ({ replyTo }) => (replyTo === null ? CONNECTOR_ANSWERS.silence : CONNECTOR_ANSWERS.ok);
    await say('test 1', /on its way/);
    await connector.waitFor((posts) => posts.some(({ answer }) => answer.name === 'silence'));

    await say('erase my data', /Shall I erase all your data/);
    await say('yes', /Goodbye!/);
    expect(isFound(CANARY)).toBe(false);
    expect(isFound(shop.host)).toBe(true);

    // The message on its way is given up now, and settles into nothing.
    expect(await ebb.stop()).toBe(0);
    expect(sayingOf(connector.posts.at(-1))).toContain('Goodbye!');
    expect(ebb.stderr()).not.toMatch(new RegExp(`${CANARY}|"level":50`));
  });
});
