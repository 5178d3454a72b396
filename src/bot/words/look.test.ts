import { BotChat, KETTLE, chatWithKettle, joinTexts } from '../../../test/support/bot-chat';

describe('check and test', () => {
  it('looks now and tells what it found', async () => {
    const chat = await chatWithKettle();
    chat.clock.advance(60_000);
    expect(await chat.say('check')).toBe('Looking at #1 Kettle… The answer follows.');
    await chat.look({ kind: 'unchanged' });
    expect(joinTexts(await chat.deliver())).toContain('I have just looked: nothing has changed.');
  });

  it('sends an alert that is marked as a test', async () => {
    const chat = await chatWithKettle();
    expect(await chat.say('test')).toContain('on its way');
    expect(chat.wakes).toContain('deliveries');
    const [alert] = await chat.deliver();
    expect(alert?.card?.title).toBe('Test alert: #1 Kettle');
    expect(alert?.text).toContain('only a test');
    expect(alert?.text).toContain('20 % under the €99.00 of 15 Jan 2026: €79.20 or less');
  });

  it('has nothing to show before the first price', async () => {
    const chat = new BotChat();
    await chat.say(KETTLE);
    expect(await chat.say('test')).toContain('seen no price');
    expect(await chat.deliver()).toEqual([]);
  });
});
