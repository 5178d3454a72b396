import {
  type Answer,
  type Availability,
  type PageElements,
  type Reading,
  buildOffer,
  readPage,
  toReading,
} from '../../src/watcher-api';
import { findBuyBox } from './buy-box';
import { readListPrice, readPrice } from './read-price';

/** The questions that the shop asks visitors whom it takes for machines. */
const CHALLENGES =
  'form[action*="validateCaptcha"], #captchacharacters, #challenge-container, [name="amzn-captcha-token"]';
const BUY_BUTTONS =
  '#add-to-cart-button, [id^="add-to-cart-button"], #buy-now-button, #one-click-button, #checkoutButtonId, #add-to-cart-button-ubb';
/** Shown instead of a buy box while a variant is still to be chosen. */
const UNCHOSEN = '#partialStateBuybox, #partialState_buybox_desktop, [id^="corePrice"] .a-price-range';
/** Shown instead of a buy box where all offers are other sellers'. */
const OTHER_SELLERS = '#buybox-see-all-buying-choices, #buybox-see-all-buying-choices-announce';

export function readProduct(answer: Answer, page: PageElements, url: string, currency: string): Reading {
  if (page.has(CHALLENGES)) return { kind: 'blocked' };
  const title = page.text('#productTitle');
  // Music, films and groceries have pages of their own kind.
  if (title === null) return readPage(answer);
  const availability = readAvailability(page);
  const box = findBuyBox(page);
  const facts = { title, url, image: readImage(page), availability, source: 'amazon-page' };
  if (availability === 'out-of-stock') {
    const snippet = page.text('#availability') ?? 'out of stock';
    return toReading(buildOffer({ ...facts, price: null, snippet }));
  }
  const read = readPrice(page, box, currency);
  if (!read) return { kind: 'unreadable', why: explain(page) };
  return toReading(
    buildOffer({
      ...facts,
      ...read,
      listPrice: box.condition === null ? readListPrice(page, currency) : null,
      seller: readSeller(box.part),
      condition: box.condition,
      variant: readFormat(page),
    }),
  );
}

function readAvailability(page: PageElements): Availability {
  if (page.has(BUY_BUTTONS)) return 'in-stock';
  return page.has('#outOfStock') ? 'out-of-stock' : 'unknown';
}

function explain(page: PageElements): string {
  if (page.has(UNCHOSEN))
    return 'Amazon asks for a size or colour first: choose one there and send its link.';
  if (page.has(OTHER_SELLERS))
    return 'Amazon itself makes no offer; other sellers have theirs behind a link.';
  return 'The page shows no price that can be trusted.';
}

function readSeller(part: PageElements): string | null {
  return (
    part.text('#sellerProfileTriggerId') ??
    part.text('#merchantInfoFeature_feature_div .offer-display-feature-text-message')
  );
}

/** "Kindle", "Paperback": the name of the format that is open, without its price. */
function readFormat(page: PageElements): string | null {
  return (
    page.text('#tmmSwatches .selected .slot-title') ??
    page.text('#tmmSwatches .selected .a-button-text > span:first-child')
  );
}

function readImage(page: PageElements): string | null {
  const pictures = '#landingImage, #imgBlkFront, #ebooksImgBlkFront';
  const image = page.attribute(pictures, 'data-old-hires') ?? page.attribute(pictures, 'src');
  return image?.startsWith('http') === true ? image : null;
}
