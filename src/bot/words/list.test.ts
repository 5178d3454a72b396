import { BotChat, KETTLE, chatWithKettle, chatWithTwo, titlesOf } from '../../../test/support/bot-chat';
import { offered } from '../../../test/support/readings';
import { DAY } from '../../core/history';

describe('list and show', () => {
  it('shows pages of five with buttons to turn them', async () => {
    const chat = new BotChat();
    await chat.say(Array.from({ length: 12 }, (_, n) => `https://shop.example/${n + 1}`).join(' '));
    const [first] = await chat.turn({ text: 'list' });
    expect(first?.card?.title).toBe('I watch 12 products for you (page 1 of 3)');
    expect(titlesOf(first)).toEqual(['#1', '#2', '#3', '#4', '#5', 'Next']);
    const [second] = await chat.turn({ action: { do: 'list', page: 2 } });
    expect(titlesOf(second)).toEqual(['#6', '#7', '#8', '#9', '#10', 'Previous', 'Next']);
    const [last] = await chat.turn({ text: 'list 99' });
    expect(titlesOf(last)).toEqual(['#11', '#12', 'Previous']);
  });

  it('marks what is paused', async () => {
    const chat = await chatWithTwo();
    await chat.say('pause 2');
    expect(await chat.say('list')).toContain(
      '#2 Lamp: €50.00 · at €40.00 or less (20 % under €50.00) · paused',
    );
  });

  it('shows one by its number, as a word or a bare number', async () => {
    const chat = await chatWithTwo();
    expect(await chat.say('show 2')).toContain('Lamp: €50.00');
    expect(await chat.say('2')).toContain('Lamp: €50.00');
  });

  it('says so when there is nothing yet', async () => {
    const chat = new BotChat();
    for (const word of ['list', 'check', 'at 80', 'pause']) {
      expect(await chat.say(word)).toContain('Your list is empty. Paste the link');
    }
  });

  it('says how often a rule would have fired, once there is a history', async () => {
    const chat = await chatWithKettle(100);
    for (const price of [79, 100, 75, 100]) {
      chat.clock.advance(3 * DAY);
      await chat.look(offered(price));
    }
    expect(await chat.say('at 80')).toContain(
      'In the last 12 days I would have told you twice; I looked on 5 of them.',
    );
    expect(await chat.say('at 50')).toContain(
      'In the last 12 days I would have told you not once; I looked on 5 of them.',
    );
  });

  it('says it in the answer to a link, where others have followed the product before', async () => {
    const chat = await chatWithKettle(100);
    chat.clock.advance(9 * DAY);
    await chat.look(offered(100));
    chat.clock.advance(DAY / 24);
    const where = { where: { ...chat.where('ben'), externalId: 'ben' } };
    const answer = await chat.track(KETTLE, offered(100), where);
    expect(answer.text).toContain('In the last 9 days I would have told you not once; I looked every day.');
  });
});
