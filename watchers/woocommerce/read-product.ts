import { type Offer, type Reading, buildOffer, stripMarkup, toReading } from '../../src/watcher-api';
import { chosenValues, withVariation } from './product-link';
import { type StoreProduct, toMoney } from './schema';

/**
 * Do its variations differ in price, or does the link choose one of them, which may be sold out by itself?
 */
export function needsVariations(product: StoreProduct, link: URL): boolean {
  const { price_range: range } = product.prices;
  if (range != null && range.min_amount !== range.max_amount) return true;
  return product.variations.length > 0 && link.search !== '';
}

export function readProduct(product: StoreProduct, url: string): Reading {
  return toReading(toOffer(product, product, url));
}

/** The variation that the link chooses; else the question which one. */
export function readVariations(
  product: StoreProduct,
  variations: readonly StoreProduct[],
  url: string,
): Reading {
  const isChosen = chooseBy(product, new URL(url));
  const fitting = variations.filter(({ id }) => isChosen(id));
  const [only, ...others] = fitting;
  if (!only) return { kind: 'not-found' };
  if (others.length === 0) return toReading(toOffer(product, only, url));
  const candidates = fitting.map((each) => toOffer(product, each, withVariation(url, each.id)));
  return { kind: 'ambiguous', candidates };
}

/** What a link does not choose, it leaves open. */
function chooseBy({ variations }: StoreProduct, link: URL): (id: number) => boolean {
  const named = link.searchParams.get('variation_id');
  if (named !== null) return (id) => String(id) === named;
  const values = chosenValues(link);
  if (values.length === 0) return () => true;
  const fitting = variations.filter(({ attributes }) =>
    values.every((value) => attributes.some((each) => each.value === null || each.value === value)),
  );
  return (id) => fitting.some((each) => each.id === id);
}

function toOffer(product: StoreProduct, sold: StoreProduct, url: string): Offer {
  const { prices } = sold;
  const [image] = sold.images.length > 0 ? sold.images : product.images;
  return buildOffer({
    title: stripMarkup(product.name),
    url,
    image: image?.src,
    price: toMoney(prices.price, prices),
    listPrice: toMoney(prices.regular_price, prices),
    availability: !sold.is_in_stock ? 'out-of-stock' : sold.is_on_backorder ? 'backorder' : 'in-stock',
    variant: stripMarkup(sold.variation),
    source: 'woocommerce-api',
    snippet: `price: ${prices.price}, currency_minor_unit: ${prices.currency_minor_unit}, ${prices.currency_code}`,
  });
}
