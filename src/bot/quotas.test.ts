import { BotChat } from '../../test/support/bot-chat';
import { offered } from '../../test/support/readings';
import { MOST_FAILED_HOSTS, MOST_KEPT } from '../core/quota';

// A thousand wishes take their time on a busy machine.
jest.setTimeout(60_000);

const HOUR = 60 * 60 * 1000;

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

describe('links to nowhere', () => {
  const NOWHERE = { kind: 'unreachable', why: 'no such host' } as const;

  function hosts(from: number, count: number): string[] {
    return Array.from({ length: count }, (_, index) => `https://host-${from + index}.example/x`);
  }

  it('are followed up to a number an hour; then only shops that are known', async () => {
    const chat = new BotChat();
    await chat.track('https://known.example/kettle', offered(99), { where: chat.where('ben') });
    await chat.say(hosts(1, MOST_FAILED_HOSTS).join(' '));
    await chat.look(NOWHERE);
    const text = await chat.say('https://host-99.example/x');
    expect(text).toBe(
      'I could reach none of 20 shops that you named within an hour, so I look at no new ones for a while: ' +
        'try again in an hour. Shops that I know are fine.',
    );
    expect(await chat.say('https://known.example/lamp')).toContain('It is saved as');
    chat.clock.advance(HOUR);
    expect(await chat.say('https://host-99.example/x')).toContain('It is saved as');
  });

  it('are looked at no further when too many were brought in at once', async () => {
    const chat = new BotChat();
    await chat.say(`import\n${hosts(1, 100).join('\n')}`);
    const asked: string[] = [];
    const look = (): Promise<void> =>
      chat.look((url) => {
        asked.push(url);
        return NOWHERE;
      });
    await look();
    expect(asked).toHaveLength(MOST_FAILED_HOSTS);
    await chat.press({ do: 'check', id: 100 });
    await look();
    expect(new Set(asked).size).toBe(MOST_FAILED_HOSTS);
    for (const hours of [1, 2, 3]) {
      chat.clock.advance(HOUR);
      await look();
      expect(new Set(asked).size).toBe((hours + 1) * MOST_FAILED_HOSTS);
    }
  });

  it('keep no import from being looked at whose shops answer', async () => {
    const chat = new BotChat();
    await chat.say(`import\n${hosts(1, 200).join('\n')}`);
    let looks = 0;
    await chat.look((url) => {
      looks += 1;
      return looks % 11 === 0 ? NOWHERE : offered(99, { url });
    });
    expect(looks).toBe(200);
  });
});
