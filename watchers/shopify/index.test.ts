import { type CannedAnswer, cannedHttp } from '../../test/support/canned-http';
import { productPage } from '../../test/support/fake-shop';
import { lookWith } from '../../test/support/look-with';

const LINK = 'https://shop.example/products/kettle';

interface Variant {
  readonly id: number;
  readonly title: string;
  readonly price: string;
  readonly compare_at_price?: string;
}

const BLUE: Variant = { id: 41, title: 'Blue', price: '79.90', compare_at_price: '99.00' };
const RED: Variant = { id: 42, title: 'Red', price: '89.90', compare_at_price: '' };

/** What a shop answers, with or without naming the currency beside the price. */
function shop(
  variants: readonly Variant[],
  options: { readonly currency?: string; readonly soldOut?: readonly number[]; readonly page?: string } = {},
): Record<string, CannedAnswer> {
  const currency = options.currency === undefined ? {} : { price_currency: options.currency };
  const image = { src: 'https://cdn.example/kettle.jpg' };
  return {
    [`${LINK}.json`]: {
      json: {
        product: { title: 'Kettle', image, variants: variants.map((each) => ({ ...each, ...currency })) },
      },
    },
    [`${LINK}.js`]: {
      json: {
        variants: variants.map(({ id, price, compare_at_price: before }) => ({
          id,
          available: !options.soldOut?.includes(id),
          price: Math.round(Number(price) * 100),
          compare_at_price: before ? Math.round(Number(before) * 100) : null,
        })),
      },
    },
    ...(options.page === undefined ? {} : { [LINK]: options.page }),
  };
}

const SINGLE: Variant = { id: 40, title: 'Default Title', price: '1234.50' };
const SHOP_MARK = '<script>Shopify.shop = "kettles.myshopify.com";</script>';
const CURRENCY_MARK = '<script>Shopify.currency = {"active":"CHF","rate":"1.0"};</script>';

