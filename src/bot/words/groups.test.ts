import { BotChat, KETTLE } from '../../../test/support/bot-chat';
import { offered } from '../../../test/support/readings';
import type { Turn } from '../../core/turn';

const WORDS = ['me too', 'not me', 'mention me', "don't mention me"];

function from(chat: BotChat, id: string, kind: 'personal' | 'group' | 'channel' = 'group'): Partial<Turn> {
  return { where: { ...chat.where('many'), kind }, person: { id, name: id } };
}

async function groupWithKettle(): Promise<BotChat> {
  const chat = new BotChat();
  await chat.turn({ ...from(chat, 'Eve'), event: 'opened' });
  await chat.turn({ ...from(chat, 'Max'), event: 'opened' });
  await chat.track(KETTLE, offered(99), from(chat, 'Ann'));
  return chat;
}

describe('who may change what a group watches', () => {
  it.each(['stop 1', 'pause 1', '1 at 50', 'rule 1', 'target 1', 'urgent 1'])(
    'others may not: %s',
    async (word) => {
      const chat = await groupWithKettle();
      const text = await chat.say(word === 'target 1' ? '1 at 1' : word, from(chat, 'Ben'));
      expect(text).toContain('Only Ann or who brought me here can change #1 Kettle.');
      expect(await chat.say('1', from(chat, 'Ben'))).toContain('€79.20 or less');
    },
  );

  it.each(['show 1', 'check 1', 'chart 1', 'test 1'])('everybody may: %s', async (word) => {
    const chat = await groupWithKettle();
    expect(await chat.say(word, from(chat, 'Ben'))).not.toContain('Only Ann');
  });

  it.each(['Ann', 'Eve'])('%s may', async (name) => {
    const chat = await groupWithKettle();
    expect(await chat.say('stop 1', from(chat, name))).toContain('I have stopped watching #1');
  });

  const SETTINGS = [
    ['default 15 %', 'New products begin with'],
    ['time zone Tokyo', 'Asia/Tokyo'],
    ['manner interject', 'comes at once'],
    ['quiet 22:00 to 7:00', 'I say nothing unasked'],
    ['quiet off', 'no quiet hours'],
    ['break through on', 'in quiet hours, too'],
    ['snooze all today', 'nothing unasked'],
    ['hook address', 'address-of-'],
  ] as const;
  it.each(SETTINGS)('what holds for all is for who brought us there: %s', async (word, done) => {
    const chat = await groupWithKettle();
    const refused = await chat.say(word, from(chat, 'Ann'));
    expect(refused).toContain('In this group only who brought me here can change its settings.');
    expect(await chat.say(word, from(chat, 'Eve'))).toContain(done);
    expect(await chat.say(word, { where: chat.where('Ann'), person: { id: 'Ann' } })).toContain(done);
  });

  it.each(['settings', 'manner', 'quiet hours'])('everybody may see what holds for all: %s', async (word) => {
    const chat = await groupWithKettle();
    expect(await chat.say(word, from(chat, 'Ben'))).not.toContain('only who');
  });

  it('who opens the chat later does not manage it', async () => {
    const chat = await groupWithKettle();
    expect(await chat.say('stop 1', from(chat, 'Max'))).toContain('Only Ann');
  });
});

describe('being one of those who wait', () => {
  it('is offered to whoever asks for the same product, and not to who asked first', async () => {
    const chat = await groupWithKettle();
    expect(await chat.say(KETTLE, from(chat, 'Ben'))).toContain('Somebody here asked for #1 Kettle already.');
    expect(await chat.say(KETTLE, from(chat, 'Ann'))).not.toContain('Somebody here');
  });

  it('is asked for, and can be left', async () => {
    const chat = await groupWithKettle();
    expect(await chat.say('me too', from(chat, 'Ben'))).toContain('Ben waits for #1 Kettle.');
    expect(await chat.say('me too', from(chat, 'Ben'))).toContain('Ben waits already');
    expect(await chat.say('not me 1', from(chat, 'Ben'))).toContain('Ben no longer waits');
    expect(await chat.say('not me 1', from(chat, 'Ben'))).toContain('Ben does not wait');
  });

  it('brings a mention only to those who asked for one, and only in alerts', async () => {
    const chat = await groupWithKettle();
    await chat.say('me too', from(chat, 'Ben'));
    expect(await chat.say('mention me 1', from(chat, 'Cleo'))).toContain('I mention Cleo');
    await chat.say('mention me 1', from(chat, 'Dan'));
    await chat.say("don't mention me 1", from(chat, 'Dan'));
    chat.clock.advance(3_600_000 * 7);
    await chat.look(offered(70));
    const [alert] = await chat.deliver();
    expect(alert?.card?.mentions).toEqual([{ id: 'Cleo', name: 'Cleo' }]);
    expect(alert?.text).toContain('Asked for by Ann, Ben, Cleo, Dan.');
    expect(alert?.opensThread).toBeUndefined();
  });

  it.each(WORDS)('means nothing in a chat of two: %s', async (word) => {
    const chat = new BotChat();
    await chat.track(KETTLE, offered(99));
    expect(await chat.say(word)).toContain('That is for groups');
  });

  it.each(WORDS)('means nothing in a channel, where nobody is named: %s', async (word) => {
    const chat = new BotChat();
    await chat.track(KETTLE, offered(99), from(chat, 'Ann', 'channel'));
    expect(await chat.say(word, from(chat, 'Ben', 'channel'))).toContain('In a channel I name nobody');
  });
});

describe('following it in person', () => {
  it('opens a chat with whoever asks, and with nobody else', async () => {
    const chat = await groupWithKettle();
    expect(await chat.say('tell me privately 1', from(chat, 'Ben'))).toBe('I write to you in person.');
    expect(chat.opened).toEqual(['Ben']);
    await chat.look(offered(99));
    expect((await chat.deliver())[0]?.text).toContain('€79.20 or less');
    expect(await chat.say('list', { where: chat.where('Ben'), person: { id: 'Ben' } })).toContain(
      '#1 Kettle',
    );
  });

  it('is what a chat of two is already', async () => {
    const chat = new BotChat();
    await chat.track(KETTLE, offered(99));
    expect(await chat.say('tell me privately')).toContain('This is our chat');
    expect(chat.opened).toEqual([]);
  });
});
