import { type CannedAnswer, cannedHttp } from '../../test/support/canned-http';
import { productPage } from '../../test/support/fake-shop';
import { lookWith } from '../../test/support/look-with';

const LINK = 'https://shop.example/product/kettle/';
const API = 'https://shop.example/wp-json/wc/store/v1/products';
const PRODUCT = `${API}?slug=kettle`;
const VARIATIONS = `${API}?type=variation&parent=34&per_page=100`;

const PRICES = {
  currency_code: 'EUR',
  currency_minor_unit: 2,
  price: '7990',
  regular_price: '9900',
  price_range: null as object | null,
};
const KETTLE = {
  id: 34,
  name: 'Kettle &#8211; 1.7&nbsp;l',
  images: [{ src: 'https://shop.example/kettle.jpg' }],
  prices: PRICES,
  is_in_stock: true,
};
const BLUE = { ...KETTLE, id: 41, variation: 'Colour: Blue' };
const RED = { ...KETTLE, id: 42, variation: 'Colour: Red', prices: { ...PRICES, price: '8990' } };
const SEVERAL = {
  ...KETTLE,
  prices: { ...PRICES, price_range: { min_amount: '7990', max_amount: '8990' } },
  variations: [
    { id: 41, attributes: [{ name: 'Colour', value: 'blue' }] },
    { id: 42, attributes: [{ name: 'Colour', value: 'red' }] },
  ],
};

const SHOP: Record<string, CannedAnswer> = {
  [PRODUCT]: { json: [SEVERAL] },
  [VARIATIONS]: { json: [BLUE, RED] },
};

describe('woocommerce', () => {
  it('reads price, price before and stock of a product', async () => {
    const { reading, asked, identity } = await lookWith(`${LINK}?utm_source=mail`, {
      [PRODUCT]: { json: [KETTLE] },
    });
    expect(asked).toEqual([PRODUCT]);
    expect(identity).toBeUndefined();
    expect(reading.kind === 'offer' && reading.offers).toEqual([
      {
        title: 'Kettle – 1.7 l',
        url: LINK,
        image: 'https://shop.example/kettle.jpg',
        price: { minor: 7990, currency: 'EUR' },
        listPrice: { minor: 9900, currency: 'EUR' },
        availability: 'in-stock',
        from: false,
        evidence: { source: 'woocommerce-api', snippet: 'price: 7990, currency_minor_unit: 2, EUR' },
        confidence: 1,
      },
    ]);
  });

  it.each([
    ['JPY', 0, '1200', 1200],
    ['JPY', 2, '120000', 1200],
    ['EUR', 0, '12', 1200],
    ['EUR', 2, '5', 5],
    ['KWD', 3, '12500', 12500],
  ])('counts in the unit of the shop: %s with %d decimals, %s', async (currency, unit, price, minor) => {
    const prices = {
      ...PRICES,
      currency_code: currency,
      currency_minor_unit: unit,
      price,
      regular_price: '',
    };
    const { reading } = await lookWith(LINK, { [PRODUCT]: { json: [{ ...KETTLE, prices }] } });
    expect(reading).toMatchObject({ kind: 'offer', offers: [{ price: { minor, currency } }] });
  });

  it('asks which variation when their prices differ', async () => {
    const { reading, asked } = await lookWith(LINK, SHOP);
    expect(asked).toEqual([PRODUCT, VARIATIONS]);
    expect(reading).toMatchObject({
      kind: 'ambiguous',
      candidates: [
        { variant: 'Colour: Blue', price: { minor: 7990 }, url: `${LINK}?variation_id=41` },
        { variant: 'Colour: Red', price: { minor: 8990 }, url: `${LINK}?variation_id=42` },
      ],
    });
  });

  it.each(['?variation_id=42', '?attribute_pa_colour=red&utm_source=mail'])(
    'reads the variation that %s chooses',
    async (query) => {
      const { reading } = await lookWith(`${LINK}${query}`, SHOP);
      expect(reading).toMatchObject({
        kind: 'offer',
        offers: [{ title: 'Kettle – 1.7 l', variant: 'Colour: Red', price: { minor: 8990 } }],
      });
    },
  );

  it('says that a variation is sold out although others are not', async () => {
    const one = { ...SEVERAL, prices: PRICES };
    const { reading } = await lookWith(`${LINK}?variation_id=41`, {
      [PRODUCT]: { json: [one] },
      [VARIATIONS]: { json: [{ ...BLUE, is_in_stock: false }, RED] },
    });
    expect(reading).toMatchObject({ kind: 'unavailable', offer: { variant: 'Colour: Blue' } });
  });

  it('does not find a variation that is gone', async () => {
    const { reading } = await lookWith(`${LINK}?attribute_pa_colour=green`, SHOP);
    expect(reading).toEqual({ kind: 'not-found' });
  });

  it.each([
    [{ is_in_stock: false }, { kind: 'unavailable', offer: { availability: 'out-of-stock' } }],
    [{ is_on_backorder: true }, { kind: 'offer', offers: [{ availability: 'backorder' }] }],
    [{ prices: { ...PRICES, price: '' } }, { kind: 'unreadable' }],
    [{ prices: { ...PRICES, price: '0' } }, { kind: 'unreadable' }],
  ])('reads %j', async (changes, expected) => {
    const { reading } = await lookWith(LINK, { [PRODUCT]: { json: [{ ...KETTLE, ...changes }] } });
    expect(reading).toMatchObject(expected);
  });

  it.each<[string, CannedAnswer]>([
    ['is not there', { failed: { kind: 'not-found' } }],
    ['is barred', { failed: { kind: 'blocked' } }],
    ['is a page', { failed: { kind: 'not-a-product' } }],
    ['does not know the product', { json: [] }],
    ['is something else', { json: { products: [] } }],
  ])('reads the page of a shop whose product endpoint %s', async (_, answer) => {
    const http = cannedHttp({ [PRODUCT]: answer, [LINK]: productPage({ price: '19.99' }) });
    const { reading, identity } = await lookWith(LINK, http);
    expect(reading).toMatchObject({ kind: 'offer', offers: [{ price: { minor: 1999, currency: 'EUR' } }] });
    expect(identity).toEqual({ watcher: 'page', key: LINK, url: LINK });
  });

  it.each<CannedAnswer>([
    { failed: { kind: 'blocked', retryAfterSeconds: 60 } },
    { failed: { kind: 'unreachable', why: 'error 503' } },
  ])('ends when the shop is down or asks to wait', async (answer) => {
    const { reading, asked } = await lookWith(LINK, { [PRODUCT]: answer });
    expect(reading).toEqual(typeof answer === 'object' && 'failed' in answer && answer.failed);
    expect(asked).toEqual([PRODUCT]);
  });

  it('takes over a page of its platform that stands behind another link', async () => {
    const link = 'https://shop.example/kueche/wasserkocher/kettle/';
    const body = '<body class="product-template-default single single-product postid-34 woocommerce">';
    const { reading, identity } = await lookWith(link, {
      [link]: `${body}${productPage({ price: '1.00' })}`,
      [PRODUCT]: { json: [KETTLE] },
    });
    expect(reading).toMatchObject({ kind: 'offer', offers: [{ evidence: { source: 'woocommerce-api' } }] });
    expect(identity).toEqual({
      watcher: 'woocommerce',
      key: 'shop.example/kueche/wasserkocher/kettle',
      url: link,
    });
  });
});
