import {
  type Answer,
  type Availability,
  type Money,
  type PageElements,
  type Reading,
  buildOffer,
  readMoney,
  readPage,
  toReading,
} from '../../src/watcher-api';

/**
 * Of the present pages (`x-…`) and of the ones before them. Conversions into the visitor's currency stand
 * elsewhere.
 */
const TITLES = ['.x-item-title__mainTitle', '#vi-lkhdr-itmTitl', '#itemTitle'];
const FIXED_PRICES = ['#mm-saleDscPrc', '#prcIsum', '.x-bin-price .x-price-primary'];
const BIDS = ['.x-bid-price .x-price-primary', '#prcIsum_bidPrice'];
const PRIMARY_PRICE = ['.x-price-primary'];
const LIST_PRICES = ['#orgPrc', '#mm-saleOrgPrc', '.x-price-section .ux-textspans--STRIKETHROUGH'];
const SELLERS = [
  '.x-sellercard-atf__about-seller-item--seller-name',
  '.x-sellercard-atf__info__about-seller a',
  '.mbg-nw',
];
const CONDITIONS = ['.x-item-condition-text .ux-textspans', '#vi-itm-cond'];
const BUTTONS =
  '[id^="binBtn_btn"], [id^="bidBtn_btn"], [id^="boBtn_btn"], [id^="atcBtn_btn"], [id^="isCartBtn_btn"], ' +
  '[data-testid="x-bin-action"], [data-testid="x-bid-action"], [data-testid="x-atc-action"], [data-testid="x-offer-action"]';
const STATUS_MESSAGES = ['.d-statusmessage', '.msgTextAlign'];

interface Asked {
  readonly price: Money;
  readonly snippet: string;
  /** A bid or the low end of a range: it is paid only in the best case. */
  readonly from: boolean;
}

/** @param currency what a sign that can mean several currencies means on this site. */
export function readListing(answer: Answer, page: PageElements, url: string, currency: string): Reading {
  const title = readFirst(page, TITLES);
  if (title === null) return readWithoutListing(answer);
  const asked = readAsked(page, currency);
  return toReading(
    buildOffer({
      title,
      url,
      image: page.attribute('meta[property="og:image"]', 'content'),
      ...(asked ?? { price: null, snippet: readFirst(page, STATUS_MESSAGES) ?? 'no price' }),
      listPrice: readMoney(readFirst(page, LIST_PRICES), { currency }),
      availability: readAvailability(page),
      seller: readFirst(page, SELLERS),
      condition: readFirst(page, CONDITIONS),
      source: 'ebay-page',
      confidence: asked?.from === true ? 0.7 : 0.9,
    }),
  );
}

/** Such pages show other people's items in its place: whatever price they show is not the listing's. */
function readWithoutListing(answer: Answer): Reading {
  const reading = readPage(answer);
  if (reading.kind === 'blocked' || reading.kind === 'not-found') return reading;
  return { kind: 'unreadable', why: 'The page shows no listing that Ebb knows how to read.' };
}

function readAvailability(page: PageElements): Availability {
  if (page.has(BUTTONS)) return 'in-stock';
  return readFirst(page, STATUS_MESSAGES) === null ? 'unknown' : 'out-of-stock';
}

/** The price at which it can be bought at once; else the bid that has to be beaten. */
function readAsked(page: PageElements, currency: string): Asked | null {
  const fixed = readPrice(page, FIXED_PRICES, currency);
  if (fixed) return fixed;
  const bid = readPrice(page, BIDS, currency);
  return bid
    ? { ...bid, from: true, snippet: `bid: ${bid.snippet}` }
    : readPrice(page, PRIMARY_PRICE, currency);
}

function readPrice(page: PageElements, selectors: readonly string[], currency: string): Asked | null {
  const snippet = readFirst(page, selectors);
  // The shop parts the letters from the sign: "AU $", "C $".
  const price = readMoney(snippet?.replace(/\b([A-Z]{1,2}) \$/, '$1$') ?? null, { currency });
  return price && snippet !== null ? { price, snippet, from: isRange(snippet) } : null;
}

/** "US $10.00 to US $20.00", "EUR 10,00 bis EUR 20,00", "£5.00 - £8.00". */
function isRange(text: string): boolean {
  return (text.match(/\d+(?:[.,\s]\d+)*/g) ?? []).length > 1;
}

function readFirst(page: PageElements, selectors: readonly string[]): string | null {
  for (const selector of selectors) {
    const text = page.text(selector);
    if (text !== null) return text;
  }
  return null;
}
