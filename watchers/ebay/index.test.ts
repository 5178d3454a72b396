import type { CannedAnswer } from '../../test/support/canned-http';
import { lookWith } from '../../test/support/look-with';
import { loadWatchers } from '../../src/plugins/load-watchers';
import { identify } from '../../src/plugins/identify';
import { silentLog } from '../../test/support/silent-log';

const LINK = 'https://www.ebay.ie/itm/Copper-Pan/100000000001?hash=item1&_trkparms=x';
const ASKED = 'https://www.ebay.ie/itm/100000000001';
const TITLE = '<h1 class="x-item-title__mainTitle"><span>Copper Pan</span></h1>';
const BUY = '<a data-testid="x-bin-action">Buy it now</a>';
const BID = '<a data-testid="x-bid-action">Place bid</a>';

/** A price as the present pages show it. */
function price(kind: 'bin' | 'bid', text: string, more = ''): string {
  return `<div class="x-${kind}-price"><div class="x-price-primary"><span class="ux-textspans">${text}</span></div>${more}</div>`;
}

async function look(answer: CannedAnswer) {
  return (await lookWith(LINK, { [ASKED]: answer })).reading;
}

describe('the link of ebay', () => {
  const watchers = loadWatchers({ packages: [], environment: {} });

  it.each([
    [LINK, 'ebay.ie/100000000001'],
    ['https://ebay.com/itm/100000000001', 'ebay.com/100000000001'],
    [
      'https://www.ebay.de/itm/100000000001?var=500000000002&mkevt=1',
      'ebay.de/100000000001?var=500000000002',
    ],
    ['https://www.ebay.de/itm/100000000001?var=0', 'ebay.de/100000000001'],
    ['https://cafr.ebay.ca/itm/100000000001', 'cafr.ebay.ca/100000000001'],
  ])('%s is %s', (link, key) => {
    expect(identify(watchers, link, silentLog)).toMatchObject({ watcher: 'ebay', key });
  });

  it.each(['https://www.ebay.de/sch/i.html?_nkw=pan', 'https://www.ebay.de/p/123456789'])(
    'leaves %s to the reader of pages',
    (link) => {
      expect(identify(watchers, link, silentLog)?.watcher).toBe('page');
    },
  );
});

describe('ebay', () => {
  it('reads the price of a listing to buy at once', async () => {
    const was = '<span class="ux-textspans--STRIKETHROUGH">EUR 99,00</span>';
    const facts =
      '<div class="x-sellercard-atf__about-seller-item--seller-name">panshop</div>' +
      '<div class="x-item-condition-text"><span class="ux-textspans">New with box</span></div>';
    const body = `${TITLE}<div class="x-price-section">${price('bin', 'EUR 79,90', was)}</div>${facts}${BUY}`;
    const reading = await look(body);
    expect(reading.kind === 'offer' && reading.offers).toEqual([
      {
        title: 'Copper Pan',
        url: ASKED,
        price: { minor: 7990, currency: 'EUR' },
        listPrice: { minor: 9900, currency: 'EUR' },
        availability: 'in-stock',
        seller: 'panshop',
        condition: 'New with box',
        from: false,
        evidence: { source: 'ebay-page', snippet: 'EUR 79,90' },
        confidence: 0.9,
      },
    ]);
  });

  it('takes the price of the listing, not its conversion for the visitor', async () => {
    const converted = '<div class="x-price-approx__price">EUR 92,10</div>';
    expect(await look(TITLE + price('bin', '£79.90', converted) + BUY)).toMatchObject({
      kind: 'offer',
      offers: [{ price: { minor: 7990, currency: 'GBP' } }],
    });
  });

  it.each([
    ['US $79.90', 'USD'],
    ['AU $79.90', 'AUD'],
    ['C $79.90', 'CAD'],
    ['GBP 79.90', 'GBP'],
    ['CHF 79.90', 'CHF'],
  ])('reads %s', async (text, currency) => {
    expect(await look(TITLE + price('bin', text) + BUY)).toMatchObject({
      offers: [{ price: { minor: 7990, currency } }],
    });
  });

  it('takes a bid for what it is: the least that will be paid', async () => {
    expect(await look(TITLE + price('bid', '£115.00') + BID)).toMatchObject({
      kind: 'offer',
      offers: [
        { price: { minor: 11500 }, from: true, confidence: 0.7, evidence: { snippet: 'bid: £115.00' } },
      ],
    });
  });

  it('prefers the price to buy at once to the bid beside it', async () => {
    expect(await look(TITLE + price('bid', '£15.00') + price('bin', '£115.00') + BID + BUY)).toMatchObject({
      offers: [{ price: { minor: 11500 }, from: false }],
    });
  });

  it('takes a range of variations for a price from', async () => {
    expect(await look(TITLE + price('bin', 'US $10.00 to US $20.00') + BUY)).toMatchObject({
      offers: [{ price: { minor: 1000 }, from: true }],
    });
  });

  it('reads the pages of before', async () => {
    const body =
      '<h1 id="itemTitle"><span>Details about</span> Copper Pan</h1><span id="vi-lkhdr-itmTitl">Copper Pan</span>' +
      '<span id="orgPrc">US $99.00</span><span id="mm-saleDscPrc">US $79.90</span><a id="isCartBtn_btn">Add to cart</a>';
    expect(await look(body)).toMatchObject({
      offers: [{ title: 'Copper Pan', price: { minor: 7990 }, listPrice: { minor: 9900 } }],
    });
  });

  it('is not for sale when it has ended, whatever it went for', async () => {
    const ended = '<div class="d-statusmessage">This listing ended on Sun, 22 Nov at 14:00.</div>';
    expect(await look(ended + TITLE + price('bin', '£79.90'))).toMatchObject({
      kind: 'unavailable',
      offer: { availability: 'out-of-stock' },
    });
    expect(await look(ended + TITLE)).toMatchObject({ kind: 'unavailable', offer: { price: null } });
  });

  it.each<[string, CannedAnswer, object]>([
    ['a listing without a price', TITLE + BUY, { kind: 'unreadable' }],
    [
      'other listings in its place',
      '<h1>Similar items</h1><b class="price">£5.00</b><b>£6.00</b>',
      { kind: 'unreadable' },
    ],
    ['a check for machines', '<title>Pardon Our Interruption...</title>', { kind: 'blocked' }],
    ['a listing that is gone', { failed: { kind: 'not-found' } }, { kind: 'not-found' }],
    ['a busy shop', { failed: { kind: 'unreachable', why: 'error 503' } }, { kind: 'unreachable' }],
  ])('has no price at %s', async (_, answer, expected) => {
    expect(await look(answer)).toMatchObject(expected);
  });
});
