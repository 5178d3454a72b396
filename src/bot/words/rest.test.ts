import { BotChat, actionOf, chatWithKettle } from '../../../test/support/bot-chat';
import { lookAgain } from '../../../test/support/look-again';
import { offered } from '../../../test/support/readings';
import { DAY } from '../../core/history';
import type { Message } from '../../core/message';

const HOUR = DAY / 24;

/** The clock of the chat stands at 15 January, noon. */
async function letFall(chat: BotChat, price: number): Promise<Message[]> {
  await lookAgain(chat, (url) => offered(price, { url }));
  return chat.deliver();
}

async function chatInBerlin(): Promise<BotChat> {
  const chat = await chatWithKettle();
  await chat.say('time zone Berlin');
  return chat;
}

describe('quiet hours', () => {
  it('hold what is unasked until the morning of the person', async () => {
    const chat = await chatInBerlin();
    expect(await chat.say('quiet 22:00 to 7:00')).toContain('From 22:00 to 7:00 I say nothing unasked');
    expect(await chat.say('settings')).toContain('Quiet hours: 22:00 to 7:00');
    chat.clock.advance(9 * HOUR);
    expect(await letFall(chat, 70)).toEqual([]);
    await chat.say('test');
    expect(await chat.deliver()).toHaveLength(1);
    chat.clock.advance(9 * HOUR - 2000);
    expect(await chat.deliver()).toEqual([]);
    expect(await letFall(chat, 70)).toHaveLength(1);
  });

  it('tell in the morning the price of the morning', async () => {
    const chat = await chatInBerlin();
    await chat.say('quiet 22-7');
    chat.clock.advance(9 * HOUR);
    expect(await letFall(chat, 70)).toEqual([]);
    chat.clock.advance(9 * HOUR);
    const polls = chat.wakesOf('polls');
    expect(await chat.deliver()).toEqual([]);
    expect(chat.wakesOf('polls')).toBe(polls + 1);
    await chat.look((url) => offered(75, { url }));
    chat.clock.advance(30_000);
    const [alert] = await chat.deliver();
    expect(alert?.card?.headline).toBe('€75.00');
  });

  it('drop what is not true any more in the morning', async () => {
    const chat = await chatInBerlin();
    await chat.say('quiet 22-7');
    chat.clock.advance(9 * HOUR);
    await letFall(chat, 70);
    chat.clock.advance(9 * HOUR);
    expect(await letFall(chat, 99)).toEqual([]);
    chat.clock.advance(HOUR);
    expect(await chat.deliver()).toEqual([]);
  });

  it('are broken by a target only when that is set', async () => {
    const chat = await chatInBerlin();
    await chat.say('quiet 22-7');
    await chat.say('at 80');
    const [settings] = await chat.turn({ text: 'quiet' });
    chat.clock.advance(9 * HOUR);
    expect(await letFall(chat, 70)).toEqual([]);
    await chat.press(actionOf(settings, 'Let my target break through'));
    expect(await letFall(chat, 60)).not.toEqual([]);
  });

  it.each(['quiet off', 'no quiet hours'])('end by “%s”', async (words) => {
    const chat = await chatInBerlin();
    await chat.say('quiet 22-7');
    await chat.say(words);
    chat.clock.advance(9 * HOUR);
    expect(await letFall(chat, 70)).toHaveLength(1);
  });

  it.each(['quiet 22 to 25', 'quiet 7 to 7', 'quiet 22:70 to 7'])('are not %s', async (words) => {
    const chat = new BotChat();
    expect(await chat.say(words)).toContain('for example “quiet 22:00 to 7:00”');
  });

  it('ask for a time zone that is not known', async () => {
    const chat = await chatWithKettle();
    expect(await chat.say('quiet 22-7')).toContain('I do not know your time zone yet');
  });
});

describe('snooze', () => {
  it('lets one product rest until midnight, and asks again then', async () => {
    const chat = await chatInBerlin();
    expect(await chat.say('snooze 1 today')).toContain('is snoozed until');
    expect(await letFall(chat, 70)).toEqual([]);
    chat.clock.advance(11 * HOUR - 3000);
    expect(await letFall(chat, 71)).toEqual([]);
    chat.clock.advance(1000);
    const [alert] = await chat.deliver();
    expect(alert?.card?.headline).toBe('€71.00');
  });

  it('offers how long, from the alert on', async () => {
    const chat = await chatInBerlin();
    const [alert] = await letFall(chat, 70);
    const [menu] = await chat.turn({ action: actionOf(alert, 'Snooze') });
    const [told] = await chat.turn({ action: actionOf(menu, 'Until lower than €70.00') });
    expect(told?.text).toContain('is snoozed until it is lower than €70.00');
    await letFall(chat, 99);
    expect(await letFall(chat, 72)).toEqual([]);
    expect(await letFall(chat, 60)).toHaveLength(1);
  });

  it('ends when the person says so, and what was held comes', async () => {
    const chat = await chatInBerlin();
    await chat.say('snooze 1 for a week');
    expect(await letFall(chat, 70)).toEqual([]);
    expect(await chat.say('wake 1')).toContain('is not snoozed any more');
    expect(await chat.deliver()).toHaveLength(1);
  });

  it('lets everything rest', async () => {
    const chat = await chatInBerlin();
    await chat.say('snooze all week');
    expect(await letFall(chat, 70)).toEqual([]);
    chat.clock.advance(7 * DAY);
    expect(await letFall(chat, 70)).toHaveLength(1);
    await chat.say('snooze everything today');
    expect(await letFall(chat, 50)).toEqual([]);
    await chat.say('wake all');
    expect(await chat.deliver()).toHaveLength(1);
  });

  it('takes a price only in the currency of the shop', async () => {
    const chat = await chatInBerlin();
    expect(await chat.say('snooze 1 until below 50 €')).toContain('lower than €50.00');
    expect(await chat.say('snooze 1 until lower than $50')).toContain('in the currency of the shop');
  });
});
