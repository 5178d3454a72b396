import { toDecimal } from '../../core/money';
import type { Offer } from '../../core/offer';
import { chosenOffer, type Reading } from '../../core/reading';
import type { Answer } from '../../watcher-api/answer';
import { LookFailure } from '../../watcher-api/look-failure';
import { compareReading } from '../contract/compare-reading';
import type { Expectation } from '../contract/recorded-case';
import { type OpenAnswer, openAnswer, readText } from '../recipe/read-field';
import { readOffer } from '../recipe/read-offer';
import { recipeSchema } from '../recipe/recipe-schema';

type Place = Readonly<Partial<Record<'jsonld' | 'css' | 'attribute', string>>>;
type FieldName = 'title' | 'price' | 'currency' | 'listPrice' | 'availability' | 'image';

/** The fields of a recipe, one place each. */
export type DraftFields = Readonly<Partial<Record<FieldName, Place>>>;

const meta = (property: string): Place => ({
  css: `meta[property="${property}"]`,
  attribute: 'content',
});
const item = (name: string, attribute: string): Place => ({ css: `[itemprop="${name}"]`, attribute });

/** Where shops say these things, the most dependable place first. */
const PLACES: Readonly<Record<FieldName, readonly Place[]>> = {
  title: [{ jsonld: 'name' }, meta('og:title'), { css: 'h1' }],
  price: [
    { jsonld: 'offers.price' },
    { jsonld: 'offers.priceSpecification.price' },
    meta('product:price:amount'),
    meta('og:price:amount'),
    item('price', 'content'),
    { css: '[itemprop="price"]' },
    ...['.sale-price', '.product-price', '.price', '#price'].map((css) => ({ css })),
  ],
  currency: [
    { jsonld: 'offers.priceCurrency' },
    { jsonld: 'offers.priceSpecification.priceCurrency' },
    meta('product:price:currency'),
    meta('og:price:currency'),
    item('priceCurrency', 'content'),
    { css: '[itemprop="priceCurrency"]' },
  ],
  listPrice: ['.old-price', '.was-price', '.was', '.price del', 'del', 's'].map((css) => ({ css })),
  availability: [
    { jsonld: 'offers.availability' },
    item('availability', 'href'),
    item('availability', 'content'),
    meta('product:availability'),
    meta('og:availability'),
  ],
  image: [{ jsonld: 'image' }, meta('og:image')],
};

/**
 * Looks for the places of a recipe where a page says what it is known to say.
 * @param expected of a look at this page.
 * @param known what a look found already; tells what is worth having beside the price.
 * @returns null when no place gives the price.
 */
export function findFields(answer: Answer, expected: Expectation, known: Reading): DraftFields | null {
  const open = openAnswer(answer);
  const offer = chosenOffer(known);
  const titles = PLACES.title.filter((place) => readText(open, [place]) !== undefined);
  const title = titles.find((place) => readText(open, [place]) === offer?.title) ?? titles[0];
  const priced = title && findPrice(open, { title }, expected);
  return priced ? addDetails(open, priced, offer) : null;
}

function findPrice(open: OpenAnswer, fields: DraftFields, expected: Expectation): DraftFields | null {
  const { kind, price, currency } = expected;
  const wanted: Expectation = { kind, price, ...(currency === undefined ? {} : { currency }) };
  for (const place of PLACES.price) {
    for (const sign of [undefined, ...PLACES.currency]) {
      const tried = { ...fields, price: place, ...(sign ? { currency: sign } : {}) };
      const reading = tryFields(open, tried);
      if (reading && compareReading(wanted, reading) === null) return tried;
    }
  }
  return null;
}

/** What the shop says beside the price, where a recipe can find it too. */
function addDetails(open: OpenAnswer, priced: DraftFields, known: Offer | null): DraftFields {
  const details = ['listPrice', 'availability', 'image'] as const;
  return details.reduce((fields, name) => {
    const place = PLACES[name].find((each) => {
      const reading = tryFields(open, { ...fields, [name]: each });
      const found = reading?.kind === 'offer' ? chosenOffer(reading) : null;
      return found !== null && isDetail(name, found, known);
    });
    return place ? { ...fields, [name]: place } : fields;
  }, priced);
}

function isDetail(name: 'listPrice' | 'availability' | 'image', found: Offer, known: Offer | null): boolean {
  switch (name) {
    case 'listPrice':
      return (
        !!found.listPrice && !!known?.listPrice && toDecimal(found.listPrice) === toDecimal(known.listPrice)
      );
    case 'availability':
      return found.availability === (known?.availability ?? 'in-stock') && found.availability !== 'unknown';
    case 'image':
      return found.image !== undefined;
  }
}

/** @returns null when the places do not make an offer. */
function tryFields(open: OpenAnswer, draft: DraftFields): Reading | null {
  const fields = recipeSchema.shape.fields.safeParse(draft);
  if (!fields.success) return null;
  try {
    return readOffer(open, { fields: fields.data }, open.url);
  } catch (error) {
    if (error instanceof LookFailure) return null;
    throw error;
  }
}
