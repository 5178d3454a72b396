import { existsSync, readFileSync } from 'node:fs';
import { CONNECTOR_ANSWERS } from '../support/connector-answers';
import { ServedChat } from '../support/served-chat';

jest.setTimeout(60_000);

const CANARY = 'canary-71c2';
const CHAT = `a:${CANARY}`;

describe('erase my data', () => {
  let chat: ServedChat;

  beforeEach(async () => {
    chat = await ServedChat.start();
  });
  afterEach(() => chat.close());

  /** Says something. @returns when a message says `answer`. */
  async function say(text: string, answer: RegExp): Promise<void> {
    const activity = { channelData: { note: CANARY } };
    await chat.ask({ conversation: CHAT, person: `29:${CANARY}`, text, activity }, answer);
  }

  /** Does any byte of the database files say it? */
  function isFound(words: string): boolean {
    const file = chat.ebb.databaseUrl.slice('sqlite:'.length);
    const files = ['', '-wal', '-shm'].map((end) => file + end).filter((name) => existsSync(name));
    return files.some((name) => readFileSync(name).includes(words));
  }

  it('says goodbye last and leaves no byte, also when a message is on its way', async () => {
    const { connector, ebb, shop } = chat;
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
    expect(JSON.stringify(connector.posts.at(-1)?.activity)).toContain('Goodbye!');
    expect(ebb.stderr()).not.toMatch(new RegExp(`${CANARY}|"level":50`));
  });
});
