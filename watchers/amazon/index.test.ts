import type { CannedAnswer } from '../../test/support/canned-http';
import { lookWith } from '../../test/support/look-with';
import { loadWatchers } from '../../src/plugins/load-watchers';
import { identify } from '../../src/plugins/identify';
import { silentLog } from '../../test/support/silent-log';

const LINK = 'https://www.amazon.de/Kupferpfanne/dp/B0EXAMPLE1/ref=sr_1_1?keywords=pfanne&psc=1';
const ASKED = 'https://www.amazon.de/dp/B0EXAMPLE1?th=1&psc=1';
const TITLE = '<span id="productTitle"> Kupferpfanne </span>';
const CART = '<input id="add-to-cart-button" type="submit">';

/** A buy box, or one of its rows, with the price that its form carries and the one it shows. */
function box(id: string, carried: string | null, shown: string | null, more = CART): string {
  const form =
    carried === null
      ? ''
      : `<input name="items[0.base][customerVisiblePrice][amount]" value="${carried}">` +
        '<input name="items[0.base][customerVisiblePrice][currencyCode]" value="EUR">';
  const price =
    shown === null
      ? ''
      : `<div id="corePrice_feature_div"><span class="a-price"><span class="a-offscreen">${shown}</span></span></div>`;
  return `<div id="${id}">${price}${form}${more}</div>`;
}

async function look(html: CannedAnswer) {
  return (await lookWith(LINK, { [ASKED]: html })).reading;
}

/** The chosen offer of a page with this body. */
async function offerOf(...body: string[]) {
  const reading = await look(TITLE + body.join(''));
  if (reading.kind !== 'offer') throw new Error(`read as ${JSON.stringify(reading)}`);
  return reading.offers[reading.chosen];
}

describe('the link of amazon', () => {
  const watchers = loadWatchers({ packages: [], environment: {} });

  it.each([
    ['https://www.amazon.de/dp/B0EXAMPLE1', 'amazon.de/B0EXAMPLE1'],
    ['https://amazon.de/dp/b0example1/', 'amazon.de/B0EXAMPLE1'],
    ['https://www.amazon.co.jp/-/en/dp/B0EXAMPLE1', 'amazon.co.jp/B0EXAMPLE1'],
    ['https://www.amazon.com.tr/gp/product/B0EXAMPLE1/ref=x', 'amazon.com.tr/B0EXAMPLE1'],
    ['https://www.amazon.in/gp/aw/d/B0EXAMPLE1?psc=1', 'amazon.in/B0EXAMPLE1'],
    ['https://www.amazon.co.uk/Some-Book/dp/030640615X', 'amazon.co.uk/030640615X'],
    ['https://www.amazon.com/exec/obidos/ASIN/0306406152', 'amazon.com/0306406152'],
  ])('%s is %s', (link, key) => {
    expect(identify(watchers, link, silentLog)).toMatchObject({ watcher: 'amazon', key });
  });

  it.each([
    'https://www.amazon.de/s?k=pfanne',
    'https://www.amazon.de/dp/appliances',
    'https://www.amazon.de/gp/bestsellers/kitchen',
    'https://www.amazon.example/dp/B0EXAMPLE1',
  ])('leaves %s to the reader of pages', (link) => {
    expect(identify(watchers, link, silentLog)?.watcher).toBe('page');
  });
});

