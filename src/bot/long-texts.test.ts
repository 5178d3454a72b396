import { BotChat, chatWithKettle } from '../../test/support/bot-chat';
import { HOSTILE_TEXTS, PATIENCE_MS } from '../../test/support/hostile-texts';
import { createMemoryStore } from '../../test/support/memory-store';
import { measureAnswer } from '../../test/support/processor-time';
import { silentLog } from '../../test/support/silent-log';
import { FLOWS } from './flows/flow-table';
import { readText } from './read-text';

const ANSWER = 6_000;

/** What a person can be asked, and the words that make us ask. */
const QUESTIONS: Readonly<Record<string, string>> = {
  nothing: 'list',
  'a price': 'target',
  'what was paid': 'bought 1',
  'a time': 'remind 1',
  'a link': 'another shop 1',
  'a wrong price': 'wrong price 1',
  'a time zone': 'time zone',
  'which to stop': 'stop',
  'whether to erase': 'erase my data',
  lines: 'import',
};

describe('a text of 100,000 characters', () => {
  it.each(Object.entries(QUESTIONS))(
    'is answered shortly and in no time where %s is asked',
    async (_what, words) => {
      const chat = await chatWithKettle();
      for (const [name, text] of Object.entries(HOSTILE_TEXTS)) {
        chat.clock.advance(60_000);
        await chat.say(words);
        let answer = '';
        const took = await measureAnswer(async () => {
          answer = await chat.say(text);
        });
        expect([name, took < PATIENCE_MS]).toEqual([name, true]);
        expect([name, answer.length > 0 && answer.length < ANSWER]).toEqual([name, true]);
        await chat.say('cancel');
      }
    },
    120_000,
  );

  it('is read by no question that asks for a few words', () => {
    const long = new Set(['import-lines', 'type-shop', 'choose-variant']);
    for (const [kind, flow] of Object.entries(FLOWS))
      expect([kind, (flow.longest ?? 0) > 500]).toEqual([kind, long.has(kind)]);
  });

  it('without a link is no word, even if it begins as one, and that is said', async () => {
    const chat = await chatWithKettle();
    const said = `stop 1${' '.repeat(600)}is what I said to my sister yesterday`;
    expect(await chat.say(said)).toContain(
      'That is longer than I read where there is no link in it: 500 characters.',
    );
    expect(await chat.say('list')).toContain('#1 Kettle');
    expect(readText(`  ${'\n'.repeat(600)}list`)).toEqual({ do: 'list', page: 1 });
  });

  it('keeps the question open that it does not answer', async () => {
    const chat = await chatWithKettle();
    await chat.say('bought 1');
    const answer = await chat.say('1'.repeat(501));
    expect(answer).toContain('That is longer than I read');
    expect(answer).toContain('What did you pay?');
    expect(await chat.say('79.90')).toContain('79.90');
  });

  it('is read up to a point where it has links, and that is said', async () => {
    const chat = new BotChat();
    const answer = await chat.say(`https://shop.example/a ${'x '.repeat(50_000)} https://shop.example/b`);
    expect(answer).toContain('saved as #1');
    expect(answer).toContain('I have read only the first 60,000 characters of that.');
    expect(chat.store.tables.subscriptions.size).toBe(1);
  });
});

describe('a message of 5,000 links', () => {
  const links = Array.from({ length: 5_000 }, (_, index) => `s.example/${index}`);

  it('costs no more than 20 of them, and says how many are left out', async () => {
    const store = createMemoryStore();
    const { products } = store;
    let asked = 0;
    const findByLink: typeof products.findByLink = (link) => {
      asked += 1;
      return products.findByLink(link);
    };
    const chat = new BotChat(silentLog, { ...store, products: { ...products, findByLink } });
    const answer = await chat.say(links.join(' '));
    expect(answer).toContain('20 products are in your list');
    expect(answer).toContain('Left out: https://s.example/20, ');
    expect(answer).toMatch(/https:\/\/s\.example\/39 and 4,0\d\d more\./);
    expect(answer).toContain('I have read only the first 60,000 characters of that.');
    expect(answer).toContain('Say “import” before a list of links: then I take 500.');
    expect(answer.length).toBeLessThan(ANSWER);
    expect([store.tables.products.size, store.tables.subscriptions.size]).toEqual([20, 20]);
    expect(asked).toBeLessThanOrEqual(40);
  });

  it('is too much for an import, of which nothing is taken then', async () => {
    const chat = new BotChat();
    const answer = await chat.say(`import\n${links.join('\n')}`);
    expect(answer).toContain('That is too much for one message: I take 500 products');
    expect(chat.store.tables.products.size).toBe(0);
  });
});

describe('a link that is too long', () => {
  it('is not parsed, and that is said', async () => {
    const chat = new BotChat();
    const link = `https://shop.example/${'x'.repeat(3_000)}`;
    expect(await chat.say(link)).toMatch(
      /^I cannot follow https:\/\/shop\.example\/x+…: the link is too long\./,
    );
    expect(chat.store.tables.products.size).toBe(0);
  });
});
