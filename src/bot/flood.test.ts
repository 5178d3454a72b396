import { BotChat, KETTLE } from '../../test/support/bot-chat';
import { offered } from '../../test/support/readings';
import { createMemoryStore } from '../../test/support/memory-store';
import { silentLog } from '../../test/support/silent-log';
import type { Message } from '../core/message';
import type { Turn } from '../core/turn';

const WAIT = 'You write faster than I can follow; I answer again in 10 s.';

/** Says "help" so often at once. @returns what was answered when. */
async function flood(chat: BotChat, times: number, changes: Partial<Turn> = {}): Promise<Message[][]> {
  return Promise.all(Array.from({ length: times }, () => chat.turn({ text: 'help', ...changes })));
}

describe('a flood', () => {
  it('is answered as far as people type, then by one sentence, then not', async () => {
    const chat = new BotChat();
    const texts = (await flood(chat, 300)).map((messages) => messages.map(({ text }) => text));
    expect(texts.slice(0, 20).every(([first]) => first?.startsWith('What I understand'))).toBe(true);
    expect(texts[20]).toEqual([expect.stringContaining(WAIT)]);
    expect(texts.slice(21).flat()).toEqual([]);
    chat.clock.advance(10_000);
    expect(await chat.say('help')).toContain('What I understand');
  });

  it('asks the database for nothing where it is not answered', async () => {
    const store = createMemoryStore();
    const { conversations } = store;
    let met = 0;
    const meet: typeof conversations.meet = (...given) => {
      met += 1;
      return conversations.meet(...given);
    };
    const chat = new BotChat(silentLog, { ...store, conversations: { ...conversations, meet } });
    await flood(chat, 300);
    expect(met).toBe(21);
  });

  it('counts its one sentence among what the channel takes of us', async () => {
    const chat = new BotChat();
    await flood(chat, 100);
    expect(chat.counted).toHaveLength(21);
  });

  it('delays nobody else', async () => {
    const chat = new BotChat();
    let settled = 0;
    const flooding = Array.from({ length: 300 }, () =>
      chat.turn({ text: 'help' }).then((messages) => void (settled += messages.length)),
    );
    const ben = { where: chat.where('ben'), person: { id: 'ben' } };
    expect(await chat.say('help', ben)).toContain('What I understand');
    expect(settled).toBeLessThan(5);
    await Promise.all(flooding);
    expect(settled).toBe(21);
  });

  it('leaves buttons, “stop” and “erase” as they are', async () => {
    const chat = new BotChat();
    await chat.track(KETTLE, offered(99));
    await flood(chat, 100);
    expect(await chat.press({ do: 'show', id: 1 })).toContain('#1');
    expect(await chat.say('stop 1')).toContain('I have stopped watching');
    expect(await chat.say('erase my data')).toContain('erase');
    expect(await chat.say('help')).toBe('');
  });
});
