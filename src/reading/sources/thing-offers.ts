import type { Availability } from '../../core/offer';
import type { Amount, Candidate, DescribedProduct, SourceName } from '../candidate';
import { readAmount, type PageHints } from '../read-amount';
import { hasType, isThing, localName, textOf, thingsOf, valuesOf, type Thing, type Value } from '../thing';

export interface OfferContext {
  readonly source: SourceName;
  readonly product: DescribedProduct;
  /** The variant whose offers these are; null when they are the product's own. */
  readonly variant: Thing | null;
  /** What the product says where its offers say nothing. */
  readonly currency: string | null;
  readonly hints: PageHints;
}

interface Prices {
  readonly price: Amount | null;
  readonly list: Amount | null;
  readonly from: boolean;
  readonly upTo?: Amount | null;
}

const MOST_OFFERS = 300;

/** Candidates of all offers of a thing. A price that stands on the thing itself counts as an offer. */
export function readOffers(thing: Thing, context: OfferContext): Candidate[] {
  const offers = thingsOf(thing, 'offers').slice(0, MOST_OFFERS);
  const nested = offers.flatMap((offer) => thingsOf(offer, 'offers')).slice(0, MOST_OFFERS);
  const own = valuesOf(thing, 'price', 'lowPrice').some((value) => !isThing(value)) ? [thing] : [];
  return [...offers, ...nested, ...(offers.length === 0 ? own : [])].map((offer) =>
    readOffer(offer, context),
  );
}

function readOffer(offer: Thing, context: OfferContext): Candidate {
  const currency = textOf(offer, 'priceCurrency', 'pricecurrency') ?? context.currency;
  const prices = readPrices(offer, currency, context.hints);
  const { variant } = context;
  const seller = textOf(offer, 'seller', 'offeredBy');
  return {
    source: context.source,
    product: context.product,
    price: prices.price,
    listPrice: prices.list,
    from: prices.from,
    upTo: prices.upTo ?? null,
    availability: readAvailability(textOf(offer, 'availability')),
    seller,
    condition: readCondition(textOf(offer, 'itemCondition')),
    variant: (variant ? textOf(variant, 'name', 'sku') : null) ?? textOf(offer, 'name', 'sku'),
    url: textOf(offer, 'url') ?? (variant ? textOf(variant, 'url', '@id') : null),
    ids: [...idsOf(offer), ...(variant ? idsOf(variant) : [])],
    snippet: snippetOf(offer),
  };
}

function snippetOf(offer: Thing): string {
  return ['price', 'lowPrice', 'highPrice', 'priceCurrency', 'availability']
    .map((name) => [name, textOf(offer, name)] as const)
    .filter(([, text]) => text !== null)
    .map(([name, text]) => `${name}: ${text ?? ''}`)
    .join(', ');
}

function readPrices(offer: Thing, currency: string | null, hints: PageHints): Prices {
  const specified = readSpecifications(thingsOf(offer, 'priceSpecification', 'price'), currency, hints);
  const plain = firstAmount(valuesOf(offer, 'price'), currency, hints);
  // A specification knows more than the plain price: which of several is the sale's, which the list's.
  const price = plain ?? specified.price;
  if (price) return { price, list: specified.list, from: false };
  const low = firstAmount(valuesOf(offer, 'lowPrice', 'minPrice'), currency, hints);
  const high = firstAmount(valuesOf(offer, 'highPrice', 'maxPrice'), currency, hints);
  const from = low !== null && high?.decimal !== low.decimal;
  return { price: low, list: specified.list, from, upTo: from ? high : null };
}

function firstAmount(values: readonly Value[], currency: string | null, hints: PageHints): Amount | null {
  for (const value of values) {
    const amount = readAmount(value, currency, hints);
    if (amount) return amount;
  }
  return null;
}

const LIST_TYPES = new Set([
  'ListPrice',
  'SRP',
  'MSRP',
  'StrikethroughPrice',
  'RegularPrice',
  'MinimumAdvertisedPrice',
]);

