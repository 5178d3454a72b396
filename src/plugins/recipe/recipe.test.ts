import type { CannedAnswer } from '../../../test/support/canned-http';
import { cannedHttp } from '../../../test/support/canned-http';
import { lookerOf, never } from '../../../test/support/looker-of';
import type { Reading } from '../../core/reading';
import { makeRecipeWatcher } from './make-recipe-watcher';
import { readRecipe } from './read-recipe';

const HEAD = `
name: Pans & More
homepage: https://pans.example
maintainers: [somebody]
hosts: [pans.example]
example: { url: 'https://pans.example/p/7-pan', key: '7' }
links: ['/p/{id:number}-*?size={size?}']
`;
const LINK = 'https://pans.example/p/7-pan';

function faultsOf(text: string): readonly string[] {
  const read = readRecipe(text);
  return 'faults' in read ? read.faults : [];
}

function watcherOf(rest: string) {
  const read = readRecipe(HEAD + rest);
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  return { ...makeRecipeWatcher('pans', read.recipe), values: {} };
}

async function look(rest: string, answer: CannedAnswer, asked = LINK): Promise<Reading> {
  const watcher = watcherOf(rest);
  const looker = lookerOf([watcher], cannedHttp({ [asked]: answer }));
  const product = looker.identify(LINK);
  if (!product) throw new Error('not matched');
  return (await looker.look({ ...product, validators: {} }, never)).reading;
}

const PAGE = `<!doctype html><title>Pan</title>
  <script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"Pans"},
    {"@type":"Product","name":"Copper pan","offers":[{"price":"79.90","priceCurrency":"EUR","availability":"https://schema.org/InStock"}]}]}</script>
  <h1>Copper pan, 24 cm</h1><s>99,00 €</s> <b class="now" data-cents="7990">79,90 €</b> <i id="stock">Auf Lager</i>
  <script id="state">{"product":{"price":{"value":79.9}}}</script><script>var p = {"cost":"79.90","cur":"EUR"};</script>`;

describe('the places of a field', () => {
  it.each([
    ['JSON-LD', 'price: { jsonld: offers.price }\n  currency: { jsonld: offers.priceCurrency }'],
    ['the text of an element, with its sign', 'price: { css: .now }'],
    [
      'an attribute in hundredths',
      'price: { css: .now, attribute: data-cents, unit: hundredths }\n  currency: EUR',
    ],
    ['JSON in an element', "price: { css: '#state', json: product.price.value }\n  currency: EUR"],
    [
      'a regular expression',
      `price: { regex: '"cost":"([\\d.]+)"' }\n  currency: { regex: '"cur":"(\\w+)"' }`,
    ],
    ['the second place when the first has nothing', 'price: [{ css: .sale }, { css: .now }]'],
  ])('can be %s', async (_, fields) => {
    expect(await look(`fields:\n  title: { css: h1 }\n  ${fields}\n`, PAGE)).toMatchObject({
      kind: 'offer',
      offers: [{ title: 'Copper pan, 24 cm', url: LINK, price: { minor: 7990, currency: 'EUR' } }],
    });
  });

  it('carry the list price and what the shop means by its words for stock', async () => {
    const fields = `fields:
  title: { css: h1 }
  price: { css: .now }
  listPrice: { css: s }
  availability: { css: '#stock', values: { Auf Lager: in-stock, Ausverkauft: out-of-stock } }`;
    expect(await look(fields, PAGE)).toMatchObject({
      offers: [{ listPrice: { minor: 9900, currency: 'EUR' }, availability: 'in-stock' }],
    });
    expect(await look(fields, PAGE.replace('Auf Lager', 'Ausverkauft'))).toMatchObject({
      kind: 'unavailable',
    });
  });

  it('say where the price stood', async () => {
    expect(await look('fields: { title: { css: h1 }, price: { css: .now } }', PAGE)).toMatchObject({
      offers: [{ evidence: { source: 'recipe: css .now', snippet: '79,90 €' } }],
    });
  });
});

const API = `reads: api
request: https://pans.example/api/{id}?size={size?}
fields:
  title: { json: name }
  price: { json: price.amount }
  currency: { json: price.currency }
  availability: { json: inStock }
`;

it('asks an API', async () => {
  const json = { name: 'Pan', price: { amount: '1299', currency: 'JPY' }, inStock: true };
  expect(await look(API, { json }, 'https://pans.example/api/7')).toMatchObject({
    kind: 'offer',
    offers: [{ price: { minor: 1299, currency: 'JPY' }, availability: 'in-stock' }],
  });
});

