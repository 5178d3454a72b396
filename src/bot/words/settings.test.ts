import { BotChat, KETTLE, LAMP, chatWithKettle } from '../../../test/support/bot-chat';
import { offered } from '../../../test/support/readings';

describe('settings', () => {
  it('shows and changes the rule that new products begin with', async () => {
    const chat = await chatWithKettle();
    expect(await chat.say('settings')).toContain('Usual rule: 20 % under the price when added');
    expect(await chat.say('default 10 %')).toContain('10 % under the price when added');
    const answer = await chat.track(LAMP, offered(50, { title: 'Lamp', url: LAMP }));
    expect(answer.text).toContain('€45.00 or less (10 %');
    expect(await chat.say('1')).toContain('20 % under the €99.00');
  });

  it.each([
    ['default at 80', 'A price fits one product only'],
    ['default 100 %', 'from 1 to 99'],
    ['default lowest in 500 days', '1 to 365 days'],
    ['time zone Mars/Olympus', 'I know no time zone “Mars/Olympus”'],
  ])('refuses %s', async (words, why) => {
    const chat = new BotChat();
    expect(await chat.say(words)).toContain(why);
    expect(await chat.say('settings')).toContain('20 % under the price when added');
    expect(await chat.say('settings')).toContain('not set (I use UTC)');
  });

  it('prints times in the time zone of the chat', async () => {
    const chat = await chatWithKettle();
    expect(await chat.say('1')).toContain('checked 15 Jan 2026, 12:00 UTC');
    await chat.say('time zone Europe/Berlin');
    expect(await chat.say('1')).toContain('checked 15 Jan 2026, 13:00');
  });

  it('prints money as the locale of the chat has it', async () => {
    const chat = new BotChat();
    const where = { ...chat.where(), locale: 'de-DE' };
    const answer = await chat.track(KETTLE, offered(1299.5), { where });
    expect(answer.card?.headline).toBe('1.299,50\u00a0€');
  });

  it('bears a locale that is none', async () => {
    const chat = new BotChat();
    const where = { ...chat.where(), locale: 'not a locale' };
    expect((await chat.track(KETTLE, offered(99), { where })).card?.headline).toBe('€99.00');
  });
});
