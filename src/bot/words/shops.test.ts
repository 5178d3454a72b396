import {
  BotChat,
  KETTLE,
  LAMP,
  actionOf,
  chatWithKettle,
  chatWithTwo,
  titlesOf,
} from '../../../test/support/bot-chat';
import { lookAgain } from '../../../test/support/look-again';
import { dollar } from '../../../test/support/periods';
import { offered } from '../../../test/support/readings';
import type { Message } from '../../core/message';
import type { Reading } from '../../core/reading';

const OTHER = 'https://other.example/kettle';
const THIRD = 'https://third.example/kettle';

type Prices = Readonly<Record<string, number | Reading>>;

/** What the shops show: the kettle for so many euro by link, or another reading. */
function shown(prices: Prices): (url: string) => Reading {
  return (url) => {
    const price = prices[url] ?? 99;
    return typeof price === 'number' ? offered(price, { url }) : price;
  };
}

/** A chat that follows the kettle for 99 € in one shop and for 95 € in another, as #1. */
async function chatWithShops(): Promise<BotChat> {
  const chat = await chatWithKettle();
  await chat.say(`1 also at ${OTHER}`);
  await chat.look(shown({ [OTHER]: 95 }));
  await chat.deliver();
  return chat;
}

function linesOf(message: Message | undefined): readonly string[] {
  return message?.card?.lines ?? [];
}