/** https://schema.org/PriceSpecification: several prices of one offer, each for its own purpose. */
function readSpecifications(
  specifications: readonly Thing[],
  currency: string | null,
  hints: PageHints,
): Prices {
  let price: Amount | null = null;
  let list: Amount | null = null;
  for (const specification of withTax(specifications.filter(isForEverybody))) {
    const code = textOf(specification, 'priceCurrency') ?? currency;
    const amount = firstAmount(valuesOf(specification, 'price', 'minPrice'), code, hints);
    if (amount === null) continue;
    if (LIST_TYPES.has(localName(textOf(specification, 'priceType') ?? ''))) list ??= amount;
    else if (price === null || Number(amount.decimal) < Number(price.decimal)) price = amount;
  }
  return { price: price ?? list, list: price ? list : null, from: false };
}

/** Those that say they are before tax only where no other says that it is with tax. */
function withTax(specifications: readonly Thing[]): readonly Thing[] {
  const saying = (word: string): Thing[] =>
    specifications.filter((each) => textOf(each, 'valueAddedTaxIncluded')?.toLowerCase() === word);
  const before = saying('false');
  return saying('true').length === 0
    ? specifications
    : specifications.filter((each) => !before.includes(each));
}

/** Not the price of a kilo, of a hundred pieces, for members only, or a part of the payment. */
function isForEverybody(specification: Thing): boolean {
  const quantity = Number(textOf(specification, 'minValue') ?? 1);
  const [reference] = thingsOf(specification, 'referenceQuantity');
  const [eligible] = thingsOf(specification, 'eligibleQuantity');
  const least = Number((eligible ? textOf(eligible, 'minValue', 'value') : null) ?? quantity);
  const unit = reference ? Number(textOf(reference, 'value') ?? 1) !== 1 || isMeasured(reference) : false;
  const instalment =
    textOf(specification, 'billingDuration', 'billingIncrement', 'priceComponentType') !== null;
  const member = valuesOf(specification, 'validForMemberTier', 'membershipPointsEarned').length > 0;
  const delivery = hasType(
    specification,
    new Set(['DeliveryChargeSpecification', 'PaymentChargeSpecification']),
  );
  return !unit && !instalment && !member && !delivery && !(least > 1);
}

function isMeasured(reference: Thing): boolean {
  return /^(?:KGM|GRM|LTR|MLT|MTR|MTK|LBR|ONZ|kg|g|l|ml|m|m2)$/i.test(
    textOf(reference, 'unitCode', 'unitText') ?? '',
  );
}

const AVAILABILITY: Readonly<Record<string, Availability>> = {
  instock: 'in-stock',
  limitedavailability: 'in-stock',
  onlineonly: 'in-stock',
  instoreonly: 'in-stock',
  available: 'in-stock',
  madetoorder: 'in-stock',
  reserved: 'in-stock',
  outofstock: 'out-of-stock',
  soldout: 'out-of-stock',
  oos: 'out-of-stock',
  discontinued: 'out-of-stock',
  unavailable: 'out-of-stock',
  preorder: 'preorder',
  presale: 'preorder',
  backorder: 'backorder',
  availablefororder: 'backorder',
};

/**
 * schema.org's word in any of the spellings shops use: "https://schema.org/InStock", "in stock", "IN_STOCK".
 */
export function readAvailability(text: string | null): Availability {
  const name = localName(text ?? '')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
  return Object.hasOwn(AVAILABILITY, name) ? (AVAILABILITY[name] ?? 'unknown') : 'unknown';
}

/** "https://schema.org/RefurbishedCondition" → "refurbished". */
export function readCondition(text: string | null): string | null {
  const name = localName(text ?? '')
    .replace(/Condition$/i, '')
    .toLowerCase()
    .trim();
  return name === '' || name.length > 40 ? null : name;
}

/** Every code by which a product may be named in its link. */
export function idsOf(thing: Thing): string[] {
  return [
    'sku',
    'mpn',
    'gtin',
    'gtin13',
    'gtin12',
    'gtin8',
    'gtin14',
    'isbn',
    'productID',
    'productGroupID',
    'identifier',
  ]
    .map((name) => textOf(thing, name))
    .filter((id): id is string => id !== null);
}
