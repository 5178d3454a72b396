import { inProcessRunner } from '../../../test/support/in-process-runner';
import { watcherWith } from '../../../test/support/looker-of';
import { buildOffer, toReading } from '../../watcher-api/build-offer';
import type { WatcherDefinition } from '../../watcher-api/define-watcher';
import { readPage } from '../../reading/read-page';
import { openBench } from './bench';
import { checkContract } from './check-contract';
import type { RecordedCase } from './recorded-case';

const LINK = 'https://shop.example/p/7';
const HTML = `<!doctype html><title>Kettle</title><script type="application/ld+json">{"@type":"Product","name":"Kettle",
"offers":{"price":"79.90","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}</script>
<h1>Kettle</h1><p class="price">79.90 EUR</p><button>Add to basket</button>`;

const EXAMPLE: RecordedCase = {
  name: 'example',
  link: LINK,
  expect: { kind: 'offer', price: '79.9', currency: 'EUR' },
  answers: { [LINK]: { html: HTML } },
};

/** A good watcher of one shop; `changes` spoil it. */
const GOOD: Partial<WatcherDefinition> = {
  hosts: ['shop.example'],
  example: { url: LINK, key: '7' },
  match(url) {
    const key = /^\/p\/(\w+)$/.exec(url.pathname)?.[1];
    return key === undefined ? null : { key, url: `https://shop.example/p/${key}` };
  },
  look: async ({ url }, { http }) => readPage(await http.get(url, { accept: 'html' })),
};

it('does not wait for ever', async () => {
  const watcher = watcherWith(GOOD);
  const bench = openBench(watcher, [], [EXAMPLE], inProcessRunner([watcher]));
  const { faults, passed } = await checkContract(bench, -1);
  expect(passed).toBe(0);
  expect(faults).toEqual([expect.stringContaining('checks were left out')]);
});

function check(changes: Partial<WatcherDefinition>, cases: readonly RecordedCase[] = [EXAMPLE]) {
  const watcher = watcherWith({ ...GOOD, ...changes });
  return checkContract(openBench(watcher, [], cases, inProcessRunner([watcher])));
}

const offer = (minor: number, availability: 'in-stock' | 'out-of-stock' = 'in-stock') =>
  toReading(
    buildOffer({
      ...{ title: 'Kettle', url: LINK, price: { minor, currency: 'EUR' }, availability },
      ...{ source: 'test', snippet: '' },
    }),
  );

it('finds nothing wrong with a good watcher, and says what was never recorded', async () => {
  expect(await check({})).toEqual({
    passed: expect.any(Number),
    faults: [],
    unrecorded: ['unavailable', 'not-found'],
  });
});

it('asks for a recorded offer', async () => {
  const { faults } = await check({}, []);
  expect(faults).toEqual([expect.stringContaining('has no recorded answers with an offer')]);
});

/** A look that finds the price in the text of the page in its own way. */
function withText(find: (text: string) => string | null): WatcherDefinition['look'] {
  return async ({ url }, { http }) => {
    const decimal = find((await http.get(url, { accept: 'html' })).text());
    return decimal === null ? { kind: 'not-a-product' } : offer(Math.round(parseFloat(decimal) * 100));
  };
}

