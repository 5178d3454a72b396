import { BotChat, KETTLE, LAMP, chatWithKettle, chatWithTwo, titlesOf } from '../../../test/support/bot-chat';
import { offered } from '../../../test/support/readings';
import { DAY } from '../../core/history';

describe('track', () => {
  it('saves at once, answers at once, and follows up with the price and the rule', async () => {
    const chat = new BotChat();
    expect(await chat.say(`look at this ${KETTLE}!`)).toBe(
      'Looking at shop.example… It is saved as #1; the answer follows.',
    );
    expect(chat.wakesOf('polls')).toBe(1);
    await chat.look(offered(99));
    const [answer] = await chat.deliver();
    expect(answer?.card).toMatchObject({ title: '#1 Kettle', headline: '€99.00' });
    expect(answer?.text).toContain("I'll tell you at €79.20 or less (20 % under the €99.00 of 15 Jan 2026).");
    expect(titlesOf(answer)).toEqual([
      'Go to shop',
      'A price…',
      'Change rule',
      'Chart',
      'Pause',
      'Stop',
      'Check now',
      'Wrong price?',
      'Same in another shop',
    ]);
  });

  it('answers with the price when the product is known already', async () => {
    const chat = await chatWithKettle();
    const text = await chat.say(KETTLE, { where: chat.where('ben') });
    expect(text).toContain('Kettle: €99.00');
    expect(text).toContain('I am watching it now.');
    expect(chat.wakesOf('polls')).toBe(1);
  });

  it('looks again before it measures a new wish from a price of hours ago, and says that price with its time', async () => {
    const chat = await chatWithKettle();
    chat.clock.advance(DAY / 8);
    expect(await chat.say(KETTLE, { where: chat.where('ben') })).toBe(
      'Looking at shop.example… It is saved as #1; the answer follows. On 15 Jan 2026, 12:00 UTC it was: €99.00.',
    );
    await chat.look(offered(79));
    const texts = (await chat.deliver()).map(({ text }) => text);
    expect(texts.filter((text) => text.includes('Down'))).toHaveLength(1);
    expect(texts.find((text) => text.includes('I am watching it now.'))).toContain('under the €79.00');
  });

  it('does not call a price new that is still to be confirmed', async () => {
    const chat = await chatWithKettle();
    chat.clock.advance(DAY / 4);
    await chat.look(offered(20));
    expect(await chat.say(KETTLE, { where: chat.where('ben') })).toBe(
      'Looking at shop.example… It is saved as #1; the answer follows.',
    );
  });

  it('says that a product is followed already, also by another link to it', async () => {
    const chat = await chatWithKettle();
    expect(await chat.say(`${KETTLE}?utm_source=mail`)).toContain('You follow this one already.');
    expect(await chat.say('list')).toContain('I watch 1 product');
    chat.clock.advance(DAY / 8);
    expect(await chat.say(KETTLE)).toContain('You follow this one already.');
    chat.clock.advance(2 * DAY);
    expect(await chat.say(KETTLE)).toContain('Looking at shop.example');
  });

  it('says when it is already as cheap as wished', async () => {
    const chat = await chatWithKettle();
    expect(await chat.say('at 120')).toContain('It is that cheap already.');
    expect(await chat.say('at 80')).not.toContain('already');
  });

  it('takes several links, each once, and says what it made of each', async () => {
    const chat = await chatWithKettle();
    const text = await chat.say(
      `${KETTLE} ${LAMP} ${LAMP}?utm_id=1 ftp://shop.example/x https://intranet.test/`,
    );
    expect(text.split('\n')).toEqual([
      '2 products are in your list',
      '#1 Kettle: €99.00 · at €79.20 or less (20 % under €99.00) · you follow it already',
      '#2 lamps.example/lamp: looking…',
      'I cannot follow ftp://shop.example/x: I read only web links that begin with https:// or http://.',
      'I cannot follow https://intranet.test/: it is no address of a public shop that I may read.',
      'Say a number to see one, or “list” to see all.',
    ]);
  });

  it('takes 20 links at most and names the rest', async () => {
    const chat = new BotChat();
    const links = Array.from({ length: 22 }, (_, n) => `https://shop.example/${n + 1}`);
    const text = await chat.say(links.join(' '));
    expect(text).toContain('20 products are in your list');
    expect(text).toContain('Left out: https://shop.example/21, https://shop.example/22');
  });

  it.each([
    ['ftp://shop.example/a', 'I read only web links'],
    ['javascript://shop.example/%0aalert(1)', 'I read only web links'],
    ['https://me:secret@shop.example/a', 'carry a user name or password'],
    ['https://localhost/a', 'no address of a public shop'],
    ['https://shop.test/a', 'no address of a public shop'],
  ])('refuses %s and says why', async (link, why) => {
    const chat = new BotChat();
    const text = await chat.say(link);
    expect(text).toContain(why);
    expect(text).not.toContain('secret');
    expect(await chat.say('list')).toContain('empty');
  });

  it('asks for a link when there is none', async () => {
    expect(await new BotChat().say('track')).toContain('Paste the link');
  });

  it('never gives a number again', async () => {
    const chat = await chatWithTwo();
    await chat.say('stop 2');
    await chat.say('https://shop.example/third');
    expect(await chat.say('list')).toMatch(/#1 Kettle[^]*#3 shop\.example\//);
  });
});
