import { BotChat, actionOf, titlesOf } from '../../test/support/bot-chat';
import { offered } from '../../test/support/readings';
import { lookAgain } from '../../test/support/look-again';
import type { Message } from '../core/message';

const MINUTE = 60_000;
const GAP_MS = 10 * MINUTE;

/** A chat that follows so many products for 100 € each, with a pause between unasked messages. */
async function chatWith(count: number): Promise<BotChat> {
  const chat = new BotChat();
  for (let number = 1; number <= count; number += 1) {
    await chat.track(linkOf(number), offered(100, { title: `Lamp ${number}`, url: linkOf(number) }));
    chat.clock.advance(1_000);
  }
  chat.gapMs = GAP_MS;
  return chat;
}

function linkOf(number: number): string {
  return `https://shop-${number}.example/lamp`;
}

/** The prices of these products fall. */
async function letFall(chat: BotChat, prices: Readonly<Record<number, number>>): Promise<void> {
  await lookAgain(chat, (url) => {
    const number = Number(/shop-(\d+)/.exec(url)?.[1]);
    return offered(prices[number] ?? 100, { title: `Lamp ${number}`, url });
  });
}

describe('the pause between unasked messages', () => {
  it('lets the first through, and says together what gathers, the best first', async () => {
    const chat = await chatWith(4);
    await letFall(chat, { 1: 70 });
    expect(headsOf(await chat.deliver())).toEqual(['#1 Lamp 1']);
    await letFall(chat, { 1: 70, 2: 75 });
    await letFall(chat, { 1: 70, 2: 75, 3: 60, 4: 79 });
    expect(await chat.deliver()).toEqual([]);
    chat.clock.advance(GAP_MS);
    const [digest, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(digest?.card?.title).toBe('News about 3 of your products');
    expect(digest?.card?.lines.map((line) => line.split(' · ')[0])).toEqual([
      '#3 Lamp 3: €60.00, 40 % less',
      '#2 Lamp 2: €75.00, 25 % less',
      '#4 Lamp 4: €79.00, 21 % less',
    ]);
    expect(titlesOf(digest)).toEqual(['#3', '#2', '#4']);
    chat.clock.advance(GAP_MS);
    expect(await chat.deliver()).toEqual([]);
  });

  it('shows five on the card, and all when asked', async () => {
    const chat = await chatWith(7);
    await letFall(chat, { 1: 79, 2: 78, 3: 77, 4: 76, 5: 75, 6: 74, 7: 73 });
    const [digest, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(digest?.card?.lines).toHaveLength(6);
    expect(digest?.card?.lines.at(-1)).toBe('… and 2 more');
    expect(digest?.text).toContain('#1 Lamp 1: €79.00');
    const [all] = await chat.turn({ action: actionOf(digest, 'Show all 7') });
    expect(all?.card?.lines).toHaveLength(7);
    expect(all?.text).toContain('#1 Lamp 1: €79.00');
    const elsewhere = { ...chat.where('ben'), externalId: 'ben' };
    const { delivery } = actionOf(digest, 'Show all 7');
    expect(await chat.press({ do: 'told', delivery: delivery! }, { where: elsewhere })).toContain(
      'I no longer know',
    );
  });

  it('shows many by pages', async () => {
    const chat = await chatWith(45);
    await letFall(
      chat,
      Object.fromEntries(Array.from({ length: 45 }, (_none, index) => [index + 1, 79 - index / 2])),
    );
    const [digest] = await chat.deliver();
    expect(digest?.text).toContain('… and 25 more');
    let [page] = await chat.turn({ action: actionOf(digest, 'Show all 45') });
    expect(page?.card?.title).toBe('News about 45 of your products (page 1 of 3)');
    expect(titlesOf(page)).toEqual(['Next', 'My list']);
    for (const name of ['Next', 'Next']) [page] = await chat.turn({ action: actionOf(page, name) });
    expect(page?.card?.lines.map((line) => line.split(':')[0])).toEqual([
      '#5 Lamp 5',
      '#4 Lamp 4',
      '#3 Lamp 3',
      '#2 Lamp 2',
      '#1 Lamp 1',
    ]);
    expect(titlesOf(page)).toEqual(['Previous', 'My list']);
  });

  it('says of two falls of one product only how it stands', async () => {
    const chat = await chatWith(2);
    await letFall(chat, { 2: 70 });
    await chat.deliver();
    await letFall(chat, { 1: 75, 2: 70 });
    await letFall(chat, { 1: 60, 2: 70 });
    chat.clock.advance(GAP_MS);
    const [alert, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(alert?.card).toMatchObject({ title: '#1 Lamp 1', headline: '€60.00' });
  });

  it('says of two urgent falls that were held only how it stands', async () => {
    const chat = await chatWith(1);
    await chat.say('urgent 1');
    await chat.say('snooze all for a week');
    await letFall(chat, { 1: 70 });
    await letFall(chat, { 1: 60 });
    expect(await chat.deliver()).toEqual([]);
    await chat.say('wake all');
    const [alert, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(alert?.card).toMatchObject({ title: '#1 Lamp 1', headline: '€60.00' });
  });

  it('lets what is urgent pass', async () => {
    const chat = await chatWith(2);
    await chat.say('urgent 2');
    await letFall(chat, { 1: 70 });
    await chat.deliver();
    await letFall(chat, { 1: 70, 2: 70 });
    expect(headsOf(await chat.deliver())).toEqual(['#2 Lamp 2']);
  });

  it('neither holds up what was asked for, nor is begun by it', async () => {
    const chat = await chatWith(2);
    await letFall(chat, { 1: 70 });
    await chat.deliver();
    await chat.say('test 2');
    expect(headsOf(await chat.deliver())).toEqual(['Test alert: #2 Lamp 2']);
    chat.clock.advance(GAP_MS);
    await chat.say('test 2');
    await chat.deliver();
    await letFall(chat, { 1: 70, 2: 70 });
    expect(headsOf(await chat.deliver())).toEqual(['#2 Lamp 2']);
  });

  it('leaves out of the digest what is not true any more', async () => {
    const chat = await chatWith(3);
    await letFall(chat, { 1: 70 });
    await chat.deliver();
    await letFall(chat, { 1: 70, 2: 70, 3: 70 });
    await letFall(chat, { 1: 70, 2: 99, 3: 70 });
    chat.clock.advance(GAP_MS);
    expect(headsOf(await chat.deliver())).toEqual(['#3 Lamp 3']);
  });
});

function headsOf(messages: readonly Message[]): (string | undefined)[] {
  return messages.map(({ card }) => card?.title);
}
