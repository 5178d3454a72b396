import { BotChat, joinTexts } from '../../test/support/bot-chat';
import { offered } from '../../test/support/readings';
import { AwayError } from '../core/away-error';
import type { Log } from '../core/ports';
import { UnsavedError } from '../core/unsaved-error';

const KETTLE = 'https://shop.example/kettle';

/** Another person in the same chat, or another chat. */
const BEN = { person: { id: 'ben' } };

describe('coming and going', () => {
  it('welcomes once, however often the chat is opened', async () => {
    const chat = new BotChat();
    expect(joinTexts(await chat.turn({ event: 'opened' }))).toContain('I am Ebb');
    expect(await chat.turn({ event: 'opened' })).toEqual([]);
  });

  it('does not welcome somebody who has spoken already', async () => {
    const chat = new BotChat();
    await chat.say('help');
    expect(await chat.turn({ event: 'opened' })).toEqual([]);
  });

  it('takes the newest address from every activity, also from events', async () => {
    const chat = new BotChat();
    await chat.say('help');
    await chat.turn({ event: 'opened', where: { ...chat.where(), address: { id: 'newer' } } });
    expect([...chat.store.tables.conversations.values()]).toMatchObject([
      { where: { address: { id: 'newer' } } },
    ]);
  });

  it.each([
    ['a text', { text: 'help' }, 'spoke'],
    ['a button', { action: { do: 'help' } }, 'spoke'],
    ['being installed', { event: 'opened' }, 'installed'],
    ['being removed', { event: 'closed' }, undefined],
  ] as const)('may speak first after %s', async (_name, turn, kind) => {
    const chat = new BotChat();
    await chat.turn(turn);
    expect([...chat.store.tables.conversations.values()][0]?.ground?.kind).toBe(kind);
  });

  it('is gone when closed, and back with the next word', async () => {
    const chat = new BotChat();
    expect(await chat.turn({ event: 'closed' })).toEqual([]);
    expect([...chat.store.tables.conversations.values()][0]?.goneAt).toBe(chat.clock.now());
    await chat.say('help');
    expect([...chat.store.tables.conversations.values()][0]?.goneAt).toBeNull();
  });
});

describe('one effect per activity', () => {
  it('answers an activity once', async () => {
    const chat = new BotChat();
    expect(await chat.say(KETTLE, { activityId: 'same' })).toContain('saved as #1');
    expect(await chat.say(KETTLE, { activityId: 'same' })).toBe('');
  });

  it('answers it once when it comes twice at the same time', async () => {
    const chat = new BotChat();
    await chat.track(KETTLE, offered(99));
    const answers = await Promise.all([
      chat.say('test', { activityId: 'same' }),
      chat.say('test', { activityId: 'same' }),
    ]);
    expect(answers.filter((text) => text !== '')).toHaveLength(1);
    expect(await chat.deliver()).toHaveLength(1);
  });

  it('keeps the same id of two chats apart', async () => {
    const chat = new BotChat();
    await chat.say('help', { activityId: 'same' });
    expect(await chat.say('help', { activityId: 'same', where: chat.where('ben') })).toContain(
      'What I understand',
    );
  });

  it('takes an activity up again whose process died', async () => {
    const chat = new BotChat();
    await chat.say('help');
    const [conversation] = [...chat.store.tables.conversations.values()];
    const now = chat.clock.now();
    await chat.store.conversations.beginInbound(conversation!.id, 'lost', now, now + 20_000);
    const taken = chat.say('help', { activityId: 'lost' });
    chat.clock.advance(19_999);
    await settled();
    expect(chat.counted).toHaveLength(1);
    chat.clock.advance(200);
    expect(await taken).toContain('What I understand');
  });

  it('takes an activity in another hand when that hand is done, and does it no second time', async () => {
    const chat = new BotChat();
    await chat.say('help');
    const [conversation] = [...chat.store.tables.conversations.values()];
    const now = chat.clock.now();
    await chat.store.conversations.beginInbound(conversation!.id, 'elsewhere', now, now + 20_000);
    let isTaken = false;
    const taken = chat.say('help', { activityId: 'elsewhere' }).finally(() => (isTaken = true));
    await settled();
    chat.clock.advance(200);
    await settled();
    expect(isTaken).toBe(false);
    await chat.store.conversations.finishInbound(conversation!.id, 'elsewhere', chat.clock.now());
    chat.clock.advance(200);
    expect(await taken).toBe('');
  });

  it('answers activities without an id each time', async () => {
    const chat = new BotChat();
    await chat.say('help', { activityId: null });
    expect(await chat.say('help', { activityId: null })).toContain('What I understand');
  });

  it('answers in the order in which a chat speaks', async () => {
    const chat = new BotChat();
    await chat.track(KETTLE, offered(99));
    const answers = await Promise.all(['pause', 'resume', 'stop 1', 'undo'].map((word) => chat.say(word)));
    expect(
      answers.map((text) => /paused|watching it again|stopped|back in your list/.exec(text)?.[0]),
    ).toEqual(['paused', 'watching it again', 'stopped', 'back in your list']);
  });
});