describe('shopify', () => {
  it('reads price, list price and stock of the variant in the link', async () => {
    const { reading, asked, identity } = await lookWith(
      'https://shop.example/collections/all/products/kettle?variant=41&utm_source=mail',
      shop([BLUE, RED], { currency: 'EUR' }),
    );
    expect(asked).toEqual([`${LINK}.json`, `${LINK}.js`]);
    expect(identity).toBeUndefined();
    expect(reading.kind === 'offer' && reading.offers).toEqual([
      {
        title: 'Kettle',
        url: `${LINK}?variant=41`,
        image: 'https://cdn.example/kettle.jpg',
        price: { minor: 7990, currency: 'EUR' },
        listPrice: { minor: 9900, currency: 'EUR' },
        availability: 'in-stock',
        variant: 'Blue',
        from: false,
        evidence: { source: 'shopify-json', snippet: '"price":"79.90","price_currency":"EUR"' },
        confidence: 1,
      },
    ]);
  });

  it('reads the only variant without naming it', async () => {
    const { reading } = await lookWith(LINK, shop([SINGLE], { currency: 'EUR' }));
    expect(reading).toMatchObject({ kind: 'offer', offers: [{ price: { minor: 123450, currency: 'EUR' } }] });
    expect(reading.kind === 'offer' && reading.offers[0]).not.toHaveProperty('variant');
  });

  it('asks which variant when their prices differ', async () => {
    const { reading } = await lookWith(LINK, shop([BLUE, RED], { currency: 'EUR' }));
    expect(reading).toMatchObject({
      kind: 'ambiguous',
      candidates: [
        { variant: 'Blue', price: { minor: 7990 }, url: `${LINK}?variant=41` },
        { variant: 'Red', price: { minor: 8990 }, url: `${LINK}?variant=42` },
      ],
    });
  });

  it('needs no choice when all variants have one price, and is in stock while one of them is', async () => {
    const variants = [BLUE, { ...RED, price: '79.90' }];
    const some = await lookWith(LINK, shop(variants, { currency: 'EUR', soldOut: [41] }));
    expect(some.reading).toMatchObject({ kind: 'offer', offers: [{ availability: 'in-stock' }] });
    const none = await lookWith(LINK, shop(variants, { currency: 'EUR', soldOut: [41, 42] }));
    expect(none.reading).toMatchObject({ kind: 'unavailable', offer: { availability: 'out-of-stock' } });
  });

  it('says that the variant is sold out although others are not', async () => {
    const answers = shop([BLUE, RED], { currency: 'EUR', soldOut: [42] });
    const { reading } = await lookWith(`${LINK}?variant=42`, answers);
    expect(reading).toMatchObject({ kind: 'unavailable', offer: { variant: 'Red', price: { minor: 8990 } } });
  });

  it('does not find a variant that is gone', async () => {
    const { reading } = await lookWith(`${LINK}?variant=43`, shop([BLUE, RED], { currency: 'EUR' }));
    expect(reading).toEqual({ kind: 'not-found' });
  });

  it('takes the currency from the page when the endpoints name none', async () => {
    const page = `${SHOP_MARK}${CURRENCY_MARK}<h1>Kettle</h1>`;
    const { reading, asked } = await lookWith(LINK, shop([SINGLE], { page }));
    expect(asked).toEqual([`${LINK}.json`, `${LINK}.js`, LINK]);
    expect(reading).toMatchObject({
      kind: 'offer',
      offers: [{ price: { minor: 123450, currency: 'CHF' }, evidence: { source: 'shopify-js' } }],
    });
  });

  it('counts hundredths of currencies without decimals, too', async () => {
    const page = '<meta property="og:price:currency" content="JPY">';
    const { reading } = await lookWith(LINK, shop([{ ...SINGLE, price: '1200' }], { page }));
    expect(reading).toMatchObject({ offers: [{ price: { minor: 1200, currency: 'JPY' } }] });
  });

  it('never guesses the currency', async () => {
    const { reading } = await lookWith(LINK, shop([SINGLE], { page: `${SHOP_MARK}<h1>Kettle</h1>1234.50` }));
    expect(reading).toEqual({
      kind: 'unreadable',
      why: 'The shop does not say in which currency its prices are.',
    });
  });

  it('keeps the price when the shop does not tell its stock', async () => {
    const { reading } = await lookWith(LINK, {
      ...shop([SINGLE], { currency: 'EUR' }),
      [`${LINK}.js`]: { failed: { kind: 'unreachable', why: 'error 500' } },
    });
    expect(reading).toMatchObject({ kind: 'offer', offers: [{ availability: 'unknown' }] });
  });

  it.each(['.json', '.js'])('waits when %s asks for it', async (ending) => {
    const { reading } = await lookWith(LINK, {
      ...shop([SINGLE], { currency: 'EUR' }),
      [`${LINK}${ending}`]: { failed: { kind: 'blocked', retryAfterSeconds: 60 } },
    });
    expect(reading).toEqual({ kind: 'blocked', retryAfterSeconds: 60 });
  });

  it.each<[string, CannedAnswer]>([
    ['is not there', { failed: { kind: 'not-found' } }],
    ['is barred', { failed: { kind: 'blocked' } }],
    ['is a page', { failed: { kind: 'not-a-product' } }],
    ['may not be read', { failed: { kind: 'refused', why: 'robots.txt' } }],
    ['is something else', { json: { products: [] } }],
  ])('reads the page of a shop whose product endpoint %s', async (_, answer) => {
    const http = cannedHttp({ [`${LINK}.json`]: answer, [LINK]: productPage({ price: '19.99' }) });
    const { reading, identity, asked } = await lookWith(LINK, http);
    expect(reading).toMatchObject({ kind: 'offer', offers: [{ price: { minor: 1999, currency: 'EUR' } }] });
    expect(identity).toEqual({ watcher: 'page', key: LINK, url: LINK });
    expect(asked).toEqual([`${LINK}.json`, LINK]);
  });

  it('stays the watcher of a product that is gone', async () => {
    const { reading, identity } = await lookWith(LINK, {});
    expect(reading).toEqual({ kind: 'not-found' });
    expect(identity).toBeUndefined();
  });

  it('takes over a page of its platform that was found behind another link', async () => {
    const short = 'https://short.example/k';
    const { reading, identity } = await lookWith(short, {
      ...shop([SINGLE], { currency: 'EUR' }),
      [short]: { html: `${SHOP_MARK}${productPage({ price: '1234.50' })}`, url: `${LINK}?ref=mail` },
    });
    expect(reading).toMatchObject({ kind: 'offer', offers: [{ evidence: { source: 'shopify-json' } }] });
    expect(identity).toEqual({ watcher: 'shopify', key: 'shop.example/products/kettle', url: LINK });
  });
});
