import { BEFORE_TAX, CONDITIONAL, CONNECTORS, FROM, OLD_PRICE, USUAL_PRICE } from './words/beside-the-price';
import { UNSPACED, WordList } from './word-list';
import type { WordsByLanguage } from './words/languages';
import { BID, EXTRA, MEMBER, USED, VOUCHER } from './words/other-prices';
import { BLOCKED, NOT_FOUND, OUT_OF_STOCK } from './words/page-kinds';
import { BUY, RELATED, SPONSORED } from './words/page-parts';
import { DEPOSIT, RATE, SAVING, SHIPPING, UNIT_PRICE } from './words/rates-and-parts';

/** Words of class names and ids; these are English nearly everywhere. */
export const CLASS_WORDS = {
  old: `old was rrp msrp uvp strike\\w* struck\\w* crossed\\w* before previous compare-at\\w* compareat\\w* original list-price
    listprice regular-strike undiscounted line-?through pvp-old vecchio ancien anterior tachado barre`,
  aside: `related recommend\\w* similar upsell\\w* cross-?sell\\w* also sponsored recently? recent-\\w+ mini-?cart cart-drawer
    cart-popup shopping-cart footer carousel frequently nav navigation navbar megamenu mega-menu breadcrumbs? reviews?
    wishlist suggestions? suggested competit\\w* accessor(?:y|ies) ads? advert\\w* newsletter testimonials? bought`,
  price:
    'prices? pric(?:e|ing)\\w* preis\\w* prix prec?zz?os? precios? prezzo precos? cena cene ceny pret preturi amount',
  notPrice: `shipping delivery postage unit-price price-per(?:-unit)? per-unit base-?price unitprice installments? instalments? monthly
    finance financing credit savings? saved? save-\\w+ yousave points loyalty rewards? cashback coupons? vouchers? ratings?
    quantity qty threshold deposit trade-in tradein insurance warranty protection without-vat exvat ex-vat net-price
    excl-?\\w* pretax`,
  cents: 'cents? fraction decimals? sup superscript kop kopeck centimes?',
} as const;

/** The words by which pages tell what a text is, by what they say. */
export const WORD_LISTS = {
  ...{ OLD_PRICE, USUAL_PRICE, BEFORE_TAX, CONDITIONAL, FROM, CONNECTORS },
  ...{ RATE, UNIT_PRICE, DEPOSIT, SHIPPING, SAVING, VOUCHER, MEMBER, USED, BID, EXTRA },
  ...{ RELATED, SPONSORED, BUY, OUT_OF_STOCK, NOT_FOUND, BLOCKED },
} as const;

/** Beside an amount: it is a part of the price, a rate, or the price of something else. */
const NOT_THE_PRICE = [
  ...[RATE, UNIT_PRICE, DEPOSIT, SHIPPING, SAVING],
  ...[VOUCHER, MEMBER, USED, BID, EXTRA],
].flatMap(textsOf);

function textsOf(list: WordsByLanguage): string[] {
  return Object.values(list);
}

const asideHeading = new WordList([RELATED, SPONSORED].flatMap(textsOf));

/** Does a heading begin a part of the page that is about other products? */
export function isAsideHeading(text: string): boolean {
  return text.length < 120 && asideHeading.test(text);
}

export const WORDS = {
  oldPrice: new WordList(textsOf(OLD_PRICE)),
  usualPrice: new WordList(textsOf(USUAL_PRICE)),
  beforeTax: new WordList(textsOf(BEFORE_TAX)),
  conditional: new WordList(textsOf(CONDITIONAL)),
  notThePrice: new WordList(NOT_THE_PRICE),
  /** Of these only the words of languages that put them behind the amount too. */
  notThePriceBehind: new WordList(NOT_THE_PRICE.filter((line) => !UNSPACED.test(line))),
  /** The text says nothing else; "off" is said behind an amount only. */
  saving: new RegExp(`^(?!off$)(?:${textsOf(SAVING).join('|')})$`, 'iu'),
  connector: new WordList(textsOf(CONNECTORS)),
  from: new WordList(textsOf(FROM)),
  buy: new RegExp(`^[^\\p{L}\\p{N}]*(?:${textsOf(BUY).join('|')})(?![\\p{L}])`, 'iu'),
  outOfStock: new WordList(textsOf(OUT_OF_STOCK)),
  notFound: new WordList(textsOf(NOT_FOUND)),
  blocked: new WordList(textsOf(BLOCKED)),
} as const;