describe('amazon', () => {
  it('reads price, list price, seller and picture of the buy box', async () => {
    const list = '<span class="basisPrice">UVP: <span class="a-offscreen">99,00 €</span></span>';
    const image = '<img id="landingImage" src="https://images.example/pan.jpg">';
    const seller = `${CART}<a id="sellerProfileTriggerId">Pfannenhaus</a>`;
    expect(await offerOf(image, list, box('desktop_buybox', '79.90', '79,90 €', seller))).toEqual({
      title: 'Kupferpfanne',
      url: ASKED,
      image: 'https://images.example/pan.jpg',
      price: { minor: 7990, currency: 'EUR' },
      listPrice: { minor: 9900, currency: 'EUR' },
      availability: 'in-stock',
      seller: 'Pfannenhaus',
      from: false,
      evidence: { source: 'amazon-page', snippet: '79,90 €' },
      confidence: 0.95,
    });
  });

  it('answers nothing where the form and the page contradict each other', async () => {
    expect(await look(TITLE + box('desktop_buybox', '79.90', '89,90 €'))).toMatchObject({
      kind: 'unreadable',
    });
  });

  it('takes the price of everybody, not the one of members or of a subscription', async () => {
    const rows =
      box('primeSavingsUpsellAccordionRow', '59.90', '59,90 €') +
      box('snsAccordionRowMiddle', '69.90', '69,90 €') +
      box('newAccordionRow_1', '79.90', '79,90 €') +
      box('usedAccordionRow', '49.90', '49,90 €');
    const middle = '<div id="corePriceDisplay_x"><span class="priceToPay">59,90 €</span></div>';
    expect(await offerOf(middle, `<div id="desktop_buybox">${rows}</div>`)).toMatchObject({
      price: { minor: 7990 },
      confidence: 0.95,
    });
  });

  it('says that it is used when nothing else is offered', async () => {
    const offer = await offerOf(`<div id="desktop_buybox">${box('usedAccordionRow', '49.90', null)}</div>`);
    expect(offer).toMatchObject({ price: { minor: 4990 }, condition: 'used' });
    const old = await offerOf(
      `<div id="usedBuySection"><span class="offer-price">4,45 €</span>${CART}</div>`,
    );
    expect(old).toMatchObject({ price: { minor: 445 }, condition: 'used' });
  });

  it('reads the format that is open, not the others beside it', async () => {
    const format = (name: string, price: string, selected = ''): string =>
      `<li class="swatchElement ${selected}"><span class="a-button-text"><span>${name}</span>` +
      `<span class="a-color-price">${price}</span></span></li>`;
    const formats = `<div id="tmmSwatches">${format('Gebunden', '24,00 €')}${format('Kindle', '9,99 €', 'selected')}</div>`;
    expect(await offerOf(formats, '<button id="one-click-button"></button>')).toMatchObject({
      price: { minor: 999 },
      variant: 'Kindle',
    });
  });

  it('does not take a book that subscribers read for nothing for free', async () => {
    const formats = '<div id="tmmSwatches"><b class="selected"><i class="slot-price">0,00 €</i></b></div>';
    const reading = await look(`${TITLE}${formats}<span id="kindle-price">9,99 €</span>${CART}`);
    expect(reading).toMatchObject({ kind: 'offer', offers: [{ price: { minor: 999 } }] });
  });

  it('reads a currency that is shown to visitors from abroad', async () => {
    const offer = await offerOf(`<span id="priceblock_ourprice">USD 87.11</span>${CART}`);
    expect(offer).toMatchObject({ price: { minor: 8711, currency: 'USD' } });
  });

  it('is out of stock although substitutes with prices come first', async () => {
    const substitutes =
      '<div id="similarities"><span class="a-price"><b class="a-offscreen">39,90 €</b></span></div>';
    const gone =
      '<div id="desktop_buybox"><div id="outOfStock"><div id="availability">Derzeit nicht verfügbar.</div></div></div>';
    const reading = await look(substitutes + TITLE + gone);
    expect(reading).toMatchObject({
      kind: 'unavailable',
      offer: { price: null, availability: 'out-of-stock', evidence: { snippet: 'Derzeit nicht verfügbar.' } },
    });
  });

  it.each([
    ['a variant to choose first', '<div id="partialStateBuybox"></div>', /size or colour/],
    ['other sellers only', '<a id="buybox-see-all-buying-choices">Alle Angebote</a>', /other sellers/],
    ['no price at all', CART, /no price/],
    ['a price of another product only', '<div id="sims"><b class="a-price">5,00 €</b></div>', /no price/],
  ])('has no price where it finds %s', async (_, body, why) => {
    expect(await look(TITLE + body)).toEqual({
      kind: 'unreadable',
      why: expect.stringMatching(why) as string,
    });
  });

  it.each<[string, CannedAnswer, object]>([
    ['a captcha', '<form action="/errors/validateCaptcha"><input></form>', { kind: 'blocked' }],
    ['a product that is gone', { failed: { kind: 'not-found' } }, { kind: 'not-found' }],
    ['a busy shop', { failed: { kind: 'unreachable', why: 'error 503' } }, { kind: 'unreachable' }],
    [
      'a shop that wants to be left alone',
      { failed: { kind: 'blocked', retryAfterSeconds: 9 } },
      { kind: 'blocked', retryAfterSeconds: 9 },
    ],
  ])('ends with the reason at %s', async (_, answer, expected) => {
    expect(await look(answer)).toMatchObject(expected);
  });
});
