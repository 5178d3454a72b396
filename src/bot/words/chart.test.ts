import { BotChat, chatWithKettle, chatWithTwo, titlesOf, KETTLE } from '../../../test/support/bot-chat';
import { offered } from '../../../test/support/readings';
import { DAY } from '../../core/history';

async function chatWithFall(): Promise<BotChat> {
  const chat = await chatWithKettle();
  chat.clock.advance(5 * DAY);
  await chat.look({ kind: 'unchanged' });
  chat.clock.advance(DAY);
  await chat.look(offered(89));
  await chat.deliver();
  chat.clock.advance(DAY);
  return chat;
}

describe('chart', () => {
  it('answers with a picture and the same facts as text', async () => {
    const chat = await chatWithFall();
    const [answer] = await chat.turn({ text: 'chart' });
    expect(answer?.card).toMatchObject({
      title: '#1 Kettle',
      headline: '€89.00',
      lines: ['The last 30 days'],
      facts: [
        { label: 'Lowest', value: '€89.00, 21 Jan 2026' },
        { label: 'Highest', value: '€99.00, 15 Jan 2026' },
        { label: 'Alert at', value: '€79.20 or less' },
        { label: 'Changes', value: '1' },
        { label: 'I looked', value: 'on 7 of 30 days' },
      ],
    });
    expect(answer?.card?.picture).toEqual({
      url: 'https://ebb.example/test-30.png',
      alt: expect.stringContaining('Lowest: €89.00, 21 Jan 2026') as string,
    });
    expect(answer?.text).toContain('Lowest: €89.00, 21 Jan 2026');
    expect(answer?.text).toContain('https://ebb.example/p/');
  });

  it('has a button for each other time', async () => {
    const chat = await chatWithFall();
    const [answer] = await chat.turn({ action: { do: 'chart', id: 1, span: 90 } });
    expect(titlesOf(answer)).toEqual(['30 days', '1 year', 'All', 'Open as a page', 'Go to shop']);
    expect(answer?.card?.lines).toEqual(['The last 90 days']);
    expect(await chat.press({ do: 'chart', id: 1, span: 'all' })).toContain('Since 15 Jan 2026');
  });

  it('tells the channel and what is shown to whoever makes the link', async () => {
    const chat = await chatWithFall();
    const [answer] = await chat.turn({ text: 'chart 1 1 year' });
    expect(answer?.card?.picture?.url).toBe('https://ebb.example/test-365.png');
  });

  it('says what was not for sale, and which currencies are left out', async () => {
    const chat = await chatWithFall();
    await chat.look({ kind: 'unavailable' });
    chat.clock.advance(1.5 * DAY);
    await chat.look({ kind: 'unavailable' });
    chat.clock.advance(1.5 * DAY);
    await chat.look(offered({ minor: 12_000, currency: 'USD' }));
    chat.clock.advance(DAY / 24);
    await chat.look(offered({ minor: 12_000, currency: 'USD' }));
    const text = await chat.say('chart 1');
    expect(text).toContain('Not for sale: about 3 days');
    expect(text).toContain('Prices in EUR are left out: they cannot be compared with USD.');
  });

  it('of a product without a price says so', async () => {
    const chat = new BotChat();
    await chat.say(KETTLE);
    expect(await chat.say('chart')).toContain('I have seen no price in this time.');
  });

  it('asks which product is meant, and shows nothing of other chats', async () => {
    const chat = await chatWithTwo();
    expect(await chat.say('chart')).toContain('Which one do you mean?');
    expect(await chat.say('chart 1', { where: chat.where('ben') })).toContain('There is no #1');
  });
});
