import fc from 'fast-check';
import { ld, offer, page, product, read, say, shown } from '../../test/support/sample-page';
import { chosenOffer } from '../core/reading';
import { readPage } from './read-page';
import { measureProcessor } from '../../test/support/processor-time';

describe('readPage: structured data', () => {
  it.each([
    ['a text', '12.50'],
    ['a number', 12.5],
    ['a comma', '12,50'],
    ['a sign inside', '€ 12.50'],
  ])('reads a price given as %s', (_, price) =>
    expect(say(read(page(product(offer(price)), shown)))).toBe('offer 12.50 EUR'),
  );

  it.each([
    0,
    '0.00',
    '0.01',
    999999,
    '99999999',
    'NaN',
    '-5',
    '0x10',
    '1e309',
    '',
    null,
    '24 x 9.99',
    '1\uFFFD2',
  ])('takes %j for no price', (price) =>
    expect(say(read(page(product(offer(price)), '<h1>Blue cup</h1>')))).toBe('unreadable'),
  );

  it.each(['24 x 9.99 €', '2× €9.99', '1\uFFFD2.50 €', '€1\uFFFD2'])(
    'takes %j in the text for no price',
    (text) =>
      expect(
        say(read(page('', `<h1>Blue cup</h1><p class="price">${text}</p><button>Add to cart</button>`))),
      ).toBe('unreadable'),
  );

  it('lets the currency decide what three digits after a point mean', () => {
    expect(say(read(page(product(offer('12.999')), '')))).toBe('offer 12999.00 EUR');
    expect(say(read(page(product(offer('12.999', { priceCurrency: 'KWD' })), '')))).toBe('offer 12.999 KWD');
  });

  it('reads the sale and the list price of a price specification', () => {
    const specifications = [
      {
        '@type': 'UnitPriceSpecification',
        priceType: 'https://schema.org/ListPrice',
        price: 20,
        priceCurrency: 'EUR',
      },
      { '@type': 'UnitPriceSpecification', price: 12.5, priceCurrency: 'EUR' },
      {
        '@type': 'UnitPriceSpecification',
        price: 50,
        priceCurrency: 'EUR',
        referenceQuantity: { value: 1, unitCode: 'KGM' },
      },
      {
        '@type': 'UnitPriceSpecification',
        price: 11,
        priceCurrency: 'EUR',
        validForMemberTier: { '@type': 'MemberProgramTier' },
      },
    ];
    const reading = read(page(product({ '@type': 'Offer', priceSpecification: specifications }), shown));
    expect(say(reading)).toBe('offer 12.50 EUR');
    expect(chosenOffer(reading)?.listPrice).toEqual({ minor: 2000, currency: 'EUR' });
  });

  it('gives the lowest of a range as a "from" price', () => {
    const range = { '@type': 'AggregateOffer', lowPrice: '12.50', highPrice: '20', priceCurrency: 'EUR' };
    expect(chosenOffer(read(page(product(range), '')))).toMatchObject({ price: { minor: 1250 }, from: true });
    const same = { ...range, highPrice: '12.50' };
    expect(chosenOffer(read(page(product(same), '')))?.from).toBe(false);
  });

  it('takes the variant that the link names, else asks', () => {
    const variants = [
      {
        '@type': 'Product',
        name: 'Blue cup small',
        sku: 'S',
        offers: offer(12.5, { url: '/p/cup-1?variant=11' }),
      },
      {
        '@type': 'Product',
        name: 'Blue cup large',
        sku: 'L',
        offers: offer(20, { url: '/p/cup-1?variant=12' }),
      },
    ];
    const group = page(
      ld({ '@type': 'ProductGroup', name: 'Blue cup', hasVariant: variants }),
      '<h1>Blue cup</h1>',
    );
    const named = chosenOffer(read(group, 'https://shop.example/p/cup-1?variant=12'));
    expect(named).toMatchObject({ price: { minor: 2000 }, variant: 'Blue cup large', from: false });
    const unnamed = read(group);
    expect(unnamed).toMatchObject({
      kind: 'ambiguous',
      candidates: [
        {
          price: { minor: 1250 },
          variant: 'Blue cup small',
          url: 'https://shop.example/p/cup-1?variant=11',
        },
        {
          price: { minor: 2000 },
          variant: 'Blue cup large',
          url: 'https://shop.example/p/cup-1?variant=12',
        },
      ],
    });
  });

  it('prefers new over used, and what is in stock over what is not', () => {
    const offers = [
      offer(5, { itemCondition: 'https://schema.org/UsedCondition' }),
      offer(12.5, {
        itemCondition: 'https://schema.org/NewCondition',
        availability: 'https://schema.org/InStock',
      }),
      offer(9, {
        itemCondition: 'https://schema.org/NewCondition',
        availability: 'https://schema.org/OutOfStock',
      }),
    ];
    expect(say(read(page(product(offers), '')))).toBe('offer 12.50 EUR');
  });

  it('reads the page’s own product, not those of a list or related ones', () => {
    const list = ld({
      '@type': 'ItemList',
      itemListElement: [{ '@type': 'Product', name: 'Red cup', offers: offer(3) }],
    });
    const own = product(offer(12.5), {
      isRelatedTo: { '@type': 'Product', name: 'Saucer', offers: offer(2) },
    });
    expect(say(read(page(list + own, shown)))).toBe('offer 12.50 EUR');
    const other =
      '<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">Red dish</b><i itemprop="price">3 €</i></div>';
    const mine =
      '<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">Blue cup</b><i itemprop="price">12.50 €</i></div>';
    expect(say(read(page('', other + other + mine)))).toBe('offer 12.50 EUR');
  });

  it('reads microdata that refers to properties elsewhere', () => {
    const body =
      '<div itemscope itemtype="https://schema.org/Product" itemref="what cost"></div><b id="what"><i itemprop="name">Blue cup</i></b>' +
      '<div id="cost"><p itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="12.50"><meta itemprop="priceCurrency" content="EUR"></p></div>' +
      '<p id="else"><meta itemprop="price" content="3"></p>';
    expect(chosenOffer(read(page('', `<h1>Blue cup</h1>${body}`)))).toMatchObject({
      ...{ price: { minor: 1250 }, evidence: { source: 'microdata' } },
    });
  });

  it('takes the specification with tax', () => {
    const spec = (price: number, valueAddedTaxIncluded: boolean) => ({
      ...{ '@type': 'PriceSpecification', price, priceCurrency: 'EUR', valueAddedTaxIncluded },
    });
    const both = product({ '@type': 'Offer', priceSpecification: [spec(10, false), spec(12.5, true)] });
    expect(say(read(page(both, '')))).toBe('offer 12.50 EUR');
  });

  it('reads metas: the sale price, never the price before tax', () => {
    const meta = (name: string, content: string): string => `<meta property="${name}" content="${content}">`;
    const metas =
      meta('product:pretax_price:amount', '10') +
      meta('product:price:amount', '15') +
      meta('product:price:currency', 'EUR');
    expect(say(read(page(metas, '')))).toBe('offer 15.00 EUR');
    const sale = read(page(metas + meta('product:sale_price:amount', '12.50'), ''));
    expect(say(sale)).toBe('offer 12.50 EUR');
    expect(chosenOffer(sale)?.listPrice?.minor).toBe(1500);
  });
});

