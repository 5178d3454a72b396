import { BotChat, actionOf, chatWithKettle, chatWithTwo, titlesOf } from '../../../test/support/bot-chat';
import { lookAgain } from '../../../test/support/look-again';
import { offered } from '../../../test/support/readings';
import { DAY } from '../../core/history';
import type { Message } from '../../core/message';

/** The kettle was announced at 75 €, and the alert said so. */
async function alerted(): Promise<{ chat: BotChat; alert: Message | undefined }> {
  const chat = await chatWithKettle(99);
  await lookAgain(chat, () => offered(75));
  const [alert] = await chat.deliver();
  return { chat, alert };
}

async function buyAt(price: string): Promise<BotChat> {
  const { chat } = await alerted();
  await chat.say(`bought 1 at ${price}`);
  return chat;
}

describe('I bought it', () => {
  it('asks for the price, offers the one of now, and watches for a lower one for 14 days', async () => {
    const { chat, alert } = await alerted();
    const [question] = await chat.turn({ action: actionOf(alert, 'I bought it') });
    expect(question?.text).toContain('What did you pay?');
    expect(titlesOf(question)).toEqual(['€75.00', 'Never mind']);
    const [card] = await chat.turn({ action: actionOf(question, '€75.00') });
    expect(card?.text).toContain('You paid €75.00 on 15 Jan 2026.');
    expect(card?.text).toContain(
      "I'll tell you at €73.50 or less, until 29 Jan 2026, the last day to return it.",
    );
    expect(chat.store.tables.flows.size).toBe(0);
  });

  it.each([
    ['79.90', '€79.90', '29 Jan 2026'],
    ['I paid 80', '€80.00', '29 Jan 2026'],
    ['80 €, 30 days', '€80.00', '14 Feb 2026'],
  ])('takes %s as the answer', async (answer, paid, until) => {
    const { chat } = await alerted();
    await chat.say('I bought it');
    const text = await chat.say(answer);
    expect(text).toContain(`You paid ${paid}`);
    expect(text).toContain(`until ${until}`);
  });

  it('takes another time from a button or in words, counted from the day of the purchase', async () => {
    const chat = await buyAt('79.90');
    chat.clock.advance(DAY);
    const [card] = await chat.turn({ text: 'return 1 within 45 days' });
    expect(card?.text).toContain('until 1 Mar 2026');
    expect(await chat.press(actionOf(card, '60 days'))).toContain('until 16 Mar 2026');
    expect(await chat.say('return 1 within 400 days')).toContain('1 to 365 days');
    chat.clock.advance(20 * DAY);
    expect(await chat.say('return 1 within 14 days')).toContain('That day is past');
    expect(await chat.say('list')).toContain('bought for €79.90, return until 16 Mar 2026');
  });

  it('ends the old wish, and says what is saved and until when it can be returned', async () => {
    const chat = await buyAt('79.90');
    await lookAgain(chat, () => offered(79));
    expect(await chat.deliver()).toEqual([]);
    await lookAgain(chat, () => offered(72.8));
    const [alert] = await chat.deliver();
    expect(alert?.card?.lines).toContain('€7.10 less than the €79.90 you paid on 15 Jan 2026.');
    expect(alert?.text).toContain('You can return it until 29 Jan 2026');
    expect(titlesOf(alert)).not.toContain('I bought it');
  });

  it('says so when it is cheaper already, and tells only a further fall', async () => {
    const { chat } = await alerted();
    expect(await chat.say('bought it at 90')).toContain(
      'It is cheaper already: €15.00 less than the €90.00 you paid on 15 Jan 2026.',
    );
    await lookAgain(chat, () => offered(75));
    expect(await chat.deliver()).toEqual([]);
  });

  it.each([
    [70, 'The lowest I saw since you bought it for €79.90 was €70.00: €9.90 less.'],
    [85, 'The lowest I saw since you bought it for €79.90 was €75.00: €4.90 less.'],
  ])('ends when it can no longer be returned, with one sentence (%d €)', async (price, sentence) => {
    const chat = await buyAt('79.90');
    await lookAgain(chat, () => offered(price));
    await chat.deliver();
    chat.clock.advance(15 * DAY);
    await chat.look(offered(50));
    const [end, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(end?.card?.lines[0]).toBe(sentence);
    expect(await chat.say('list')).toContain('Your list is empty');
  });

  it('praises who paid least', async () => {
    const chat = await buyAt('70');
    chat.clock.advance(15 * DAY);
    await chat.look(offered(75));
    expect((await chat.deliver())[0]?.text).toContain(
      'I never saw it cheaper than the €70.00 you paid: well bought!',
    );
  });

  it('is undone: the old wish stands again, once', async () => {
    const chat = await buyAt('79.90');
    const text = await chat.say('undo');
    expect(text).toContain('I wait for it again, as before.');
    expect(text).toContain('€79.20 or less (20 % under the €99.00');
    expect(await chat.say('undo')).toContain('There is nothing to undo');
  });

  it('is undone before a stop that came first, and not after ten minutes', async () => {
    const chat = await chatWithTwo();
    await chat.say('stop 2');
    chat.clock.advance(1000);
    await chat.say('bought 1 at 79.90');
    expect(await chat.say('undo')).toContain('I wait for it again');
    expect(await chat.say('undo')).toContain('It is back in your list.');
    await chat.say('bought 1 at 79.90');
    chat.clock.advance(11 * 60_000);
    expect(await chat.say('undo 1')).toContain('There is nothing to undo');
  });

  it('is over when another rule is set', async () => {
    const chat = await buyAt('79.90');
    expect(await chat.say('1 at 50')).toContain("I'll tell you at €50.00 or less.");
    expect(await chat.say('list')).not.toContain('bought');
  });

  it.each(['bought 1 at $80', 'bought 1 at 0'])('is not taken as “%s”', async (words) => {
    const { chat } = await alerted();
    await chat.say(words);
    expect(await chat.say('1')).toContain('20 % under');
  });

  it('is nobody else’s business', async () => {
    const chat = new BotChat();
    const where = { ...chat.where('family'), kind: 'group' as const };
    await chat.track('https://shop.example/kettle', offered(99), { where });
    expect(await chat.say('bought 1 at 80', { where })).toContain('between us');
    await lookAgain(chat, () => offered(75));
    const alert = (await chat.deliver()).at(-1);
    expect(titlesOf(alert)).not.toContain('I bought it');
  });
});
