import { BotChat, KETTLE, LAMP, actionOf, titlesOf } from '../../test/support/bot-chat';
import { lookAgain } from '../../test/support/look-again';
import { offered } from '../../test/support/readings';
import { DAY } from '../core/history';
import type { Message } from '../core/message';
import type { Turn } from '../core/turn';

const GROUP = { externalId: 'family', kind: 'group' } as const;
const EVERYWHERE = ['Chart', 'Snooze', 'Wrong price?', 'Stop', 'Change rule', 'Check now', 'Remind me'];
/** In a personal chat. */
const BUTTONS = ['I bought it', ...EVERYWHERE];

/** What a pressed button is answered with while nothing stands in its way. */
const WORKS: Readonly<Record<string, RegExp>> = {
  'I bought it': /What did you pay/,
  Chart: /#1 Kettle/,
  Snooze: /#1 Kettle/,
  'Check now': /^Looking at #1 Kettle/,
  'Remind me': /When shall I remind you/,
  'Change rule': /#1 Kettle/,
  'Wrong price?': /price/,
  Stop: /I have stopped watching #1 Kettle/,
};
const FOR_EVERYBODY: ReadonlySet<string> = new Set(['Chart', 'Check now', 'Remind me', 'Wrong price?']);

interface OldCard {
  readonly chat: BotChat;
  readonly alert: Message;
}

/** A kettle for 99 euro fell to 75, and its alert is on the screen. */
async function showAlert(changes: Partial<Turn> = {}): Promise<OldCard> {
  const chat = new BotChat();
  await chat.track(KETTLE, offered(99), changes);
  chat.clock.advance(DAY);
  await chat.look(offered(75));
  const [alert] = await chat.deliver();
  return { chat, alert: alert! };
}

async function press({ chat, alert }: OldCard, title: string, changes: Partial<Turn> = {}): Promise<string> {
  return chat.press(actionOf(alert, title), changes);
}

describe('a button of an old alert', () => {
  it('is one of these', async () => {
    expect(new Set(titlesOf((await showAlert()).alert))).toEqual(new Set(['Go to shop', ...BUTTONS]));
  });

  it.each(BUTTONS)('%s: works when the deal is over', async (title) => {
    const card = await showAlert();
    card.chat.clock.advance(DAY);
    await card.chat.look(offered(99));
    expect(await press(card, title)).toMatch(WORKS[title]!);
  });

  it.each(BUTTONS)('%s: works when the product is sold out', async (title) => {
    const card = await showAlert();
    card.chat.clock.advance(DAY);
    await card.chat.look(offered(null, { availability: 'out-of-stock' }));
    expect(await press(card, title)).toMatch(WORKS[title]!);
  });

  it.each(BUTTONS)(
    '%s: says that the product was stopped just now, and how to have it back',
    async (title) => {
      const card = await showAlert();
      await card.chat.say('stop 1');
      expect(await press(card, title)).toMatch(/^You stopped #1 Kettle\.\nSay “undo 1”/);
    },
  );

  it.each(BUTTONS)('%s: says that a product stopped long ago is not in the list', async (title) => {
    const card = await showAlert();
    await card.chat.say('stop 1');
    card.chat.clock.advance(DAY);
    expect(await press(card, title)).toMatch(/^There is no #1 in your list\. Say “list”/);
  });

  it.each(BUTTONS)(
    '%s: says that all was erased, though another product has the number now',
    async (title) => {
      const card = await showAlert();
      await card.chat.store.conversations.erase([...card.chat.store.tables.conversations.keys()][0]!);
      await card.chat.track(LAMP, offered(50, { title: 'Lamp', url: LAMP }));
      const before = JSON.stringify([...card.chat.store.tables.subscriptions.values()]);
      expect(await press(card, title)).toMatch(/of which I have erased all I knew, so I have done nothing/);
      expect(JSON.stringify([...card.chat.store.tables.subscriptions.values()])).toBe(before);
    },
  );

  it.each(EVERYWHERE)('%s: in a group, works for another person or says who may press it', async (title) => {
    const base = new BotChat().where();
    const where = { ...base, ...GROUP };
    const card = await showAlert({ where, person: { id: 'ada', name: 'Ada' } });
    const text = await press(card, title, { where, person: { id: 'ben', name: 'Ben' } });
    expect(text).toMatch(FOR_EVERYBODY.has(title) ? WORKS[title]! : /^Only Ada or who brought me here can/);
  });

  it.each(BUTTONS)('%s: carried to another chat, does nothing there', async (title) => {
    const card = await showAlert();
    const where = card.chat.where('mallory');
    const text = await press(card, title, { where, person: { id: 'mallory' } });
    expect(text).toContain('I have done nothing');
  });

  it('says kindly that it is too old after half a year', async () => {
    const card = await showAlert();
    card.chat.clock.advance(179 * DAY);
    expect(await press(card, 'Chart')).toMatch(WORKS['Chart']!);
    card.chat.clock.advance(2 * DAY);
    expect(await press(card, 'Stop')).toMatch(
      /more than half a year old, so I have done nothing\. Say “list”/,
    );
    expect(await card.chat.say('list')).toContain('#1 Kettle');
  });

  it('that Ebb did not make says what to type instead', async () => {
    const { chat } = await showAlert();
    const [answer] = await chat.turn({ action: null });
    expect(answer?.text).toMatch(/I do not know that button.+ I have done nothing.+“stop 1”/);
  });
});

describe('a question in a group', () => {
  const ADA = { id: 'ada', name: 'Ada' };
  const BEN = { id: 'ben', name: 'Ben' };

  it('is for the person alone who is asked; what is no question is for everybody', async () => {
    const where = { ...new BotChat().where(), ...GROUP };
    const card = await showAlert({ where, person: ADA });
    const [question] = await card.chat.turn({ text: 'remind me about #1', where, person: ADA });
    const tomorrow = question?.card?.buttons.find((button) => 'action' in button)?.title ?? '';
    const action = actionOf(question, tomorrow);
    expect(await card.chat.press(action, { where, person: BEN })).toMatch(/^I asked somebody else that/);
    expect(await card.chat.say('reminders', { where, person: BEN })).toContain('There is no reminder');
    expect(await press(card, 'Me too', { where, person: BEN })).toMatch(/^Ben waits for #1 Kettle/);
    expect(await card.chat.press(action, { where, person: ADA })).toMatch(/^I will remind you of #1 Kettle/);
  });

  it('stays so when it stands below an alert', async () => {
    const where = { ...new BotChat().where(), ...GROUP };
    const card = await showAlert({ where, person: ADA });
    await card.chat.say('manner interject', { where, person: ADA });
    await card.chat.say('remind me about #1', { where, person: ADA });
    await lookAgain(card.chat, () => offered(60));
    const [alert] = await card.chat.deliver();
    const below = alert?.below?.buttons.find((button) => 'action' in button);
    if (!below || !('action' in below)) throw new Error('The question does not stand below.');
    expect(await card.chat.press(below.action, { where, person: BEN })).toMatch(
      /^I asked somebody else that/,
    );
  });
});