describe('the same thing in another shop', () => {
  it.each([
    `add ${OTHER} to 1`,
    `1 also at ${OTHER}`,
    `#1 too: ${OTHER}`,
    `${OTHER} is the same as #1`,
    `Same thing as 1: ${OTHER}.`,
  ])('is added by “%s”, and answered when it was looked at', async (text) => {
    const chat = await chatWithKettle();
    expect(await chat.say(text)).toBe('Looking at other.example… It is added to #1; the answer follows.');
    await chat.look(shown({ [OTHER]: 95 }));
    const [answer, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(answer?.card).toMatchObject({ title: '#1 Kettle', headline: '€95.00 at other.example' });
    expect(linesOf(answer)[0]).toBe('I am watching it at other.example, too.');
    expect(linesOf(answer).slice(2)).toEqual([
      expect.stringMatching(/^other.example: €95.00, checked .*, I tell you at €76.00 or less$/),
      expect.stringMatching(/^shop.example: €99.00, checked .*, I tell you at €79.20 or less$/),
    ]);
  });

  it.each([`1 and ${OTHER}`, `also look at ${OTHER}`, `add ${OTHER} and ${THIRD} to 1`])(
    'is not guessed from “%s”',
    async (text) => {
      const chat = await chatWithKettle();
      await chat.say(text);
      const { total } = await chat.store.subscriptions.list(1, 0, 9);
      const list = await chat.say('list');
      expect([total, list]).toEqual([expect.any(Number), expect.stringContaining('I watch')]);
      expect(list).not.toContain('I watch 1 product for you');
    },
  );

  it('is asked for by a button, and taken from the answer', async () => {
    const chat = await chatWithKettle();
    const [card] = await chat.turn({ text: '1' });
    const [question] = await chat.turn({ action: actionOf(card, 'Same in another shop') });
    expect(question?.text).toContain('Paste the link of the same thing in another shop');
    expect(await chat.say(OTHER)).toContain('It is added to #1');
    expect(chat.store.tables.flows.size).toBe(0);
    expect(await chat.say(`add ${OTHER} to 1`)).toBe('I watch #1 Kettle there already. Say “1” to see it.');
  });

  it('takes in what was in the list by itself', async () => {
    const chat = await chatWithTwo();
    expect(await chat.say(`add ${LAMP} to 1`)).toContain('What was #2 is part of #1 now.');
    const list = await chat.say('list');
    expect(list).toContain('I watch 1 product for you');
    expect(list).toContain('lamps.example: €50.00, checked');
    expect(await chat.say('undo 2')).toContain('You follow the same product again already.');
  });

  it('refuses what cannot be followed, and what is for another day', async () => {
    const chat = await chatWithKettle();
    expect(await chat.say('add https://user:pw@other.example/kettle to 1')).toContain(
      'user name or password',
    );
    expect(await chat.say(`add ${OTHER} to 7`)).toContain('There is no #7');
    const stay = (day: string): string => `https://hotel.example/stay/2099-07-${day}`;
    await chat.say(stay('11'));
    expect(await chat.say(`add ${stay('12')} to 2`)).toContain('That is for another day than #2');
  });

  it('stands in the list and on the card, the cheapest first', async () => {
    const chat = await chatWithShops();
    expect(await chat.say('list')).toMatch(
      /#1 Kettle: other.example: €95.00, checked .*; shop.example: €99.00, checked .*20 % under the price when added/,
    );
    const [card] = await chat.turn({ text: 'show 1' });
    expect(titlesOf(card)).toEqual(expect.arrayContaining(['Same in another shop', 'Remove a shop']));
    expect(card?.card?.buttons[0]).toEqual({ title: 'Go to shop', url: OTHER });
  });

  it('is removed by a button or a word, but for the last shop', async () => {
    const chat = await chatWithShops();
    const [card] = await chat.turn({ text: 'show 1' });
    const [question] = await chat.turn({ action: actionOf(card, 'Remove a shop') });
    expect(titlesOf(question)).toEqual(['shop.example', 'other.example', 'Never mind']);
    expect(await chat.say('other.example')).toContain('I no longer watch #1 Kettle at other.example.');
    expect(await chat.say('remove shop.example from 1')).toContain('That is the only shop of #1 Kettle');
    expect(await chat.press(actionOf(question, 'other.example'))).toContain('not watched in that shop');
  });

  it('ends with all its shops', async () => {
    const chat = await chatWithShops();
    await chat.say('stop 1');
    await lookAgain(chat, shown({ [KETTLE]: 50, [OTHER]: 50 }));
    expect(await chat.deliver()).toEqual([]);
    expect(await chat.say('undo')).toContain('other.example: €95.00');
  });

  it('is looked at everywhere when asked, and each shop answers for itself', async () => {
    const chat = await chatWithShops();
    chat.clock.advance(1000);
    await chat.say('check 1');
    await chat.look(shown({ [OTHER]: 95 }));
    const answers = await chat.deliver();
    expect(answers.map(({ card }) => card?.headline).sort()).toEqual(['€95.00', '€99.00']);
  });

  it('shows the chart of one shop, and leads to the others', async () => {
    const chat = await chatWithShops();
    const [chart] = await chat.turn({ text: 'chart 1' });
    expect(chart?.card?.title).toBe('#1 Kettle at shop.example');
    const [other] = await chat.turn({ action: actionOf(chart, 'other.example') });
    expect(other?.card).toMatchObject({ title: '#1 Kettle at other.example', headline: '€95.00' });
  });

  it('asks in which shop a price is wrong', async () => {
    const chat = await chatWithShops();
    const [question] = await chat.turn({ text: 'wrong price 1' });
    expect(question?.text).toContain('Which shop do you mean?');
    expect(await chat.say('2')).toContain('#1 Kettle at other.example');
    await chat.say('90');
    await chat.look(shown({ [OTHER]: 95 }));
    await chat.deliver();
    expect(await chat.say('show 1')).toMatch(/other.example: €95.00, .*you say that is wrong/);
    await lookAgain(chat, shown({ [KETTLE]: 60, [OTHER]: 95 }));
    const [alert] = await chat.deliver();
    expect(alert?.card?.headline).toBe('€60.00');
    expect(alert?.text).not.toContain('Elsewhere');
    expect(await chat.say('price is right 1')).not.toContain('you say that is wrong');
  });
});

describe('an alert about one of several shops', () => {
  it('says what the others ask, and means its own shop by its buttons', async () => {
    const chat = await chatWithShops();
    await chat.say(`1 also at ${THIRD}`);
    await chat.look(shown({ [THIRD]: offered(90, { url: THIRD, availability: 'out-of-stock' }) }));
    await chat.deliver();
    await lookAgain(
      chat,
      shown({ [OTHER]: 70, [THIRD]: offered(90, { url: THIRD, availability: 'out-of-stock' }) }),
    );
    const [alert, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(alert?.card).toMatchObject({ title: '#1 Kettle', headline: '€70.00' });
    expect(alert?.text).toContain(
      'Elsewhere: shop.example €99.00, checked just now; third.example sold out, checked just now.',
    );
    const [question] = await chat.turn({ action: actionOf(alert, 'Wrong price?') });
    expect(question?.card?.title).toBe('#1 Kettle at other.example');
  });

  it('says in one message that two have fallen, the cheapest first', async () => {
    const chat = await chatWithShops();
    await lookAgain(chat, shown({ [KETTLE]: 75, [OTHER]: 70 }));
    const [alert, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(alert?.card).toMatchObject({ title: '#1 Kettle', headline: '€70.00' });
    expect(alert?.text).toContain('Also at shop.example: €75.00, down from €99.00.');
    expect(alert?.text).not.toContain('Elsewhere');
  });

  it('does so when it is urgent, too', async () => {
    const chat = await chatWithShops();
    await chat.say('urgent 1');
    await lookAgain(chat, shown({ [KETTLE]: 75, [OTHER]: 70 }));
    const [alert, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(alert?.text).toContain('Also at shop.example: €75.00');
  });

  it('is one line of a digest with the others', async () => {
    const chat = await chatWithShops();
    await chat.track(LAMP, offered(50, { title: 'Lamp', url: LAMP }));
    await lookAgain(
      chat,
      shown({ [KETTLE]: 75, [OTHER]: 70, [LAMP]: offered(35, { title: 'Lamp', url: LAMP }) }),
    );
    const [digest, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(digest?.card?.title).toBe('News about 2 of your products');
    expect(linesOf(digest)).toEqual([
      expect.stringContaining('#2 Lamp: €35.00'),
      expect.stringMatching(
        /^#1 Kettle at other.example: €70.00, 26 % less .*; also at shop.example €75.00$/,
      ),
    ]);
  });

  it('names no price that may be wrong or is too old', async () => {
    const chat = await chatWithShops();
    await lookAgain(chat, shown({ [OTHER]: 70, [KETTLE]: { kind: 'unreachable', why: 'time-out' } }));
    const [alert] = await chat.deliver();
    expect(alert?.card?.headline).toBe('€70.00');
    expect(alert?.text).not.toContain('Elsewhere');
  });

  it('compares with no other currency, and names it', async () => {
    const chat = await chatWithShops();
    await chat.say('1 at 80');
    const dollars = offered(0, { url: THIRD, price: dollar(60) });
    await chat.say(`1 also at ${THIRD}`);
    await chat.look(shown({ [OTHER]: 95, [THIRD]: dollars }));
    expect((await chat.deliver()).map(({ text }) => text)).toEqual([
      expect.stringMatching(/third.example: US\$60.00, .*not compared with your €80.00/),
    ]);
    await lookAgain(chat, shown({ [OTHER]: 79, [THIRD]: dollars }));
    const [alert, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(alert?.card?.headline).toBe('€79.00');
    expect(alert?.text).toContain('Elsewhere: shop.example €99.00, checked just now; third.example US$60.00');
  });
});
