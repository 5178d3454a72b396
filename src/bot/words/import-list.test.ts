import {
  BotChat,
  KETTLE,
  LAMP,
  chatWithKettle,
  chatWithTwo,
  joinTexts,
  titlesOf,
} from '../../../test/support/bot-chat';
import { makeOffer } from '../../../test/support/offers';
import { euro } from '../../../test/support/periods';
import { offered } from '../../../test/support/readings';
import { writeExport } from '../portable/write-export';
import { readExport } from '../../app/read-export';
import type { Reading } from '../../core/reading';
import { toDecimal } from '../../core/money';

const MINUTE = 60_000;

function links(count: number, wish = ''): string {
  return Array.from({ length: count }, (_, index) => `https://shop.example/item/${index} ${wish}`).join('\n');
}

/** What the file of this chat says. */
async function fileOf(chat: BotChat): Promise<string> {
  const [conversation] = [...chat.store.tables.conversations.values()];
  return writeExport(await readExport(chat.store, conversation!));
}

function listOf(chat: BotChat) {
  return [...chat.store.tables.subscriptions.values()].flatMap(({ subscription, shops }) =>
    shops.map(({ productId, baseline }) => ({
      link: chat.store.tables.products.get(productId)?.product.url,
      rule: subscription.rule,
      status: subscription.status,
      snooze: subscription.snooze,
      urgent: subscription.urgent,
      baseline: baseline && `${toDecimal(baseline.price)} ${baseline.at}`,
    })),
  );
}

describe('import', () => {
  it('asks for lines, and takes them', async () => {
    const chat = new BotChat();
    expect(await chat.say('import')).toContain('What shall I bring into your list?');
    expect(await chat.say('hm')).toContain('I did not understand that.');
    const text = await chat.say(`import\n${KETTLE} at 79 EUR\n${LAMP}`);
    expect(text).toContain('Looking at 2 products…');
    expect(chat.store.tables.flows.size).toBe(0);
    expect(listOf(chat)).toMatchObject([
      { link: KETTLE, rule: { kind: 'target', amount: euro(79) } },
      { link: LAMP, rule: { kind: 'drop', percent: 20 } },
    ]);
  });

  it.each([`import\n${KETTLE} 15 %`, `Import: ${KETTLE} 15 %`, `link,wish\n${KETTLE},15 %`])(
    'is understood at once: %s',
    async (text) => {
      const chat = new BotChat();
      expect(await chat.say(text)).toContain('Looking at 1 product…');
      expect(listOf(chat)).toMatchObject([{ rule: { kind: 'drop', percent: 15 } }]);
    },
  );

  it('names every line that it does not take, and keeps the others', async () => {
    const chat = await chatWithKettle();
    const text = await chat.say(
      `import\n${KETTLE}\n${LAMP} soon\nhttp://169.254.169.254/\n${LAMP}\n${LAMP}?utm_x=1\n${KETTLE}/2 at 79`,
    );
    expect(text).toContain('One is in your list already');
    expect(text).toContain('4 lines I could not take:');
    expect(text).toContain('line 2: I do not understand “soon”');
    expect(text).toContain('line 3: I cannot follow http://169.254.169.254/');
    expect(text).toContain('line 5: it is the same product as in line 4');
    expect(text).toContain('line 6: I have seen no price there yet');
    expect(listOf(chat)).toHaveLength(2);
  });

  it('changes the settings of a group for nobody but who manages it', async () => {
    const chat = new BotChat();
    const where = { ...chat.where('team'), kind: 'group' } as const;
    await chat.turn({ where, event: 'opened', person: { id: 'ada' } });
    const file = `record,link,wish\nsetting,,default 15 %\nproduct,${KETTLE},`;
    const text = await chat.say(file, { where, person: { id: 'ben' } });
    expect(text).toContain('line 2: In this group only who brought me here can change its settings');
    expect(listOf(chat)).toMatchObject([{ rule: { kind: 'drop', percent: 20 } }]);
    expect(await chat.say(file, { where })).toContain('One setting is as the file says.');
  });

  it('asks again when it can take nothing', async () => {
    const chat = new BotChat();
    await chat.say('import');
    expect(await chat.say('shop.example/kettle soon')).toContain('I could take nothing of that.');
    expect(chat.store.tables.flows.size).toBe(1);
    expect(await chat.say('cancel')).toContain('never mind');
  });

  it('takes all or nothing of what is too much', async () => {
    const chat = new BotChat();
    expect(await chat.say(`import\n${links(501)}`)).toContain('I have taken none of it');
    expect(listOf(chat)).toEqual([]);
    expect(await chat.say(`import\n${links(500)}`)).toContain('Looking at 500 products…');
  });
});