/** What can go on without time has gone on. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('when something fails', () => {
  const failing = (
    error = new Error('disk I/O error at /var/lib/ebb.db'),
  ): { chat: BotChat; logged: object[] } => {
    const logged: object[] = [];
    const note = (fields: object): void => void logged.push(fields);
    const log: Log = { debug: note, info: note, warn: note, error: note };
    const chat = new BotChat(log);
    chat.store.subscriptions.list = () => Promise.reject(error);
    return { chat, logged };
  };

  it.each([
    new UnsavedError('The disk of the database takes nothing more.'),
    new AwayError('PostgreSQL is away.'),
  ])('says so when nothing can be saved: %s', async (error) => {
    const { chat } = failing(error);
    expect(await chat.say('list')).toMatch(/^I can’t save anything just now, so I could not do that\./);
  });

  it('says one kind sentence without the cause, and logs the cause', async () => {
    const { chat, logged } = failing();
    const text = await chat.say('list');
    expect(text).toMatch(/^Sorry, something went wrong/);
    expect(text).not.toMatch(/disk|ebb\.db|at /);
    expect(logged).toMatchObject([{ err: { message: 'disk I/O error at /var/lib/ebb.db' } }]);
  });

  it('goes on with the next word', async () => {
    const { chat } = failing();
    await chat.say('list');
    expect(await chat.say('help')).toContain('What I understand');
  });

  it('does not say that nothing was done when only the answer may be lost', async () => {
    const chat = new BotChat();
    await chat.track(KETTLE, offered(99));
    const said: string[] = [];
    await chat.turn({
      text: 'pause 1',
      reply: ({ text }) => {
        said.push(text);
        return said.length === 1 ? Promise.reject(new Error('504')) : Promise.resolve();
      },
    });
    expect(said).toEqual([
      expect.stringContaining('is paused'),
      expect.stringMatching(/may not have reached you.* is done/),
    ]);
    expect(await chat.say('pause 1')).toContain('paused already');
  });

  it('survives a chat that takes no replies', async () => {
    const { chat, logged } = failing();
    const reply = (): Promise<void> => Promise.reject(new Error('410'));
    await expect(chat.turn({ text: 'help', reply })).resolves.toEqual([]);
    expect(logged).toHaveLength(2);
  });
});

describe('counting answers', () => {
  it('counts each one, also when it cannot be sent', async () => {
    const chat = new BotChat();
    const replies = await chat.turn({ text: KETTLE });
    const { id } = [...chat.store.tables.conversations.values()][0]!;
    expect(chat.counted).toEqual(replies.map(() => id));
    await chat.turn({ text: 'help', reply: () => Promise.reject(new Error('429')) });
    expect(chat.counted).toHaveLength(replies.length + 1);
  });

  it('answers all the same when that fails', async () => {
    const chat = new BotChat();
    chat.counted.push = () => {
      throw new Error('disk I/O error');
    };
    expect(await chat.say('help')).toContain('What I understand');
  });
});

describe('whose is what', () => {
  it.each([
    'show 1',
    'pause 1',
    'resume 1',
    'stop 1',
    'check 1',
    'test 1',
    '1 at 80',
    'rule 1',
    'choose 1',
    'keep 1',
  ])("%s of another chat's number looks like what is not there", async (word) => {
    const chat = new BotChat();
    await chat.track(KETTLE, offered(99));
    const before = JSON.stringify([...chat.store.tables.subscriptions.values()]);
    const foreign = await chat.say(word, { where: chat.where('mallory'), person: { id: 'mallory' } });
    const missing = await chat.say(word, { where: chat.where('nobody'), person: { id: 'nobody' } });
    expect(foreign).toBe(missing);
    expect(foreign).toContain('There is no #1 in your list');
    expect(JSON.stringify([...chat.store.tables.subscriptions.values()])).toBe(before);
  });

  it('does not undo what another chat stopped', async () => {
    const chat = new BotChat();
    await chat.track(KETTLE, offered(99));
    await chat.say('stop 1');
    const stranger = { where: chat.where('mallory'), person: { id: 'mallory' } };
    expect(await chat.say('undo', stranger)).toContain('nothing to undo');
    expect(await chat.say('undo 1', stranger)).toContain('nothing to undo');
  });

  it('polls one product for two chats, each with its own number and rule', async () => {
    const chat = new BotChat();
    const ben = { ...BEN, where: chat.where('ben') };
    await chat.say('https://shop.example/other', ben);
    await chat.track(KETTLE, offered(99));
    expect(await chat.say(KETTLE, ben)).toContain('#2');
    await chat.say('2 at 50', ben);
    expect(await chat.say('1')).toContain('€79.20 or less');
    expect(chat.store.tables.products.size).toBe(2);
  });

  it('keeps the open questions of two people in one chat apart', async () => {
    const chat = new BotChat();
    await chat.track(KETTLE, offered(99));
    await chat.press({ do: 'type-target', id: 1 });
    expect(await chat.say('80', BEN)).toContain('There is no #80');
    await chat.press({ do: 'type-target', id: 1 }, BEN);
    expect(await chat.say('70')).toContain('€70.00 or less');
    expect(await chat.say('60', BEN)).toContain('€60.00 or less');
  });
});
