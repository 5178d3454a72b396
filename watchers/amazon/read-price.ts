import { type Money, type PageElements, fromDecimal, readMoney } from '../../src/watcher-api';
import type { BuyBox } from './buy-box';

export interface ReadPrice {
  readonly price: Money;
  readonly snippet: string;
  readonly confidence: number;
}

/** The price that the form of a buy box carries along: machine-readable, and of this row only. */
const FORM_AMOUNT = 'input[name$="[customerVisiblePrice][amount]"]';
const FORM_CURRENCY = 'input[name$="[customerVisiblePrice][currencyCode]"]';

/** Where a buy box shows what is to be paid, in the order of how surely it does. */
const BOX_PRICES = [
  '.priceToPay .a-offscreen',
  '.priceToPay',
  '.apexPriceToPay .a-offscreen',
  '[id^="corePrice"] .a-price:not(.a-text-price) .a-offscreen',
  '#price_inside_buybox',
  '#newBuyBoxPrice',
  '#usedPrice',
  '.offer-price',
  '.header-price',
];

/** Where the middle of the page shows it. */
const PAGE_PRICES = [
  '[id^="corePriceDisplay"] .priceToPay .a-offscreen',
  '[id^="corePriceDisplay"] .priceToPay',
  '[id^="corePrice"] .apexPriceToPay .a-offscreen',
  '#priceblock_dealprice',
  '#priceblock_saleprice',
  '#priceblock_ourprice',
  '#kindle-price',
];

/** The format of a book, film or record that is open: Kindle, paperback, Blu-ray. */
const FORMAT_PRICES = ['#tmmSwatches .selected .slot-price', '#tmmSwatches .selected .a-color-price'];

const LIST_PRICES = [
  '.basisPrice .a-offscreen',
  '.priceBlockStrikePriceString',
  '#listPrice',
  '#print-list-price',
];

/**
 * @param currency the marketplace's own; visitors from abroad may be shown another, which then is written
 * out.
 * @returns null when there is no price, or two places of the page contradict each other.
 */
export function readPrice(page: PageElements, box: BuyBox, currency: string): ReadPrice | null {
  const carried = readForm(box.part);
  const shown =
    readShown(box.part, BOX_PRICES, currency) ??
    (box.isRow ? null : readShown(page, [...PAGE_PRICES, ...FORMAT_PRICES], currency));
  if (!carried || !shown) return carried ?? shown;
  const agree = carried.price.minor === shown.price.minor && carried.price.currency === shown.price.currency;
  return agree ? { ...carried, snippet: shown.snippet, confidence: 0.95 } : null;
}

export function readListPrice(page: PageElements, currency: string): Money | null {
  return readShown(page, LIST_PRICES, currency)?.price ?? null;
}

function readForm(part: PageElements): ReadPrice | null {
  const amount = part.attribute(FORM_AMOUNT, 'value');
  const currency = part.attribute(FORM_CURRENCY, 'value');
  const price = amount === null || currency === null ? null : fromDecimal(amount, currency);
  if (!price || price.minor === 0) return null;
  return { price, snippet: `customerVisiblePrice: ${amount ?? ''} ${price.currency}`, confidence: 0.9 };
}

function readShown(part: PageElements, selectors: readonly string[], currency: string): ReadPrice | null {
  for (const selector of selectors) {
    for (const text of part.texts(selector)) {
      const price = readMoney(text, { currency });
      if (price) return { price, snippet: text, confidence: 0.85 };
    }
  }
  return null;
}