it('takes a sold-out product without a price for what it is', async () => {
  const json = { name: 'Pan', inStock: false };
  expect(await look(API, { json }, 'https://pans.example/api/7')).toMatchObject({ kind: 'unavailable' });
});

describe('a recipe that finds nothing', () => {
  const fields = 'fields: { title: { css: h2 }, price: { css: .now } }';

  it('never falls back to a price that it did not name', async () => {
    expect(await look(fields, PAGE)).toMatchObject({
      kind: 'unreadable',
      why: expect.stringContaining('Pans & More'),
    });
  });

  it('says what the page says of itself', async () => {
    const gone = '<!doctype html><title>404 Page not found</title><h1>Page not found</h1>';
    expect(await look(fields, gone)).toMatchObject({ kind: 'not-found' });
  });

  it('never guesses a currency', async () => {
    const page = '<h2>Pan</h2><b class="now">79.90</b>';
    expect(await look(fields, page)).toMatchObject({
      kind: 'unreadable',
      why: expect.stringContaining('currency'),
    });
  });
});

describe('the link', () => {
  const fields = 'fields: { title: { css: h1 }, price: { css: .now } }';
  const match = (link: string, rest = '') => watcherOf(rest + fields).match(new URL(link), {});

  it('gives key and canonical link', () => {
    expect(match(`${LINK}?ref=mail&size=24#top`)).toEqual({ key: '7/24', url: `${LINK}?size=24` });
    expect(match('https://pans.example/')).toBeNull();
  });

  it('is made of the placeholders where the recipe says how', () => {
    const url = 'url: https://pans.example/p/{id}-x?size={size?}\n';
    expect(match(`${LINK}?size=24`, url)).toEqual({ key: '7/24', url: 'https://pans.example/p/7-x?size=24' });
  });
});

describe('faults', () => {
  it('are all named at once', () => {
    const faults = faultsOf(`
name: ''
homepage: nowhere
maintainers: []
hosts: any
colour: red
links: [p]
example: { url: x, key: y }
fields:
  title: { css: 'p:has(a:has(b))' }
  price: { regex: '(a+)+' }
  availability: { json: a..b }
  seller: { jsonld: a, css: b }
`);
    expect(faults.join('\n')).toMatchInlineSnapshot(`
     "name is empty
     homepage is no http(s) link
     maintainers names nobody
     hosts needs a list: a recipe is for one shop
     links.0 does not begin with a slash
     fields.title.css uses :has, which can take for ever: name the element itself
     fields.price.regex repeats a group, which can take for ever: repeat single characters only
     fields.availability.json is no path such as product.offers[0].price
     fields.seller needs jsonld, or css (with attribute or not), json and regex in that order, one or more of them
     colour is not known: remove it"
    `);
  });

  it.each([
    ['a: &a [x]\nb: *a', 'is no YAML'],
    ['a: 1\na: 2', 'is no YAML'],
    ['just text', 'is no list of fields'],
    ['x'.repeat(70_000), 'larger than 64 KB'],
    [
      `${HEAD}fields: { title: x, price: { css: b } }\nrequest: https://other.example/{id}`,
      'request is on other.example',
    ],
    [`${HEAD}fields: { title: x, price: { css: b } }\nurl: https://pans.example/{sku}`, 'url names {sku}'],
    [`${HEAD}fields: { title: x, price: { css: b } }\nurl: /p/{id}`, 'url is no http(s) link'],
    [`${HEAD}fields: { title: x }`, 'fields.price'],
    [`${HEAD}feilds: { title: x }`, 'fields is no list of places'],
    [
      `${HEAD}fields: { title: x, price: { css: b }, availability: { css: i, values: { Gone: sold-out } } }`,
      'fields.availability.values.Gone is none of in-stock, out-of-stock',
    ],
    [
      HEAD.replace(/^example: .*$/m, 'example: { url: https://pans.example/p/7, key: 7 }'),
      'example.key is no text: put it in quotes',
    ],
    [HEAD.replace(/^links: .*$/m, 'links: /p/{id}'), 'links is no list such as'],
    [`${HEAD}fields: { title: x, price: {} }`, 'fields.price needs jsonld'],
  ])('%j', (text, fault) => expect(faultsOf(text).join('\n')).toContain(fault));
});
