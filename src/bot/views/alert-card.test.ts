import { BotChat, KETTLE, chatWithKettle, titlesOf } from '../../../test/support/bot-chat';
import { euro } from '../../../test/support/periods';
import { offered, UNREACHABLE } from '../../../test/support/readings';
import { DAY } from '../../core/history';
import type { Message } from '../../core/message';
import { readText } from '../read-text';

describe('an alert', () => {
  it('says what, why and what next', async () => {
    const chat = new BotChat();
    const offer = { listPrice: euro(120), seller: 'Kettle\u202e World' };
    await chat.track(KETTLE, offered(99, offer));
    chat.clock.advance(DAY);
    await chat.look(offered(75, offer));
    const [alert, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(alert?.text.split('\n')).toEqual([
      '#1 Kettle: €75.00',
      'Down €24.00 (24 %) from €99.00.',
      'You asked for 20 % under the €99.00 of 15 Jan 2026: €79.20 or less.',
      'That is the lowest I have seen in 30 days; I looked on 2 of them.',
      'shop.example · sold by Kettle World · list price €120.00 · in stock · checked 16 Jan 2026, 12:00 UTC',
      KETTLE,
      expect.stringContaining('You can say “chart 1”'),
    ]);
    const words = [...(alert?.text ?? '').matchAll(/“([^”]+)”/g)].map((match) => readText(match[1] ?? ''));
    const wishes = listActions(alert);
    expect(words.map((intent) => intent.do).sort()).toEqual(wishes);
    expect(titlesOf(alert)).toEqual([
      'Go to shop',
      'I bought it',
      'Chart',
      'Snooze',
      'Wrong price?',
      'Stop',
      'Change rule',
      'Check now',
      'Remind me',
    ]);
  });

  it('says when its price was seen last, though it was held', async () => {
    const chat = await chatWithKettle();
    for (const reading of [offered(75), offered(75), UNREACHABLE]) {
      chat.clock.advance(DAY);
      await chat.look(reading);
    }
    expect((await chat.deliver())[0]?.text).toContain('checked 16 Jan 2026');
    const other = await chatWithKettle();
    for (const reading of [offered(75), offered(75)]) {
      other.clock.advance(DAY);
      await other.look(reading);
    }
    expect((await other.deliver())[0]?.text).toContain('checked 17 Jan 2026');
  });

  it('says that something is back in stock', async () => {
    const chat = await chatWithKettle();
    await chat.say('back in stock');
    for (const reading of [offered(null), offered(99)]) {
      chat.clock.advance(DAY);
      await chat.look(reading);
    }
    const [alert] = await chat.deliver();
    expect(alert?.card?.headline).toBe('Back in stock at €99.00');
  });
});

/** What the buttons want, sorted. */
function listActions(message: Message | undefined): string[] {
  const buttons = message?.card?.buttons ?? [];
  return buttons.flatMap((button) => ('action' in button ? [button.action.do] : [])).sort();
}
