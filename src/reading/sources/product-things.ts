import type { Candidate, DescribedProduct, SourceName } from '../candidate';
import type { PageHints } from '../read-amount';
import { hasType, textOf, thingsOf, valuesOf, isThing, type Thing } from '../thing';
import { idsOf, readOffers } from './thing-offers';

/** What can be sold as a product. An Event or a Hotel is none: its price belongs to a date. */
const PRODUCTS = new Set(
  (
    'Product ProductGroup ProductModel IndividualProduct SomeProducts ProductCollection Vehicle Car Motorcycle Book ' +
    'MusicAlbum Movie VideoGame SoftwareApplication MobileApplication WebApplication BookSeries'
  ).split(' '),
);
const OFFERS = new Set(['Offer', 'AggregateOffer', 'OfferForPurchase']);
const LISTS = new Set(['ItemList', 'OfferCatalog', 'CollectionPage', 'SearchResultsPage', 'BreadcrumbList']);
/** Properties that lead from a page or product to others. */
const AWAY = new Set(
  (
    'isRelatedTo isSimilarTo isAccessoryOrSparePartFor isConsumableFor itemListElement mentions itemReviewed hasPart ' +
    'isPartOf review reviews offeredBy seller brand manufacturer makesOffer hasOfferCatalog'
  ).split(' '),
);
const MOST_PRODUCTS = 500;
const MOST_THINGS = 20_000;

interface Visit {
  readonly thing: Thing;
  readonly own: boolean;
}

/** The offers of these are tickets, rates and fees: never the price of a product. */
const NO_GOODS = /(?:Event|Festival|Service|Organization|Business|Hotel|Trip|Course|Place)$/;

/** Candidates of all products that the things of a page describe, in the order of the page. */
export function readProducts(roots: readonly Thing[], source: SourceName, hints: PageHints): Candidate[] {
  const candidates: Candidate[] = [];
  const seen = new Set<Thing>();
  const queue: Visit[] = roots.map((thing) => ({ thing, own: true }));
  for (let at = 0; at < queue.length && seen.size < MOST_THINGS && candidates.length < MOST_PRODUCTS; at++) {
    const { thing, own } = queue[at] as Visit;
    if (seen.has(thing)) continue;
    seen.add(thing);
    const visit = { thing, own: own && !hasType(thing, LISTS) };
    if (hasType(thing, PRODUCTS)) candidates.push(...readProduct(visit, source, hints, seen));
    else if (hasType(thing, OFFERS)) candidates.push(...readLoneOffer(visit, source, hints, seen));
    queue.push(...visitsFrom(visit));
  }
  return candidates;
}

function visitsFrom({ thing, own }: Visit): Visit[] {
  const sellsNoGoods = thing.types.some((type) => NO_GOODS.test(type));
  return [...thing.properties].flatMap(([name, values]) =>
    sellsNoGoods && name === 'offers'
      ? []
      : values.filter(isThing).map((value) => ({ thing: value, own: own && !AWAY.has(name) })),
  );
}

function readProduct(
  { thing, own }: Visit,
  source: SourceName,
  hints: PageHints,
  seen: Set<Thing>,
): Candidate[] {
  const product = describe(thing, own);
  const variants = thingsOf(thing, 'hasVariant', 'model').filter((variant) => variant !== thing);
  for (const part of [...variants, ...thingsOf(thing, 'offers')]) seen.add(part);
  const currency = textOf(thing, 'priceCurrency');
  const direct = readOffers(thing, { source, product, variant: null, currency, hints });
  const ofVariants = variants.flatMap((variant) =>
    readOffers(variant, { source, product, variant, currency, hints }),
  );
  const all = [...direct, ...ofVariants];
  return all.length > 0 ? all : [priceless(source, product)];
}

/** An offer that stands by itself, perhaps naming what it offers. */
function readLoneOffer(
  { thing, own }: Visit,
  source: SourceName,
  hints: PageHints,
  seen: Set<Thing>,
): Candidate[] {
  const [offered] = thingsOf(thing, 'itemOffered');
  if (offered) seen.add(offered);
  const product = describe(offered ?? thing, own);
  const wrapper: Thing = { types: [], properties: new Map([['offers', [thing]]]) };
  return readOffers(wrapper, { source, product, variant: null, currency: null, hints });
}

function describe(thing: Thing, own: boolean): DescribedProduct {
  const [image] = valuesOf(thing, 'image', 'photo');
  return {
    title: textOf(thing, 'name', 'title'),
    url: textOf(thing, 'url', '@id', 'mainEntityOfPage'),
    image: isThing(image) ? textOf(image, 'url', 'contentUrl') : image === undefined ? null : String(image),
    ids: idsOf(thing),
    own,
  };
}

function priceless(source: SourceName, product: DescribedProduct): Candidate {
  return {
    source,
    product,
    price: null,
    listPrice: null,
    from: false,
    availability: 'unknown',
    seller: null,
    condition: null,
    variant: null,
    url: null,
    ids: [],
    snippet: product.title ?? '',
  };
}
