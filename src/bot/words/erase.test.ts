import {
  BotChat,
  KETTLE,
  actionOf,
  chatWithKettle,
  chatWithTwo,
  titlesOf,
} from '../../../test/support/bot-chat';
import { offered } from '../../../test/support/readings';
import type { Message } from '../../core/message';

const GOODBYE = /^Everything I knew of you is erased\. Goodbye!/;

/** What a bare “stop” asks. */
async function askStop(chat: BotChat): Promise<Message> {
  const [question, ...others] = await chat.turn({ text: 'stop' });
  if (!question || others.length > 0) throw new Error('Not one question was asked.');
  return question;
}

describe('a bare stop', () => {
  it('asks: one product, everything for a while, or all data for good', async () => {
    const chat = await chatWithTwo();
    const question = await askStop(chat);
    expect(question.text).toContain('What shall I stop?\n#1 Kettle\n#2 Lamp');
    expect(titlesOf(question)).toEqual([
      'Stop #1',
      'Stop #2',
      'Pause everything',
      'Erase all my data',
      'Never mind',
    ]);
  });

  it.each(['2', '#2', 'stop 2'])('and “%s” stops that product', async (answer) => {
    const chat = await chatWithTwo();
    await chat.say('stop');
    expect(await chat.say(answer)).toContain('I have stopped watching #2 Lamp.');
    expect(chat.store.tables.flows.size).toBe(0);
  });

  it.each(['pause', 'pause everything', 'pause all'])('and “%s” pauses everything', async (answer) => {
    const chat = await chatWithTwo();
    await chat.say('stop');
    expect(await chat.say(answer)).toContain('Your 2 products are paused.');
    expect(await chat.say('list')).toMatch(/Kettle[^\n]*paused[^]*Lamp[^\n]*paused/);
    expect(await chat.say('resume everything')).toBe('I am watching your 2 products again.');
    expect(await chat.say('list')).not.toContain('paused');
    expect(await chat.say('resume everything')).toBe('Nothing was paused.');
  });

  it('is left by “stop” or “cancel”', async () => {
    const chat = await chatWithKettle();
    await chat.say('stop');
    expect(await chat.say('stop')).toBe('All right, never mind.');
    expect(await chat.say('list')).toContain('#1 Kettle');
  });

  it('offers to erase also when nothing is watched', async () => {
    const chat = new BotChat();
    expect(titlesOf(await askStop(chat))).toEqual(['Erase all my data', 'Never mind']);
  });
});

describe('erasing', () => {
  it('asks once, says goodbye, and leaves nothing', async () => {
    const chat = await chatWithTwo();
    await chat.say('remind me tomorrow at 9 about 1');
    const [sure] = await chat.turn({ action: actionOf(await askStop(chat), 'Erase all my data') });
    expect(sure?.text).toContain('I forget the 2 products I watch for you');
    expect(await chat.press(actionOf(sure, 'Erase everything'))).toMatch(GOODBYE);
    const { conversations, subscriptions, flows, inbound, deliveries, reminders } = chat.store.tables;
    for (const table of [conversations, subscriptions, flows, inbound, reminders]) expect(table.size).toBe(0);
    expect(deliveries).toEqual([]);
    await chat.look(offered(1));
    expect(await chat.deliver()).toEqual([]);
  });

  it.each(['yes', 'Yes, erase it all.', 'erase everything', 'erase'])('takes “%s” for a yes', async (yes) => {
    const chat = await chatWithKettle();
    await chat.say('erase my data');
    expect(await chat.say(yes)).toMatch(GOODBYE);
  });

  it.each(['cancel', 'no', 'stop'])('takes “%s” for a no', async (no) => {
    const chat = await chatWithKettle();
    await chat.say('delete all my data');
    expect(await chat.say(no)).toBe('All right, never mind.');
    expect(await chat.say('yes')).not.toMatch(GOODBYE);
    expect(await chat.say('list')).toContain('#1 Kettle');
  });

  it('says goodbye last, also beside another question', async () => {
    const chat = await chatWithKettle();
    const [sure] = await chat.turn({ text: 'erase my data' });
    await chat.say('time zone');
    expect(await chat.press(actionOf(sure, 'Erase everything'))).toMatch(/^[^\n]*Goodbye![^\n]*$/);
  });

  it('does not fall for the card of what is erased already', async () => {
    const chat = await chatWithKettle();
    const [sure] = await chat.turn({ text: 'erase my data' });
    const action = actionOf(sure, 'Erase everything');
    await chat.press(action);
    expect(await chat.press(action)).toContain('I have erased all I knew');
    await chat.say(KETTLE);
    await chat.press(action);
    expect(await chat.say('list')).toContain('#1 Kettle');
  });

  it('begins anew with whoever comes back', async () => {
    const chat = await chatWithKettle();
    await chat.say('erase my data');
    await chat.say('yes');
    expect(await chat.say('undo')).toContain('nothing to undo');
    expect(await chat.say(KETTLE)).toContain('#1');
  });
});

describe('in a group', () => {
  const group = (chat: BotChat) => ({ ...chat.where('team'), kind: 'group' as const });
  const ADA = { id: 'ada' };
  const BEN = { id: 'ben' };

  async function groupOfTwo(): Promise<BotChat> {
    const chat = new BotChat();
    await chat.track(KETTLE, offered(99), { where: group(chat), person: ADA });
    await chat.track('https://lamps.example/lamp', offered(50, { title: 'Lamp' }), {
      where: group(chat),
      person: BEN,
    });
    return chat;
  }

  it('nobody erases what others watch', async () => {
    const chat = await groupOfTwo();
    const ben = { where: group(chat), person: BEN };
    expect(await chat.say('erase my data', ben)).toContain('Others watch products in this chat');
    const action = { do: 'erase-now' };
    expect(await chat.press(action, ben)).toContain('Others watch products in this chat');
    expect(await chat.say('list', ben)).toContain('#1 Kettle');
  });

  it('pauses only what the person asked for', async () => {
    const chat = await groupOfTwo();
    const ben = { where: group(chat), person: BEN };
    expect(await chat.say('pause everything', ben)).toContain('Your product is paused.');
    const list = await chat.say('list', ben);
    expect(list).toMatch(/Lamp[^\n]*paused/);
    expect(list).not.toMatch(/Kettle[^\n]*paused/);
  });
});
