import { BotChat, KETTLE, LAMP, actionOf, joinTexts } from '../../../test/support/bot-chat';
import { offered } from '../../../test/support/readings';
import type { Turn } from '../../core/turn';

const MINUTE = 60_000;

/** Ada's second chat. */
function teams(chat: BotChat): Partial<Turn> {
  return { where: { ...chat.where('ada-teams'), channel: 'msteams' }, person: { id: '29:ada', name: 'Ada' } };
}

/** In a group that Ben brought the bot into. */
async function groupOf(chat: BotChat): Promise<Partial<Turn>> {
  const where = { ...chat.where('family'), kind: 'group' } as const;
  await chat.turn({ where, event: 'opened', person: { id: 'ben', name: 'Ben' } });
  return { where, person: { id: 'ada', name: 'Ada' } };
}

async function chatWithList(): Promise<BotChat> {
  const chat = new BotChat();
  await chat.track(KETTLE, offered(99));
  return chat;
}

/** @returns the code that the chat with the list was told. */
async function codeOf(chat: BotChat): Promise<string> {
  return /\b\w{4}-\w{4}\b/.exec(await chat.say('connect'))?.[0] ?? 'no code';
}

describe('taking a list to another chat', () => {
  it('asks there, then here, and moves the list with what is found from then on', async () => {
    const chat = await chatWithList();
    const other = teams(chat);
    const code = await codeOf(chat);
    expect(await chat.say(`connect ${code.toLowerCase()}`, other)).toContain(
      'Shall your list from test come here?',
    );
    expect(await chat.say('yes', other)).toContain('I ask in the other chat now');
    const [asked] = await chat.deliver();
    expect(asked?.text).toContain('May your list go to Microsoft Teams?');
    expect(asked?.text).toContain('Ada said your code there');
    expect(await chat.say('list', other)).not.toContain('Kettle');
    expect(await chat.press(actionOf(asked, 'Yes, move it'))).toContain(
      'Your list is in Microsoft Teams now',
    );
    expect(joinTexts(await chat.deliver())).toContain('One product came here');
    expect(await chat.say('list')).toContain('empty');
    expect(await chat.say('list', other)).toContain('#1 Kettle');
    chat.clock.advance(7 * 60 * MINUTE);
    await chat.look(offered(70));
    expect(await chat.deliver()).toHaveLength(1);
  });

  it('moves nothing when the chat whose list it is refuses', async () => {
    const chat = await chatWithList();
    const other = teams(chat);
    await chat.say(`connect ${await codeOf(chat)}`, other);
    await chat.say('yes', other);
    const [asked] = await chat.deliver();
    expect(await chat.say('refuse')).toContain('nothing moves');
    expect(joinTexts(await chat.deliver())).toContain('The other chat said no');
    expect(await chat.press(actionOf(asked, 'Yes, move it'))).toContain('no longer open');
    expect(await chat.say('list')).toContain('#1 Kettle');
  });

  it('moves nothing without the yes of the chat where the code was said', async () => {
    const chat = await chatWithList();
    const other = teams(chat);
    await chat.say(`connect ${await codeOf(chat)}`, other);
    expect(await chat.say('agree')).toContain('no longer open');
    expect(await chat.say('cancel', other)).toContain('never mind');
    expect(await chat.deliver()).toEqual([]);
  });

  it('moves a list once, however often its buttons are pressed', async () => {
    const chat = await chatWithList();
    const other = teams(chat);
    const [question] = await chat.turn({ text: `connect ${await codeOf(chat)}`, ...other });
    const yes = actionOf(question, 'Yes, bring it here');
    await chat.press(yes, other);
    expect(await chat.press(yes, other)).toContain('no longer open');
    const [asked] = await chat.deliver();
    const move = actionOf(asked, 'Yes, move it');
    await chat.press(move);
    await chat.track(LAMP, offered(50, { title: 'Lamp', url: LAMP }));
    expect(await chat.press(move)).toContain('no longer open');
    expect(await chat.say('list')).toContain('Lamp');
  });

  it('tells what both chats follow once, by the rule of the chat where it is told', async () => {
    const chat = await chatWithList();
    const other = teams(chat);
    await chat.track(LAMP, offered(50, { title: 'Lamp', url: LAMP }));
    await chat.say(LAMP, other);
    await chat.say(`connect ${await codeOf(chat)}`, other);
    await chat.say('yes', other);
    await chat.deliver();
    await chat.say('agree');
    expect(joinTexts(await chat.deliver())).toContain('One you follow here already');
  });

  it('is asked for once only: a code is used up, gets old, and is no word for strangers', async () => {
    const chat = await chatWithList();
    const [other, third] = [teams(chat), { where: chat.where('eve'), person: { id: 'eve' } }];
    const first = await codeOf(chat);
    expect(await chat.say(`connect ${first}`)).toContain('I know no such code');
    chat.clock.advance(15 * MINUTE);
    expect(await chat.say(`connect ${first}`, other)).toContain('I know no such code');
    const second = await codeOf(chat);
    await chat.say(`connect ${second}`, other);
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await chat.say(`connect ${second}`, third)).toContain('I know no such code');
    }
    expect(await chat.say(`connect ${second}`, third)).toContain('too many codes');
  });

  it('begins with a list of one person', async () => {
    const chat = await chatWithList();
    expect(await chat.say('connect', await groupOf(chat))).toContain('stays with the group');
    expect(await chat.say('connect', teams(chat))).toContain('nothing in this list');
  });

  it('brings a list into a group only for who brought the bot there, and names who asked', async () => {
    const chat = await chatWithList();
    const group = await groupOf(chat);
    const ben = { ...group, person: { id: 'ben', name: 'Ben' } };
    const code = await codeOf(chat);
    expect(await chat.say(`connect ${code}`, group)).toContain(
      'only who brought me here can bring a list here',
    );
    await chat.say(`connect ${code}`, ben);
    expect(await chat.say('connect here', group)).toContain('only who brought me here');
    await chat.say('yes', ben);
    expect((await chat.deliver())[0]?.text).toContain('a group in test');
    await chat.say('agree');
    await chat.deliver();
    chat.clock.advance(7 * 60 * MINUTE);
    await chat.look(offered(70));
    expect((await chat.deliver())[0]?.text).toContain('Asked for by Ben.');
  });
});
