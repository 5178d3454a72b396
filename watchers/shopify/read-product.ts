import { type Money, type Offer, type Reading, buildOffer, toReading } from '../../src/watcher-api';
import { withVariant } from './product-link';

/** One variant with its price, whichever endpoint it came from. */
export interface PricedVariant {
  readonly id: number;
  /** Empty when the product has only one. */
  readonly title: string;
  readonly price: Money | null;
  readonly listPrice: Money | null;
  /** null: not known. */
  readonly available: boolean | null;
  readonly source: string;
  readonly snippet: string;
}

export interface PricedProduct {
  readonly title: string;
  readonly image?: string | undefined;
  readonly variants: readonly PricedVariant[];
}

/**
 * The variant that the link names; else the one price that all variants have; else the question which one.
 */
export function readProduct(product: PricedProduct, url: string): Reading {
  const named = new URL(url).searchParams.get('variant');
  if (named !== null) {
    const variant = product.variants.find(({ id }) => String(id) === named);
    return variant ? toReading(toOffer(product, variant, url)) : { kind: 'not-found' };
  }
  const [first, ...others] = product.variants;
  if (!first) return { kind: 'unreadable', why: 'The shop lists no variant of it.' };
  if (others.every((other) => sameAmounts(first, other)))
    return toReading(toOffer(product, { ...first, available: isAnyAvailable(product), title: '' }, url));
  const candidates = product.variants.map((variant) =>
    toOffer(product, variant, withVariant(url, variant.id)),
  );
  return { kind: 'ambiguous', candidates };
}

function toOffer(product: PricedProduct, variant: PricedVariant, url: string): Offer {
  const { price, listPrice, available, source, snippet } = variant;
  return buildOffer({
    title: product.title,
    url,
    image: product.image,
    price,
    listPrice,
    availability: available === null ? 'unknown' : available ? 'in-stock' : 'out-of-stock',
    variant: variant.title === '' ? undefined : variant.title,
    source,
    snippet,
  });
}

function sameAmounts(a: PricedVariant, b: PricedVariant): boolean {
  return a.price?.minor === b.price?.minor && a.price?.currency === b.price?.currency;
}

/** null when none is known to be available and of some it is not known. */
function isAnyAvailable({ variants }: PricedProduct): boolean | null {
  if (variants.some(({ available }) => available === true)) return true;
  return variants.every(({ available }) => available === false) ? false : null;
}
