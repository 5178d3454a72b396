import {
  type Availability,
  type Money,
  type Offer,
  type OfferParts,
  type PageElements,
  type Reading,
  buildOffer,
  fromDecimal,
  isCurrency,
  toReading,
} from '../../src/watcher-api';
import { type Choice, readChoice, withChoice } from './product-link';
import type { Configuration } from './schema';

const MAIN = '.product-info-main';
const CURRENCIES = 'meta[property="product:price:currency"], meta[itemprop="priceCurrency"]';

type Facts = Pick<OfferParts, 'title' | 'url' | 'image' | 'availability' | 'source'>;

interface Variant {
  readonly label: string;
  readonly choice: Choice;
  readonly price: Money | null;
  readonly listPrice: Money | null;
}

const NONE: Variant = { label: '', choice: {}, price: null, listPrice: null };

export function readProduct(page: PageElements, variants: Configuration | null, url: string): Reading {
  const currency = page.attribute(CURRENCIES, 'content') ?? '';
  const title = page.text('.page-title .base') ?? page.text('h1');
  if (title === null) return { kind: 'unreadable', why: 'The page does not name its product.' };
  if (!isCurrency(currency))
    return { kind: 'unreadable', why: 'The shop does not say in which currency its prices are.' };
  const facts: Facts = {
    title,
    url,
    image: page.attribute('meta[property="og:image"]', 'content'),
    availability: readAvailability(page),
    source: 'magento-page',
  };
  return variants ? readVariants(facts, listVariants(variants, currency)) : readSimple(facts, page, currency);
}

function readSimple(facts: Facts, page: PageElements, currency: string): Reading {
  const amount = readAmount(page, 'finalPrice');
  return toReading(
    buildOffer({
      ...facts,
      price: fromDecimal(amount ?? '', currency),
      listPrice: fromDecimal(readAmount(page, 'oldPrice') ?? '', currency),
      snippet: `data-price-amount: ${amount ?? 'none'} ${currency}`,
    }),
  );
}

/**
 * The variants that the link leaves open: one price if they all have the same, else the question which one.
 */
function readVariants(facts: Facts, variants: readonly Variant[]): Reading {
  const chosen = Object.entries(readChoice(new URL(facts.url)));
  const fitting = variants.filter(({ choice }) =>
    chosen.every(([attribute, option]) => choice[attribute] === option),
  );
  const [first, ...others] = fitting;
  // The platform leaves variants that are sold out of its list.
  if (!first) return toReading(toOffer({ ...facts, availability: 'out-of-stock' }, NONE));
  if (others.length === 0) return toReading(toOffer(facts, first));
  if (others.every(({ price }) => price?.minor === first.price?.minor))
    return toReading(toOffer(facts, { ...first, label: '' }));
  const candidates = fitting.map((each) =>
    toOffer({ ...facts, url: withChoice(facts.url, each.choice) }, each),
  );
  return { kind: 'ambiguous', candidates };
}

function listVariants({ index, optionPrices, attributes }: Configuration, currency: string): Variant[] {
  return Object.entries(index).flatMap(([id, choice]) => {
    const prices = optionPrices[id];
    if (!prices) return [];
    const labels = Object.entries(choice).flatMap(
      ([attribute, option]) =>
        attributes[attribute]?.options.find(({ id: own }) => own === option)?.label ?? [],
    );
    const price = fromDecimal(prices.finalPrice.amount, currency);
    const listPrice = fromDecimal(prices.oldPrice.amount, currency);
    return [{ label: labels.join(', '), choice, price, listPrice }];
  });
}

function toOffer(facts: Facts, { label, price, listPrice }: Variant): Offer {
  const snippet = `finalPrice: ${price?.minor ?? 'none'} (minor units) ${price?.currency ?? ''}`;
  return buildOffer({ ...facts, price, listPrice, variant: label, snippet });
}

function readAmount(page: PageElements, type: string): string | null {
  return page.attribute(`${MAIN} [data-price-type="${type}"]`, 'data-price-amount');
}

function readAvailability(page: PageElements): Availability {
  if (page.has('#product-addtocart-button')) return 'in-stock';
  return page.has(`${MAIN} .stock.unavailable`) ? 'out-of-stock' : 'unknown';
}
