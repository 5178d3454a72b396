import { KETTLE, actionOf, chatWithKettle, titlesOf, type BotChat } from '../../../test/support/bot-chat';
import { makeOffer } from '../../../test/support/offers';
import { euro } from '../../../test/support/periods';
import { offered } from '../../../test/support/readings';
import type { Message } from '../../core/message';
import type { Reading } from '../../core/reading';

/** The person says what the shop shows, and the look that follows finds this. */
async function object(chat: BotChat, answer: string, found: Reading): Promise<Message | undefined> {
  await chat.say('wrong price 1');
  await chat.say(answer);
  chat.clock.advance(1000);
  await chat.look(found);
  return (await chat.deliver()).at(-1);
}

describe('“wrong price?”', () => {
  it('asks what the shop shows, and says what was read and when', async () => {
    const chat = await chatWithKettle();
    const [question] = await chat.turn({ action: { do: 'wrong-price', id: 1 } });
    expect(question?.text).toContain('I read €99.00 there on 15 Jan 2026, 12:00 UTC.');
    expect(titlesOf(question)).toEqual([
      'Go to shop',
      'No price',
      'Another product',
      'The price is right',
      'Never mind',
    ]);
  });

  it.each([
    ['79.90', { kind: 'price', price: euro(79.9) }],
    ['79,90 €', { kind: 'price', price: euro(79.9) }],
    ['It shows 79.90', { kind: 'price', price: euro(79.9) }],
    ['80', { kind: 'price', price: euro(80) }],
    ['$80', { kind: 'price', price: { minor: 8000, currency: 'USD' } }],
    ['no price', { kind: 'no-price' }],
    ['It is sold out', { kind: 'no-price' }],
    ["it's another product", { kind: 'other-product' }],
  ])('takes %s, and looks again at once', async (answer, shown) => {
    const chat = await chatWithKettle();
    await chat.say('wrong price');
    chat.wakes.length = 0;
    expect(await chat.say(answer)).toContain('I am looking at #1 Kettle again');
    expect(chat.wakes).toContain('polls');
    const [row] = chat.store.tables.subscriptions.values();
    expect(row?.shops).toMatchObject([{ answerOwed: 'report', objection: { shown, to: euro(99) } }]);
    await chat.look(offered(99));
    expect(chat.store.tables.reports).toMatchObject([{ shown, url: KETTLE, reading: offered(99) }]);
  });

  it('takes a button for an answer', async () => {
    const chat = await chatWithKettle();
    const [question] = await chat.turn({ action: { do: 'wrong-price', id: 1 } });
    expect(await chat.press(actionOf(question, 'No price'))).toContain('looking at #1 Kettle again');
    expect(chat.store.tables.flows.size).toBe(0);
  });

  it.each(['It is right', 'right', 'The price is right', '99', '99.00 €'])(
    'is over with %s',
    async (answer) => {
      const chat = await chatWithKettle();
      await chat.say('wrong price 1');
      expect(await chat.say(answer)).toContain('Good, then that price counts.');
      const [row] = chat.store.tables.subscriptions.values();
      expect(row?.shops).toMatchObject([{ answerOwed: null, objection: null }]);
    },
  );

  it('asks again after an answer that is none', async () => {
    const chat = await chatWithKettle();
    const question = await chat.say('wrong price 1');
    expect(await chat.say('hm')).toContain(question);
    expect(await chat.say('0')).toContain('I cannot read that price');
    expect(await chat.say('79')).toContain('I am looking');
  });

  it('says that the person is right when the shop is read so now', async () => {
    const chat = await chatWithKettle();
    const answer = await object(chat, '79.90', offered(79.9));
    expect(answer?.text).toContain('You are right');
    expect(answer?.card?.headline).toBe('€79.90');
    expect(answer?.text).toContain('(20 % under the €79.90 of');
  });

  it('says what it sees otherwise, where, and what follows', async () => {
    const chat = await chatWithKettle();
    const answer = await object(chat, '79.90', offered(99));
    expect(answer?.text).toContain('You see €79.90, and I read €99.00.');
    expect(answer?.text).toContain('I have kept the page and your answer');
    expect(answer?.text).toContain('I send no alert until I read another price than €99.00 there.');
    const card = await chat.say('show 1');
    expect(card).toContain('you told me that the shop shows €79.90. I send no alert until');
    expect(await chat.say('price is right 1')).not.toContain('I send no alert');
    expect(await chat.say('show 1')).not.toContain('I send no alert');
  });

  it('says when it sees nothing, and does not claim to have kept a page', async () => {
    const chat = await chatWithKettle();
    const answer = await object(chat, '79.90', { kind: 'unreachable', why: 'time-out' });
    expect(answer?.text).toContain('gave no usable answer (time-out)');
    expect(answer?.text).toContain('I send no alert until I read another price than €99.00 there.');
    expect(answer?.text).not.toContain('kept');
  });

  it('agrees that there is no price', async () => {
    const chat = await chatWithKettle();
    const answer = await object(chat, 'no price', { kind: 'unreadable', why: 'It shows none' });
    expect(answer?.text).toContain('So you are right.');
    const soldOut = await object(chat, 'no price', { kind: 'unavailable', offer: makeOffer(null) });
    expect(soldOut?.card?.headline).toBe('Out of stock');
  });

  it('keeps back an alert at that price which is still owed', async () => {
    const chat = await chatWithKettle();
    chat.clock.advance(60_000);
    await chat.store.products.makeDue([...chat.store.tables.products.keys()][0]!);
    await chat.look(offered(60));
    await chat.say('wrong price 1');
    await chat.say('95');
    const [delivery] = await chat.store.deliveries.claim(chat.clock.now(), 1, { token: 't', expiresAt: 1 });
    expect(delivery?.notice.body.kind).toBe('alert');
    expect(delivery?.subscription?.objection?.to).toEqual(euro(60));
  });

  it('is open to everybody in a group, and answered by who pressed', async () => {
    const chat = await chatWithKettle();
    const ben = { person: { id: 'ben' } };
    expect(await chat.press({ do: 'wrong-price', id: 1 }, ben)).toContain('What does the shop show now');
    expect(await chat.say('79.90')).not.toContain('looking at #1');
    expect(await chat.say('79.90', ben)).toContain('looking at #1 Kettle again');
  });

  it('is taken ten times a day from one conversation', async () => {
    const chat = await chatWithKettle();
    for (let i = 2; i <= 11; i += 1) await chat.track(`https://shop.example/p${i}`, offered(99));
    for (let i = 1; i <= 10; i += 1) {
      chat.clock.advance(2_000);
      await chat.say(`wrong price ${i}`);
      expect(await chat.say('79')).toContain('looking');
    }
    await chat.say('wrong price 11');
    expect(await chat.say('79')).toContain('many prices today');
    chat.clock.advance(25 * 60 * 60 * 1000);
    await chat.say('wrong price 11');
    expect(await chat.say('79')).toContain('looking');
  });

  it('is no question where no price was told', async () => {
    const chat = await chatWithKettle();
    await chat.track('https://shop.example/pot', { kind: 'not-found' });
    expect(await chat.say('wrong price 2')).toContain('I have told no price of #2');
  });
});
