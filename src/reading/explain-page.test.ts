import { offer, page, product, shown } from '../../test/support/sample-page';
import { type ExplainedPrice, explainPage } from './explain-page';
import { readPage } from './read-page';

const LINK = 'https://shop.example/p/cup-1';

function explain(html: string) {
  return explainPage({ url: LINK, body: Buffer.from(html), contentType: 'text/html; charset=utf-8' });
}

function lineOf({ source, price, isTaken, why }: ExplainedPrice): string {
  return `${source} ${price?.decimal ?? '-'} ${isTaken ? 'taken' : 'left'}: ${why}`;
}

describe('explainPage', () => {
  it('tells of every price why it was taken or not', () => {
    const used = offer(5, { itemCondition: 'https://schema.org/UsedCondition' });
    const body = `${shown}<p>Was <s>€20.00</s></p><p>€4.20 per month</p><p>€30.00</p>`;
    const { prices } = explain(page(product([offer(12.5), used]), body));
    expect(prices.map(lineOf)).toEqual([
      'json-ld 12.5 taken: The page shows it.',
      'json-ld 5 left: It is not new, and another offer is.',
      'page text 12.50 left: What the page says for machines goes before its text.',
      'page text 20.00 left: It is an old price.',
      'page text 4.20 left: The words beside it say that it is no price.',
      'page text 30.00 left: What the page says for machines goes before its text.',
    ]);
    expect(prices[0]).toMatchObject({ score: 0.9, snippet: expect.stringContaining('12.5') });
  });

  it.each([
    ['an offer', page(product(offer(12.5)), shown)],
    ['an offer of the text', page('', shown)],
    ['a price that the page strikes out', page(product(offer(20)), `${shown}<s>€20.00</s>`)],
    ['candidates', page('', `${shown}<p class="price">€14.00</p>`)],
    ['variants', page(product([offer(12.5), offer(20)]), '<h1>Blue cup</h1>')],
    ['no price', page('', '<h1>Blue cup</h1><p>€3 shipping</p>')],
    ['no product', page('<meta property="og:type" content="article">', '<h1>How we drink</h1><p>€3.00</p>')],
  ])('gives the reading of readPage, and takes just what that gives: %s', (_, html) => {
    const { reading, prices } = explain(html);
    expect(reading).toEqual(
      readPage({ url: LINK, body: Buffer.from(html), contentType: 'text/html; charset=utf-8' }),
    );
    const given =
      reading.kind === 'offer' ? [reading.offers[0]] : reading.kind === 'ambiguous' ? reading.candidates : [];
    const taken = prices.filter(({ isTaken }) => isTaken);
    expect(taken.map(({ price }) => Number(price?.decimal) * 100)).toEqual(
      given.map((each) => each?.price?.minor),
    );
    for (const { why } of prices) expect(why).toMatch(/\.$/);
  });

  it('has nothing to tell of a page that cannot be looked through', () => {
    expect(explain('<div>'.repeat(2000))).toMatchObject({ reading: { kind: 'unreachable' }, prices: [] });
  });
});
