import type { Card } from '../../src/core/message';
import { describeInBrowser, takeShot } from '../support/browser';
import { ChatPage } from '../support/chat-page';
import { startScriptedChat, type ScriptedChat } from '../support/scripted-chat';

jest.setTimeout(120_000);

const alert: Card = {
  title: 'Tideglow desk lamp',
  headline: '€79.20  ↓ 20 %',
  lines: ['20 % under €99.00, the price when you subscribed on 3 January.', 'Checked just now.'],
  facts: [
    { label: 'Shop', value: 'shop.example' },
    { label: 'Lowest in 30 days', value: '€79.20 (we looked on 12 days)' },
  ],
  buttons: [
    { title: 'Go to shop', url: 'https://shop.example/lamp' },
    { title: 'Pause', action: { do: 'pause', id: 1 } },
    { title: 'Check now', action: { do: 'check', id: 1 } },
    { title: 'Change rule', action: { do: 'change', id: 1 } },
    { title: 'Wrong price?', action: { do: 'report', id: 1 } },
    { title: 'Stop', action: { do: 'stop', id: 1 } },
  ],
};

describeInBrowser('the chat page', (browser) => {
  let chat: ScriptedChat;
  beforeAll(async () => {
    chat = await startScriptedChat((turn) => {
      if (turn.event === 'opened') return chat.turns.length > 1 ? null : { text: 'Hello! Paste a link.' };
      return { text: turn.action ? `you pressed ${turn.action.do}` : `you said ${turn.text}` };
    });
  });
  afterAll(() => chat.close());

  test('a visitor talks, is told unasked, presses a button, and finds all of it again', async () => {
    const context = await browser().newContext({ viewport: { width: 900, height: 760 }, locale: 'en-GB' });
    const first = await ChatPage.open(context, chat.url);
    await first.waitFor('Hello! Paste a link.');
    await first.type('hello');
    await first.waitFor('you said hello');
    expect(chat.turns.at(-1)?.where).toMatchObject({ channel: 'webchat', locale: 'en-GB' });
    expect(chat.turns.at(-1)?.where.timeZone).toBeDefined();

    await chat.tell({ text: 'Tideglow desk lamp fell', card: alert });
    await first.waitFor('€79.20');
    await takeShot(first.page, 'alert');
    await first.press('Pause');
    await first.waitFor('you pressed pause');
    await first.page.close();

    await chat.tell({ text: 'told while the page was closed' });
    const again = await ChatPage.open(context, chat.url);
    await again.waitFor('told while the page was closed');
    await again.waitFor('you said hello');
    expect(await again.saying('Hello! Paste a link.').count()).toBe(1);
    await takeShot(again.page, 'return');
    expect([...first.problems, ...again.problems]).toEqual([]);
  });

  test('every button of a card can be seen and pressed on a phone', async () => {
    const context = await browser().newContext({ viewport: { width: 390, height: 780 }, locale: 'en-GB' });
    const person = await ChatPage.open(context, chat.url);
    await person.type('hello');
    await person.waitFor('you said hello');
    await chat.tell({ text: 'Tideglow desk lamp fell', card: alert });
    const bubble = await person.saying('€79.20').last().boundingBox();
    for (const { title } of alert.buttons) {
      const button = await person.page.getByRole('button', { name: title }).last().boundingBox();
      expect((button?.x ?? 0) + (button?.width ?? 0)).toBeLessThanOrEqual(
        (bubble?.x ?? 0) + (bubble?.width ?? 0),
      );
    }
    await takeShot(person.page, 'phone');
    await person.press('Stop');
    await person.waitFor('you pressed stop');
  });

  test.each(['light', 'dark'] as const)(
    'the buttons beyond the sixth stand in a menu (%s)',
    async (colorScheme) => {
      const viewport = { width: 390, height: 780 };
      const context = await browser().newContext({ viewport, locale: 'en-GB', colorScheme });
      const person = await ChatPage.open(context, chat.url);
      await person.type('hello');
      await person.waitFor('you said hello');
      const more = [
        { title: 'Remind me', action: { do: 'remind', id: 1 } },
        { title: 'Snooze', action: { do: 'snooze', id: 1 } },
      ];
      await chat.tell({
        text: 'Tideglow desk lamp fell',
        card: { ...alert, buttons: [...alert.buttons, ...more] },
      });
      await person.waitFor('€79.20');
      await person.openMenu();
      await takeShot(person.page, `menu-${colorScheme}`);
      await person.choose('Snooze');
      await person.waitFor('you pressed snooze');
      expect(person.problems).toEqual([]);
    },
  );

  test('the demo puts its link into the chat and lowers the price', async () => {
    const viewport = { width: 390, height: 780 };
    const context = await browser().newContext({ viewport, locale: 'en-GB', colorScheme: 'dark' });
    const { page, ...person } = await ChatPage.open(context, chat.url);
    await page.getByRole('button', { name: 'Try an example' }).click();
    await page.getByRole('button', { name: /Lower the price by 25/ }).click();
    await page.getByText('The demo shop now asks 96.75 EUR').waitFor();
    const link = chat.turns.at(-1)?.text ?? '';
    await chat.tell({ text: 'Tideglow desk lamp fell', card: alert });
    await page.getByText('€79.20').last().waitFor();
    await takeShot(page, 'phone-dark');
    await page.goto(link);
    await page.getByText('€96.75').waitFor();
    await takeShot(page, 'shop');
    expect(person.problems).toEqual([]);
  });
});