describe('readPage: pages without an offer', () => {
  it.each([
    [
      'a captcha',
      '<html><head><title>Robot Check</title></head><body><p>Enter the characters you see</p></body></html>',
      'blocked',
    ],
    ['a challenge', '<html><head><title>Just a moment...</title></head><body></body></html>', 'blocked'],
    [
      'a soft 404',
      '<html><head><title>Page not found</title></head><body><h1>Page not found</h1><p class="price">€3.00</p></body></html>',
      'not-found',
    ],
    ['an empty page', '', 'unreadable'],
    [
      'a sold out product with its price',
      page(product(offer(12.5, { availability: 'http://schema.org/OutOfStock' })), shown),
      'unavailable 12.50 EUR',
    ],
    [
      'an article',
      page(ld({ '@type': 'NewsArticle' }), '<h1>Cups</h1><p>€3.00</p><button>Buy now</button>'),
      'not-a-product',
    ],
    [
      'an event',
      page(ld({ '@type': 'MusicEvent', offers: offer(30) }), '<h1>Blue cup live</h1>'),
      'not-a-product',
    ],
    [
      'a list',
      page('', Array.from({ length: 9 }, (_, n) => `<p>Cup ${n}</p><p class="price">€${n + 3}</p>`).join('')),
      'not-a-product',
    ],
    [
      'a sold out product without a price',
      page('', '<h1>Blue cup</h1><p>Currently unavailable.</p><h2>Similar items</h2><p>€3.00</p>'),
      'unavailable',
    ],
    [
      'a consent wall',
      '<html><head><title>Before you continue</title></head><body></body></html>',
      'blocked',
    ],
    ['a bomb', '<b>'.repeat(5000), 'unreachable'],
  ])('%s', (_, html, expected) => expect(say(read(html))).toBe(expected));

  it('names the page by its own link, within the same shop only', () => {
    const canonicalOf = (href: string): string | undefined => {
      const reading = read(
        page(`<link rel="canonical" href="${href}">${product(offer(5))}`, ''),
        'https://shop.example/p/cup-1?utm_source=x&c=2',
      );
      return reading.kind === 'offer' ? reading.canonical?.url : undefined;
    };
    expect(canonicalOf('/p/cup')).toBe('https://shop.example/p/cup');
    expect(canonicalOf('https://www.shop.example/p/cup')).toBe('https://www.shop.example/p/cup');
    expect(canonicalOf('https://evil.example/p/cup')).toBe('https://shop.example/p/cup-1?c=2');
    expect(canonicalOf('https://shop.example/')).toBe('https://shop.example/p/cup-1?c=2');
  });
});

