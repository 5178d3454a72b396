import { BotChat } from '../../test/support/bot-chat';
import { MOST_KEPT } from '../core/quota';

const FULL = 'I watch 1,000 products for you already, which is as many as I can: stop one first.';

function links(from: number, count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `https://shop-${(from + index) % 40}.example/${from + index}`,
  );
}

/** A chat that follows so many products of 40 shops. */
async function chatWith(count: number): Promise<BotChat> {
  const chat = new BotChat();
  for (let from = 1; from <= count; from += 500) {
    const text = await chat.say(`import\n${links(from, Math.min(500, count - from + 1)).join('\n')}`);
    expect(text).toContain('They are saved.');
  }
  return chat;
}

function countOf(chat: BotChat): number {
  return [...chat.store.tables.subscriptions.values()].filter(
    ({ subscription }) => subscription.status !== 'ended',
  ).length;
}

describe('a list that is full', () => {
  it('holds what a keen person wants, and says of the next link what to do', async () => {
    const chat = await chatWith(MOST_KEPT.person);
    expect(await chat.say('https://shop.example/more')).toBe(FULL);
    expect(countOf(chat)).toBe(MOST_KEPT.person);
    await chat.say('stop 7');
    expect(await chat.say('https://shop.example/more')).toContain('saved as #1001');
  });

  it('takes of several links what has room, and names the others in one sentence', async () => {
    const chat = await chatWith(MOST_KEPT.person - 1);
    const [known] = links(1, 1);
    const text = await chat.say(
      `https://shop.example/a https://shop.example/b https://shop.example/c ${known}`,
    );
    expect(text).toContain('2 products are in your list');
    expect(text).toContain('#1000 shop.example/a: looking…');
    expect(text).toContain(`${FULL} Left out: https://shop.example/b, https://shop.example/c`);
    expect(text).toContain('#1 ');
  });

  it('takes of an import what has room, and names the other lines in one sentence', async () => {
    const chat = await chatWith(MOST_KEPT.person - 2);
    const text = await chat.say(`import\n${links(2_000, 5).join('\n')}`);
    expect(text).toContain('Looking at 2 products…');
    expect(text).toContain(`${FULL} Left out: line 3, line 4, line 5`);
    expect(text).not.toContain('already and stay as they are');
    expect(countOf(chat)).toBe(MOST_KEPT.person);
  });

  it('takes nothing of an import without room, and says so', async () => {
    const chat = await chatWith(MOST_KEPT.person);
    const text = await chat.say(`import\n${links(2_000, 2).join('\n')}`);
    expect(text).toContain('I could take nothing of that.');
    expect(text).toContain(`${FULL} Left out: line 1, line 2`);
  });

  it('takes no stop back when its place was taken', async () => {
    const chat = await chatWith(MOST_KEPT.person);
    await chat.say('stop 7');
    await chat.say('https://shop.example/more');
    expect(await chat.say('undo')).toBe(FULL);
    await chat.say('stop 8');
    expect(await chat.say('undo 7')).toContain('It is back in your list.');
  });
});