describe('the one answer', () => {
  const red = makeOffer(euro(90), { variant: 'Red' });
  const FOUND: Readonly<Record<number, Reading>> = {
    1: { kind: 'not-found' },
    2: { kind: 'blocked' },
    3: { kind: 'ambiguous', candidates: [red, red] },
    4: offered(70, { title: 'Cheap thing' }),
  };

  function read(url: string): Reading {
    return FOUND[Number(/\d+$/.exec(url)?.[0])] ?? offered(99, { url });
  }

  it('comes when all are looked at, and is the only one', async () => {
    const chat = new BotChat();
    await chat.say(`import\n${links(200, 'at 79 EUR')}`);
    expect(await chat.deliver()).toEqual([]);
    chat.clock.advance(2 * MINUTE);
    expect(await chat.deliver()).toEqual([]);
    await chat.look(read);
    chat.clock.advance(MINUTE);
    const answers = await chat.deliver();
    expect(answers).toHaveLength(1);
    const { text } = answers[0]!;
    expect(text).toContain('I have looked at what you brought in: 200 products.');
    expect(text).toContain('197 are read');
    expect(text).toContain('One is where you want it already:\n#5 Cheap thing: €70.00');
    expect(text).toContain('One is open: the page shows several variants.');
    expect(text).toContain('2 are not read; I keep trying:');
    expect(text).toMatch(/#2 .*: the shop says that there is no such page/);
    chat.clock.advance(60 * MINUTE);
    expect(await chat.deliver()).toEqual([]);
    expect(titlesOf(answers[0])).toEqual(['My list']);
  });

  it('does not wait for slow shops for ever, and what comes later speaks for itself', async () => {
    const chat = new BotChat();
    await chat.say(`import\n${links(2, 'at 79 EUR')}`);
    chat.clock.advance(14 * MINUTE);
    expect(await chat.deliver()).toEqual([]);
    chat.clock.advance(MINUTE);
    const [answer, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(answer?.text).toContain('2 are not looked at yet');
    await chat.look(() => offered(70));
    expect(joinTexts(await chat.deliver()).match(/^#[12] .*€70\.00/gm)).toHaveLength(2);
  });

  it('lets the chat go on meanwhile', async () => {
    const chat = new BotChat();
    await chat.say(`import\n${links(2)}`);
    expect(await chat.say('list')).toContain('I watch 2 products');
    await chat.say('pause 1');
    await chat.say('stop 2');
    await chat.say('time zone');
    await chat.look(() => offered(70));
    chat.clock.advance(MINUTE);
    const [answer] = await chat.deliver();
    expect(answer?.text).toContain('One is read');
    expect(answer?.below?.title).toContain('Which time zone');
  });

  it('comes at once when all prices are known', async () => {
    const chat = await chatWithKettle();
    expect(await chat.say(`import\n${KETTLE} 10 %`, { where: chat.where('ben') })).toContain(
      '1 product came into your list.',
    );
    expect((await chat.deliver())[0]?.text).toContain('One is read');
  });
});

describe('export, erase, import', () => {
  it('gives the same list, with rules, baselines and settings', async () => {
    const chat = await chatWithTwo();
    await chat.say('2 at 40');
    await chat.say('pause 1');
    await chat.say('snooze 2 until below 39');
    await chat.say('urgent 2 interject');
    for (const words of ['default 12.5 %', 'time zone Berlin', 'quiet 22:30 to 7:00', 'manner cancel']) {
      await chat.say(words);
    }
    const [before, file] = [listOf(chat), await fileOf(chat)];
    const [{ settings, timeZone }] = [...chat.store.tables.conversations.values()] as [never];
    await chat.say('erase my data');
    expect(await chat.say('yes')).toContain('Goodbye');
    chat.clock.advance(MINUTE);

    expect(await chat.say(file)).toContain('4 settings are as the file says.');
    expect(listOf(chat)).toEqual(before);
    const [again] = [...chat.store.tables.conversations.values()];
    expect(again).toMatchObject({ settings, timeZone });
    expect(await fileOf(chat)).toBe(file);
  });

  it('never lets a file say what something cost', async () => {
    const chat = await chatWithKettle();
    const before = [...chat.store.tables.products.values()].map(({ periods }) => [...periods]);
    const forged = `record,link,price,from,until,availability\nprice,${KETTLE},1.00 EUR,2025-12-01,2026-01-01,in-stock`;
    expect(await chat.say(forged)).toContain('of prices I believe only what I saw myself');
    expect([...chat.store.tables.products.values()].map(({ periods }) => periods)).toEqual(before);
  });

  it('knows nothing of other chats', async () => {
    const chat = await chatWithKettle();
    await chat.track(LAMP, offered(50, { title: 'Lamp' }), {
      where: chat.where('ben'),
      person: { id: 'ben' },
    });
    const file = await fileOf(chat);
    expect(file).toContain('kettle');
    expect(file).not.toMatch(/lamp|ada|ben/i);
  });

  it('is offered before the question whether to erase', async () => {
    const chat = await chatWithKettle();
    const [question] = await chat.turn({ text: 'erase my data' });
    expect(titlesOf(question)).toEqual(['Erase everything', 'Export first', 'Never mind']);
    const text = await chat.press({ do: 'export' });
    expect(text).toContain('https://ebb.example/exports/');
    expect(text).toContain(`${KETTLE} 20 %`);
    expect(text.endsWith(question!.text)).toBe(true);
    expect(await chat.say('yes')).toContain('Goodbye');
  });
});