let calls = 0;
it.each<[string, Partial<WatcherDefinition>, string]>([
  [
    'a key with tracking parameters',
    { match: (url) => ({ key: url.href, url: url.href }), example: { url: LINK, key: LINK } },
    'does not ask how somebody came',
  ],
  [
    'a link of its own that it does not take',
    { match: (url) => (url.pathname === '/p/7' ? { key: '7', url: 'https://shop.example/x' } : null) },
    'leads from its own link back',
  ],
  ['the home page as a product', { match: () => ({ key: '7', url: LINK }) }, 'does not take the home page'],
  [
    'a key that changes',
    { match: (url) => ({ key: `${++calls}`, url: url.href }) },
    'gives a link the same key each time',
  ],
  [
    'a link that it changes',
    {
      match: (url) => {
        url.search = '?x';
        return { key: '7', url: LINK };
      },
    },
    'leaves the link as it was',
  ],
  [
    'a price of its own making',
    { look: () => Promise.resolve(offer(500)) },
    'finds no offer in an empty answer',
  ],
  [
    'readings that differ',
    { look: () => Promise.resolve(offer(++calls + 500)) },
    'reads the same answer twice alike',
  ],
  [
    'failures that it swallows',
    {
      look: async ({ url }, { http }) => {
        await http.get(url, { accept: 'html' }).catch(() => null);
        return { kind: 'not-a-product' };
      },
    },
    'ends as blocked when its requests do',
  ],
  [
    'a request of another host',
    { look: async (_, { http }) => readPage(await http.get('https://ads.example/', { accept: 'html' })) },
    'asks for what it may not have',
  ],
  [
    'one request too many',
    {
      look: async ({ url }, { http }) => {
        await http.get(url, { accept: 'html' });
        return readPage(await http.get(url, { accept: 'html' }));
      },
    },
    'asks for what it may not have',
  ],
  [
    'two offers that nobody could tell apart',
    {
      look: async ({ url }, { http }) => {
        const reading = readPage(await http.get(url, { accept: 'html' }));
        return reading.kind === 'offer'
          ? { ...reading, offers: [...reading.offers, ...reading.offers] }
          : reading;
      },
    },
    'tells the offers of a page apart: example: two offers are both "Kettle"',
  ],
  [
    'a key that its own link does not have',
    {
      hosts: 'any',
      look: async ({ url }, { http }) => {
        const reading = readPage(await http.get(url, { accept: 'html' }));
        const canonical = { key: '9', url: 'https://shop.example/p/8' };
        return reading.kind === 'offer' ? { ...reading, canonical } : reading;
      },
    },
    'https://shop.example/p/8 has the key 8 instead of 9',
  ],
  [
    'a thousands mark that it takes for a comma',
    { look: withText((text) => /"price">([\d.,]+)/.exec(text)?.[1]?.replace(',', '.') ?? null) },
    'reads "1.079,90" right or not at all',
  ],
  [
    'stock that it does not read',
    { look: withText((text) => (text.includes('79.90') ? '79.90' : null)) },
    'went out of stock',
  ],
  [
    'a price that it does not read at all',
    { look: withText((text) => (text.includes('Kettle') ? '79.90' : null)) },
    'takes a price of zero for none',
  ],
])('sees %s', async (_, changes, fault) => {
  const { faults } = await check(changes);
  expect(faults.join('\n')).toContain(fault);
});

it('sees variants that share a key', async () => {
  const size = (name: string): RecordedCase => ({
    ...EXAMPLE,
    name,
    link: `${LINK}?size=${name}`,
    expect: { kind: 'offer', variant: name },
  });
  const { faults } = await check({}, [EXAMPLE, size('1 l'), size('2 l')]);
  expect(faults).toContain('gives different variants different keys: "1 l" and "2 l" both have the key 7');
});

it('sees candidates whose links lead to one key', async () => {
  const candidates = ['a', 'b'].map((variant) =>
    buildOffer({
      ...{
        title: 'Kettle',
        url: `${LINK}?size=${variant}`,
        price: { minor: 7990, currency: 'EUR' },
        variant,
      },
      ...{ availability: 'in-stock', source: 'test', snippet: '' },
    }),
  );
  const look: WatcherDefinition['look'] = async ({ url }, { http }) => {
    await http.get(url, { accept: 'html' });
    return { kind: 'ambiguous', candidates };
  };
  const { faults } = await check({ look }, [{ ...EXAMPLE, expect: { kind: 'ambiguous' } }]);
  expect(faults.join('\n')).toContain('two variants with links of their own have the key 7');
});
