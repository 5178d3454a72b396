import {
  BotChat,
  KETTLE,
  actionOf,
  chatWithKettle,
  chatWithTwo,
  titlesOf,
} from '../../../test/support/bot-chat';
import { offered } from '../../../test/support/readings';
import { DAY } from '../../core/history';

describe('rules', () => {
  it.each([
    ['tell me at 80', "I'll tell you at €80.00 or less."],
    ['at 79,99 €', "I'll tell you at €79.99 or less."],
    ['15 %', "I'll tell you at €84.15 or less (15 % under the €99.00 of 15 Jan 2026)."],
    ['12.5 %', "I'll tell you at €86.62 or less (12.5 % under the €99.00 of 15 Jan 2026)."],
    [
      '10 % under the highest in 30 days',
      "I'll tell you at €89.10 or less (10 % under the highest price in 30 days, the €99.00 of 15 Jan 2026).",
    ],
    [
      '10 % under the previous price',
      "I'll tell you at €89.10 or less (10 % under the price before, the €99.00 of 15 Jan 2026).",
    ],
    [
      'lowest in 90 days',
      "I'll tell you when it is lower than it has been in 90 days, once I have looked on 14 days.",
    ],
    ['back in stock', "I'll tell you when it is back in stock after being sold out."],
    ['any change', "I'll tell you when its price or stock changes."],
  ])('%s', async (words, promise) => {
    const chat = await chatWithKettle();
    const text = await chat.say(words);
    expect(text.split('\n')).toContain(promise);
    expect(text).toContain('The rule is changed.');
  });

  it.each([
    ['150 %', 'from 1 to 99'],
    ['0 %', 'from 1 to 99'],
    ['lowest in 2 years', '1 to 365 days'],
    ['at 0', 'cannot read that price'],
    ['at 1,2,3', 'cannot read that price'],
    ['at $80', 'sells it in EUR'],
  ])('refuses %s and says what is right', async (words, why) => {
    const chat = await chatWithKettle();
    expect(await chat.say(words)).toContain(why);
    expect(await chat.say('1')).toContain('€79.20 or less');
  });

  it('measures a changed rule from the price of today', async () => {
    const chat = await chatWithKettle();
    chat.clock.advance(DAY);
    await chat.look(offered(90));
    expect(await chat.say('20 %')).toContain('€72.00 or less (20 % under the €90.00 of 16 Jan 2026)');
  });

  it('needs a currency while no price was seen', async () => {
    const chat = new BotChat();
    await chat.say(KETTLE);
    expect(await chat.say('at 80')).toContain('please say the currency too');
    expect(await chat.say('at 80 EUR')).toContain("I'll tell you at €80.00 or less.");
  });

  it('means what was added just now', async () => {
    const chat = await chatWithTwo();
    await chat.track('https://shop.example/third', offered(20, { title: 'Mug' }));
    expect(await chat.say('at 15')).toContain('Mug: €20.00');
  });

  it('offers the usual rules as buttons', async () => {
    const chat = await chatWithKettle();
    const [menu] = await chat.turn({ text: 'rule' });
    expect(titlesOf(menu)).toEqual([
      'A price…',
      '10 % less',
      '20 % less',
      '30 % less',
      'Lowest in 90 days',
      'Back in stock',
      'Any change',
    ]);
    expect(await chat.press(actionOf(menu, '10 % less'))).toContain('€89.10 or less');
  });
});
