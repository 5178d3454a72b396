import { identify } from '../../src/plugins/identify';
import { loadWatchers } from '../../src/plugins/load-watchers';
import { productPage } from '../../test/support/fake-shop';
import { lookWith } from '../../test/support/look-with';
import { silentLog } from '../../test/support/silent-log';

const LINK = 'https://shop.example/catalog/product/view/id/42';
const CART = '<button id="product-addtocart-button">Add to Cart</button>';
const EUR = '<meta property="product:price:currency" content="EUR">';

function wrapPrice(type: string, amount: string): string {
  return `<span data-price-type="${type}" data-price-amount="${amount}"></span>`;
}

interface Shown {
  readonly head?: string;
  readonly main?: string;
  readonly more?: string;
}

/** A product's page as the platform's own theme writes it. */
function shopPage({
  head = EUR,
  main = wrapPrice('finalPrice', '79.9') + CART,
  more = '',
}: Shown = {}): string {
  return (
    `<head>${head}</head><body class="page-product-simple catalog-product-view">` +
    `<h1 class="page-title"><span class="base">Kettle</span></h1><div class="product-info-main">${main}</div>` +
    `${more}<script type="text/x-magento-init">{"*": {"Magento_Ui/js/core/app": {}}}</script></body>`
  );
}

/** Blue for 79.90 and red for `red`, in the form of the platform's own script. */
function variants(red = 89.9, name = 'jsonConfig'): string {
  const priced = (amount: number): object => ({ oldPrice: { amount: 99 }, finalPrice: { amount } });
  const options = [
    { id: '58', label: 'Blue', products: ['7'] },
    { id: '59', label: 'Red', products: ['8'] },
  ];
  const config = {
    attributes: { 93: { id: '93', code: 'colour', label: 'Colour', options } },
    optionPrices: { 7: priced(79.9), 8: priced(red) },
    index: { 7: { 93: '58' }, 8: { 93: '59' } },
  };
  const script = {
    '[data-role=swatch-options]': { 'Magento_Swatches/js/swatch-renderer': { [name]: config } },
  };
  return `<script type="text/x-magento-init">${JSON.stringify(script)}</script>`;
}

async function look(page: string, link = LINK) {
  return (await lookWith(link, { [LINK]: page })).reading;
}

describe('magento', () => {
  it('reads price, price before and stock', async () => {
    const main = wrapPrice('finalPrice', '79.900001') + wrapPrice('oldPrice', '99') + CART;
    const reading = await look(shopPage({ main }));
    expect(reading.kind === 'offer' && reading.offers).toEqual([
      {
        title: 'Kettle',
        url: LINK,
        price: { minor: 7990, currency: 'EUR' },
        listPrice: { minor: 9900, currency: 'EUR' },
        availability: 'in-stock',
        from: false,
        evidence: { source: 'magento-page', snippet: 'data-price-amount: 79.900001 EUR' },
        confidence: 1,
      },
    ]);
  });

  it('takes the price of the product, not of those related to it', async () => {
    const more = `<div class="related">${wrapPrice('finalPrice', '5')}</div>`;
    expect(await look(more + shopPage({ more }))).toMatchObject({ offers: [{ price: { minor: 7990 } }] });
    expect(await look(shopPage({ main: CART, more }))).toMatchObject({ kind: 'unreadable' });
  });

  it.each(['jsonConfig', 'spConfig'])('asks which variant of %s when their prices differ', async (name) => {
    expect(await look(shopPage({ more: variants(89.9, name) }))).toMatchObject({
      kind: 'ambiguous',
      candidates: [
        { variant: 'Blue', price: { minor: 7990 }, listPrice: { minor: 9900 }, url: `${LINK}#93=58` },
        { variant: 'Red', price: { minor: 8990 }, url: `${LINK}#93=59` },
      ],
    });
  });

  it('reads the variant that the link chooses', async () => {
    expect(await look(shopPage({ more: variants() }), `${LINK}#93=59`)).toMatchObject({
      kind: 'offer',
      offers: [{ variant: 'Red', price: { minor: 8990 }, url: `${LINK}#93=59` }],
    });
  });

  it('needs no choice when all variants have one price', async () => {
    const reading = await look(shopPage({ more: variants(79.9) }));
    expect(reading).toMatchObject({ kind: 'offer', offers: [{ price: { minor: 7990 } }] });
    expect(reading.kind === 'offer' && reading.offers[0]).not.toHaveProperty('variant');
  });

  it('takes a variant that is left out for sold out', async () => {
    expect(await look(shopPage({ more: variants() }), `${LINK}#93=60`)).toMatchObject({
      kind: 'unavailable',
      offer: { price: null },
    });
  });

  it('takes a product whose variants are all left out for sold out', async () => {
    const config = '{"jsonConfig": {"attributes": [], "optionPrices": [], "index": []}}';
    const more = `<script type="text/x-magento-init">${config}</script>`;
    expect(await look(shopPage({ more }))).toMatchObject({ kind: 'unavailable' });
  });

  it.each([
    [
      { main: `${wrapPrice('finalPrice', '79.9')}<p class="stock unavailable"></p>` },
      { kind: 'unavailable', offer: { price: { minor: 7990 } } },
    ],
    [{ main: wrapPrice('finalPrice', '79.9') }, { kind: 'offer', offers: [{ availability: 'unknown' }] }],
    [{ main: wrapPrice('finalPrice', '0') + CART }, { kind: 'unreadable' }],
    [{ main: CART }, { kind: 'unreadable' }],
    [{ head: '' }, { kind: 'unreadable' }],
    [{ more: variants().replaceAll('finalPrice', 'price') }, { kind: 'unreadable' }],
  ])('reads %j', async (shown, expected) => {
    expect(await look(shopPage(shown))).toMatchObject(expected);
  });

  it.each([
    ['https://shop.example/catalog/product/view/id/42/category/7', 'shop.example/catalog/product/view/id/42'],
    ['https://www.shop.example/kettle.html#93=58&12=3', 'shop.example/kettle.html#12=3&93=58'],
  ])('%s is %s', (link, key) => {
    const watchers = loadWatchers({ packages: [], environment: {} });
    expect(identify(watchers, link, silentLog)).toMatchObject({ watcher: 'magento', key });
  });

  it('reads the page of another shop with links of that form', async () => {
    const { reading, identity } = await lookWith(LINK, { [LINK]: productPage({ price: '19.99' }) });
    expect(reading).toMatchObject({ kind: 'offer', offers: [{ price: { minor: 1999 } }] });
    expect(identity).toEqual({ watcher: 'page', key: LINK, url: LINK });
  });

  it('takes over a page of its platform that stands behind another link', async () => {
    const link = 'https://shop.example/kitchen/kettle.html';
    const { reading, identity } = await lookWith(link, { [link]: shopPage({ more: variants() }) });
    expect(reading).toMatchObject({ kind: 'ambiguous', candidates: [{ url: `${link}#93=58` }, {}] });
    expect(identity).toEqual({ watcher: 'magento', key: 'shop.example/kitchen/kettle.html', url: link });
  });

  it.each([
    { kind: 'not-found' } as const,
    { kind: 'blocked', retryAfterSeconds: 60 } as const,
    { kind: 'unreachable', why: 'error 503' } as const,
  ])('ends as $kind when the shop does', async (failed) => {
    expect((await lookWith(LINK, { [LINK]: { failed } })).reading).toEqual(failed);
  });
});