describe('readPage: whatever comes', () => {
  const whole = page(
    product([offer(12.5), offer('20')], { sku: 'cup-1' }),
    `${shown}<p>Was €20.00</p><h2>Related</h2><p>€3.00</p>`,
  );

  it('never throws on broken pages', () => {
    const cuts = fc.array(fc.tuple(fc.nat(whole.length), fc.nat(60), fc.string({ maxLength: 5 })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(cuts, fc.boolean(), (changes, twice) => {
        const html = changes.reduce(
          (text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length),
          whole,
        );
        expect(() => read(twice ? html + html : html)).not.toThrow();
      }),
    );
  });

  it.each([
    ['white space in JSON-LD', `<script type="application/ld+json">{"a":1${' '.repeat(400_000)}x</script>`],
    ['semicolons in JSON-LD', `<script type="application/ld+json">{"a":1${';'.repeat(400_000)}</script>`],
    ['deep JSON-LD', `<script type="application/ld+json">${'['.repeat(400_000)}</script>`],
    ['digits', `<p>${'1 234 '.repeat(300_000)}`],
    ['amounts', `<p>${'€ 1 '.repeat(250_000)}`],
    ['separators', `<p>€${'1,'.repeat(1_000_000)}`],
    ['stretches', '<i>12</i>'.repeat(100_000)],
    ['scopes', '<b itemscope itemprop=a>'.repeat(900)],
    ['elements', '<p>'.repeat(600_000)],
  ])('takes time in proportion to the length: %s', (_, html) => {
    expect(measureProcessor(() => read(html))).toBeLessThan(5000);
  });

  it('never throws on bytes that are no page at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), fc.string(), (body, url, contentType) => {
        expect(() => readPage({ url, body, contentType })).not.toThrow();
      }),
    );
  });
});
