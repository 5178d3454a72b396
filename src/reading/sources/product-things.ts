import type { Candidate, DescribedProduct, SourceName } from '../candidate';
import type { PageHints } from '../read-amount';
import { hasType, textOf, thingsOf, valuesOf, isThing, type Thing } from '../thing';
import { readOffers } from './thing-offers';

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

interface Visit {
  readonly thing: Thing;
  readonly own: boolean;
}

/** Candidates of all products that the things of a page describe, in the order of the page. */
export function readProducts(roots: readonly Thing[], source: SourceName, hints: PageHints): Candidate[] {
  const candidates: Candidate[] = [];
  const seen = new Set<Thing>();
  const queue: Visit[] = roots.map((thing) => ({ thing, own: true }));
  for (let at = 0; at < queue.length && seen.size < 20_000 && candidates.length < MOST_PRODUCTS; at++) {
    const visit = queue[at] as Visit;
    if (seen.has(visit.thing)) continue;
    seen.add(visit.thing);
    const own = visit.own && !hasType(visit.thing, LISTS);
    if (hasType(visit.thing, PRODUCTS))
      candidates.push(...readProduct(visit.thing, own, source, hints, seen));
    else if (hasType(visit.thing, OFFERS))
      candidates.push(...readLoneOffer(visit.thing, own, source, hints, seen));
    for (const [name, values] of visit.thing.properties) {
      for (const value of values)
        if (isThing(value)) queue.push({ thing: value, own: own && !AWAY.has(name) });
    }
  }
  return candidates;
}

function readProduct(
  thing: Thing,
  own: boolean,
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
  thing: Thing,
  own: boolean,
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
