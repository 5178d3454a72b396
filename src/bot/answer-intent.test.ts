import { BotChat, chatWithKettle, chatWithTwo } from '../../test/support/bot-chat';
import type { Button, Message } from '../core/message';
import { readAction } from './read-action';

describe('small talk', () => {
  it.each([
    ['hello', 'I am Ebb'],
    ['help', 'What I understand'],
    ['thanks!', 'You are welcome.'],
    ['cancel', 'nothing open to cancel'],
    ['what is the weather', 'I did not understand that.'],
    ['', 'I did not understand that.'],
  ])('%s', async (words, reply) => {
    expect(await new BotChat().say(words)).toContain(reply);
  });

  it.each([
    { do: 'nonsense' },
    { do: 'toString' },
    { do: 'rule', rule: '__proto__' },
    { do: 'choose', id: 1 },
  ])('does not fall for a forged button %j', async (action) => {
    const chat = await chatWithKettle();
    expect(await chat.press(action)).toContain('I did not understand that.');
  });
});

it('makes only buttons that it understands', async () => {
  const chat = await chatWithTwo();
  const words = [
    'hello',
    'help',
    'list',
    '1',
    'rule 1',
    'settings',
    'default',
    'stop',
    'erase my data',
    'cancel',
    'pause everything',
    'pause 1',
    '1',
    'stop 1',
  ];
  const messages: Message[] = [];
  for (const text of words) messages.push(...(await chat.turn({ text })));
  await chat.say('test 2');
  messages.push(...(await chat.deliver()));
  const actions = messages
    .flatMap(({ card }): readonly Button[] => card?.buttons ?? [])
    .flatMap((button) => ('action' in button ? [button.action] : []));
  expect(actions.length).toBeGreaterThan(30);
  for (const action of actions) {
    const { chat, until } = action;
    expect({ ...readAction(action), chat, until }).toEqual(action);
  }
});
