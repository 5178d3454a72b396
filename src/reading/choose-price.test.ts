import { offer, page, product, read, say, shown } from '../../test/support/sample-page';
import { chosenOffer } from '../core/reading';

describe('choosing by what the page shows', () => {
  it('vouches for a price that structured data and page agree on', () => {
    expect(chosenOffer(read(page(product(offer(12.5)), shown)))?.confidence).toBeGreaterThanOrEqual(0.8);
  });

  it.each(['from €12.50', '€12.50 – €22.50'])(
    'calls a price the least where the page shows it as "%s"',
    (text) => {
      const body = `<h1>Blue cup</h1><p class="price">${text}</p><button>Add to cart</button>`;
      expect(chosenOffer(read(page(product(offer(12.5)), body)))?.from).toBe(true);
      expect(chosenOffer(read(page(product(offer(12.5)), shown)))?.from).toBe(false);
    },
  );

  it('does not vouch for a price that the page contradicts', () => {
    expect(chosenOffer(read(page(product(offer(7)), shown)))?.confidence).toBeLessThan(0.8);
  });

  it('believes the page where it strikes out what its structured data say', () => {
    const body =
      '<h1>Blue cup</h1><p class="price"><del>€20.00</del> <b>€12.50</b></p><button>Add to cart</button>';
    const reading = read(page(product(offer(20)), body));
    expect(say(reading)).toBe('offer 12.50 EUR');
    expect(chosenOffer(reading)?.listPrice?.minor).toBe(2000);
  });

  it.each([
    ['struck out', '<p><s>€20.00</s> €12.50</p>'],
    ['was', '<p>Was €20.00 Now €12.50</p>'],
    ['an instalment', '<p>€12.50</p><p>or €4.20 per month</p>'],
    ['a percentage taken off', '<p>€20.00 -37%</p><p>€12.50</p>'],
    ['a percentage that was taken off', '<p>€12.50 -37%</p><p><s>€20.00</s></p>'],
    ['a unit price', '<p>€12.50 (€50.00 per kg)</p>'],
    ['a shipping threshold', '<p>Free shipping for orders over €50</p><p>€12.50</p>'],
    ['a saving', '<p>€12.50</p><p>You save €7.50</p>'],
    [
      'related',
      '<p>€12.50</p><button>Buy now</button><h2>Related products</h2><ul><li><a href="/x">Red cup €3.00</a></li></ul>',
    ],
    ['raised cents', '<p class="price">€12<sup>50</sup></p>'],
    ['a price in pieces', '<div class="price"><div>€</div><div>12</div><div>.50</div></div>'],
    ['hidden', '<p>€12.50</p><p hidden class="price">€3.00</p>'],
  ])('reads the text: %s', (_, body) => {
    expect(say(read(page('', `<h1>Blue cup</h1>${body}<button>Add to cart</button>`)))).toBe(
      'offer 12.50 EUR',
    );
  });

  it.each([
    ['covered by a dialog', `<div aria-hidden="true"><h1>Blue cup</h1><p class="price">€12.50</p></div>`],
    ['behind a dash in the heading', '<h1 class="price">Blue cup - €12.50 (Leeds)</h1>'],
    ['called the regular one', '<h1>Blue cup</h1><p>Regular price <b>€12.50</b></p>'],
    ['beside its regular one', '<h1>Blue cup</h1><p>Regular price €20.00</p><p>Now €12.50</p>'],
    ['beside one on a condition', '<h1>Blue cup</h1><p>€12.50</p><p>€4.50 with code WELCOME</p>'],
    ['beside a conversion', '<h1>Blue cup</h1><p>€12.50</p><p>Approximately $13.80</p>'],
    ['beside a closed drawer', '<p aria-hidden="true">€3.00</p><h1>Blue cup</h1><p>€12.50</p>'],
  ])('vouches for a price that is shown %s', (_, body) => {
    const reading = read(page(product(offer(12.5)), `${body}<button>Add to cart</button>`));
    expect(chosenOffer(reading)?.confidence).toBeGreaterThanOrEqual(0.9);
    expect(say(read(page('', `${body}<button>Add to cart</button>`)))).toBe('offer 12.50 EUR');
  });

  it.each([
    ['it may be what a percentage was taken off', product(offer(20)), '<p>€20.00</p>', '<p>€20.00 -40%</p>'],
    ['a lower one is shown as clearly', product(offer(20)), '<p>€20.00</p>', '<p>€20.00</p><p>€12.50</p>'],
    ['nothing but its old price is shown', product(offer(20)), '<p>€20.00</p>', '<p>Was €20.00</p>'],
    [
      'its sources disagree and nothing is shown',
      product(offer(20, { availability: 'InStock' })),
      '',
      '<meta property="product:price:amount" content="15"><meta property="product:price:currency" content="EUR">',
    ],
    [
      'a regular price stands beside a higher one',
      product(offer(20)),
      '<p>€20.00</p>',
      '<p>Regular price €20.00 Sale price €30.00</p>',
    ],
  ])('does not vouch for a price when %s', (_, structured, alone, besides) => {
    const confidence = (body: string): number =>
      chosenOffer(read(page(structured, `<h1>Blue cup</h1>${body}<button>Add to cart</button>`)))
        ?.confidence ?? 0;
    expect(confidence(alone)).toBeGreaterThanOrEqual(0.8);
    expect(confidence(besides)).toBeLessThan(0.8);
  });

  it.each([
    [
      'a label above it',
      '<p>Price</p><p>€12.50</p><p>Estimated import fees</p><p>€4.00</p><p>Total</p><p>€16.50</p>',
    ],
    ['words behind it', '<p>€12.50 & FREE Returns</p><p>€4.00 Shipping & Import Fees</p>'],
    ['numbers that touch it', '<p><b class="price">€12.50</b><i>5</i> ratings</p>'],
    ['names that look like money', '<p>€12.50</p><p>Coolant: R600a</p>'],
    ['instalments in Chinese', '<p>€12.50</p><p>每期€4.20</p>'],
    ['a conversion of points', '<p>€12.50</p><p>1 point=1€</p>'],
  ])('tells what an amount is for by %s', (_, body) => {
    expect(say(read(page('', `<h1>Blue cup</h1>${body}<button>Add to cart</button>`)))).toBe(
      'offer 12.50 EUR',
    );
  });

  it('takes the amount in the buy button', () => {
    const body = '<h1>Blue cup</h1><a href="/large">€14.00</a><a href="/buy">Buy for €12.50</a>';
    expect(say(read(page('', body)))).toBe('offer 12.50 EUR');
  });

  it('doubts a price that the page calls something else', () => {
    const body = '<h1>Blue cup</h1><p>Starting price €5.00</p><button>Place bid</button>';
    expect(chosenOffer(read(page(product(offer(5)), body)))?.confidence).toBeLessThan(0.8);
    const bid =
      '<meta property="product:price:amount" content="9"><meta property="product:price:currency" content="EUR">';
    expect(say(read(page(product(offer(5)) + bid, `${body}<p class="price">€9.00</p>`)))).toBe(
      'offer 9.00 EUR',
    );
  });

  it('takes a lone $ on an English page for American, elsewhere for the shop’s own', () => {
    const body = '<h1>Blue cup</h1><p class="price">$12.50</p><button>Add to cart</button>';
    expect(say(read(page('', body)))).toBe('offer 12.50 USD');
    expect(say(read(page('', body), 'https://shop.ca/p/cup-1'))).toBe('offer 12.50 CAD');
    expect(say(read(page('', body), 'https://shop.example/au/en/p/cup-1'))).toBe('offer 12.50 AUD');
  });

  it('takes a sign with its letters, whatever the country of the shop', () => {
    const body = '<h1>Blue cup</h1><p class="price">US$12.50</p><button>Add to cart</button>';
    expect(say(read(page('', body), 'https://shop.ca/p/cup-1'))).toBe('offer 12.50 USD');
  });

  it.each([
    ['words behind them', '<p>€10.00 excl. VAT</p><p>€12.50 incl. VAT</p>'],
    ['words before them', '<p>Netto: €10.00</p><p>€12.50</p>'],
  ])('takes the price with tax, not the one before: %s', (_, prices) => {
    const body = `<h1>Blue cup</h1>${prices}<button>Add to cart</button>`;
    expect(say(read(page('', body)))).toBe('offer 12.50 EUR');
    expect(say(read(page(product(offer(10)), body)))).toBe('offer 12.50 EUR');
    expect(say(read(page('', '<h1>Blue cup</h1><p>€10.00 excl. VAT</p><button>Buy</button>')))).toBe(
      'offer 10.00 EUR',
    );
  });

  it('takes no unit price in brackets', () => {
    const body = '<h1>Blue cup</h1><p>€12.50 (€6.25 / cup)</p><button>Add to cart</button>';
    expect(say(read(page('', body)))).toBe('offer 12.50 EUR');
  });

  it('asks when several amounts could be the price', () => {
    const body =
      '<h1>Blue cup</h1><p class="price">€12.50</p><p class="price">€14.00</p><button>Add to cart</button>';
    const reading = read(page('', body));
    expect(reading.kind === 'ambiguous' && reading.candidates.map(({ price }) => price?.minor)).toEqual([
      1250, 1400,
    ]);
  });

  it('does not vouch for what nothing but the text of a sold-out page shows', () => {
    const body = '<h1>Blue cup</h1><p class="price">€12.50</p>';
    expect(chosenOffer(read(page('', body)))?.confidence).toBeGreaterThanOrEqual(0.8);
    const soldOut = chosenOffer(read(page('', `${body}<p>Sold out</p>`)));
    expect(soldOut?.confidence).toBeLessThan(0.8);
  });

  it('ends before the comment that never ends', () => {
    expect(
      say(read(page('', '<h1>Blue cup</h1><!-- <p class="price">€12.50</p><button>Buy now</button>'))),
    ).toBe('unreadable');
  });
});
