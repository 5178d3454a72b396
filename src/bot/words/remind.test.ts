import { type BotChat, KETTLE, actionOf, chatWithKettle, chatWithTwo } from '../../../test/support/bot-chat';
import { offered } from '../../../test/support/readings';
import { LOOK_AHEAD_MS, raiseReminder } from '../../app/raise-reminder';
import { DAY } from '../../core/history';
import type { Message } from '../../core/message';

const HOUR = DAY / 24;

/** Takes up what is due or comes soon, and looks and delivers as the loops do. */
async function raise(chat: BotChat, price: number): Promise<Message[]> {
  const { store, clock } = chat;
  const wake = { polls: () => undefined, deliveries: () => undefined };
  for (const due of await store.reminders.due(clock.now(), clock.now() + LOOK_AHEAD_MS, 10)) {
    await raiseReminder({ reminders: store.reminders, clock, wake }, due);
  }
  await chat.look(offered(price));
  return chat.deliver();
}

describe('a reminder', () => {
  it('is set in words, and comes at its time with the price of that time', async () => {
    const chat = await chatWithKettle();
    const set = await chat.say('remind me on friday at 9 about this');
    expect(set).toContain('I will remind you of #1 Kettle: ');
    expect(set).toContain('16 Jan 2026, 09:00 UTC');
    chat.clock.advance(21 * HOUR - LOOK_AHEAD_MS);
    expect(await raise(chat, 95)).toEqual([]);
    chat.clock.advance(LOOK_AHEAD_MS);
    const [reminder] = await raise(chat, 95);
    expect(reminder?.text).toContain('On 15 Jan 2026, 12:00 UTC you asked me to remind you of it.');
    expect(reminder?.card?.headline).toBe('€95.00');
    expect(reminder?.text).toContain('checked 16 Jan 2026, 08:58 UTC');
    expect(await raise(chat, 95)).toEqual([]);
  });

  it('asks when, and takes a button or words for an answer', async () => {
    const chat = await chatWithKettle();
    const [question] = await chat.turn({ action: { do: 'remind', id: 1 } });
    expect(question?.text).toContain('When shall I remind you');
    expect(await chat.press(actionOf(question, 'In 3 days'))).toContain('18 Jan 2026, 12:00');
    await chat.press({ do: 'remind', id: 1 });
    expect(await chat.say('Monday at 18:30')).toContain('19 Jan 2026, 18:30');
    expect(await chat.say('reminders')).toContain('#1 Kettle: 19 Jan 2026, 18:30 UTC');
  });

  it('says that it takes the place of another one', async () => {
    const chat = await chatWithKettle();
    expect(await chat.say('remind me on friday at 9 about this')).not.toContain('takes the place');
    const second = await chat.say('remind me in 3 days about this');
    expect(second).toContain('It takes the place of the one for 16 Jan 2026, 09:00 UTC.');
    expect(await chat.say('reminders')).not.toContain('16 Jan 2026');
  });

  it('asks which product where there are several', async () => {
    const chat = await chatWithTwo();
    expect(await chat.say('remind me in 3 days')).toContain('Which one do you mean?');
    expect(await chat.say('2')).toContain('I will remind you of #2 Lamp: ');
  });

  it('is meant where the person is', async () => {
    const chat = await chatWithKettle();
    expect(await chat.say('remind me tomorrow at 9:00 about 1')).toContain(
      'I do not know your time zone yet',
    );
    await chat.say('time zone Europe/Berlin');
    const set = await chat.say('remind me tomorrow at 9:00 about 1');
    expect(set).toContain('16 Jan 2026, 09:00');
    expect(set).not.toContain('time zone');
    const [reminder] = chat.store.tables.reminders.values();
    expect(reminder?.at).toBe(Date.UTC(2026, 0, 16, 8));
  });

  it.each([
    ['remind me yesterday about 1', 'is past'],
    ['remind me in 3 years about 1', 'a year at most'],
  ])('is not set by “%s”', async (text, complaint) => {
    const chat = await chatWithKettle();
    expect(await chat.say(text)).toContain(complaint);
    expect(await chat.say('reminders')).toContain('There is no reminder.');
  });

  it('is listed and cancelled', async () => {
    const chat = await chatWithTwo();
    await chat.say('remind me in 3 days about 2');
    await chat.say('remind me in 2 days about 1');
    const list = await chat.say('my reminders');
    expect(list).toContain('#1 Kettle: 18 Jan 2026, 00:00 UTC\n#2 Lamp: 19 Jan 2026, 00:00 UTC');
    expect(await chat.say('cancel reminder 2')).toContain('I will not remind you of #2 Lamp.');
    expect(await chat.say('cancel reminder 2')).toContain('There is no reminder of #2');
    expect(await chat.say('show 2')).toContain('Lamp');
    expect(await chat.say('reminders')).not.toContain('Lamp');
  });

  it('belongs to who set it', async () => {
    const chat = await chatWithKettle();
    await chat.say('remind me in 3 days about 1');
    const ben = { person: { id: 'ben' } };
    expect(await chat.say('reminders', ben)).toContain('There is no reminder.');
    expect(await chat.say('cancel reminder 1', ben)).toContain('There is no reminder of');
    expect(await chat.say('remind me in 4 days about 1', ben)).toContain('19 Jan');
    expect(await chat.say('reminders')).toContain('18 Jan');
  });

  it('does not come for what was stopped', async () => {
    const chat = await chatWithKettle();
    await chat.say('remind me in 3 days about 1');
    await chat.say('stop 1');
    expect(await chat.say('reminders')).toContain('There is no reminder.');
    chat.clock.advance(3 * DAY);
    expect(await raise(chat, 95)).toEqual([]);
  });

  it('comes for what is paused', async () => {
    const chat = await chatWithKettle();
    await chat.say('remind me in 3 days about 1');
    await chat.say('pause 1');
    chat.clock.advance(3 * DAY);
    const [reminder] = await raise(chat, 95);
    expect(reminder?.text).toContain(KETTLE);
  });
});
