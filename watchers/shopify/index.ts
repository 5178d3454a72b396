import {
  type Log,
  LookFailure,
  NotThisShop,
  type ProductIdentity,
  type WatcherHttp,
  defineWatcher,
  fromDecimal,
  fromHundredths,
} from '../../src/watcher-api';
import { findCurrency, isShopifyPage } from './page-marks';
import { matchProductLink } from './product-link';
import { type PricedVariant, readProduct } from './read-product';
import { type JsVariant, type JsonProduct, type JsonVariant, productJs, productJson } from './schema';

export default defineWatcher({
  id: 'shopify',
  name: 'Shopify',
  homepage: 'https://www.shopify.com',
  maintainers: ['ebb'],
  hosts: 'any',
  reads: 'api',
  minIntervalSeconds: 1800,
  example: {
    url: 'https://www.shop.example/collections/kitchen/products/kettle?variant=41&utm_source=mail',
    key: 'shop.example/products/kettle?variant=41',
  },

  match: matchProductLink,

  recognise(page) {
    return isShopifyPage(page.text()) ? matchProductLink(new URL(page.url)) : null;
  },

  async look(product, { http, log }) {
    const found = await fetchProduct(http, endpointOf(product, 'json'));
    const stock = await fetchStock(http, endpointOf(product, 'js'), log);
    const withCurrency = found.variants.every(({ price_currency: currency }) => currency !== undefined);
    const variants = withCurrency
      ? found.variants.map((variant) => priceFromJson(variant, stock.get(variant.id)))
      : await priceFromJs(http, product, found, stock);
    return readProduct({ title: found.title, image: found.image?.src, variants }, product.url);
  },
});

function endpointOf({ url }: ProductIdentity, ending: 'json' | 'js'): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}.${ending}`;
}

/** @throws NotThisShop when nothing of that form is there: other shops also have links with /products/. */
async function fetchProduct(http: WatcherHttp, url: string): Promise<JsonProduct> {
  try {
    const answer = await http.get(url, { accept: 'json' });
    return productJson.parse(answer.json()).product;
  } catch (error) {
    throw isAskedToWait(error) || isUnreachable(error) ? error : new NotThisShop();
  }
}

/** A plain 403 may bar this one endpoint only; a shop that names a time means all of itself. */
function isAskedToWait(error: unknown): boolean {
  if (!(error instanceof LookFailure) || error.reading.kind !== 'blocked') return false;
  return error.reading.retryAfterSeconds !== undefined;
}

function isUnreachable(error: unknown): boolean {
  return error instanceof LookFailure && error.reading.kind === 'unreachable';
}

/** What the script endpoint says of each variant; empty when the shop does not offer it. */
async function fetchStock(http: WatcherHttp, url: string, log: Log): Promise<Map<number, JsVariant>> {
  try {
    const answer = await http.get(url, { accept: 'json' });
    const { variants } = productJs.parse(answer.json());
    return new Map(variants.map((variant) => [variant.id, variant]));
  } catch (error) {
    if (isAskedToWait(error)) throw error;
    log.debug({ url, error: String(error) }, 'no availability');
    return new Map();
  }
}

function priceFromJson(variant: JsonVariant, stock: JsVariant | undefined): PricedVariant {
  const { price, price_currency: currency = '', compare_at_price: listPrice } = variant;
  return {
    ...describeVariant(variant, stock),
    price: fromDecimal(price, currency),
    listPrice: fromDecimal(listPrice ?? '', currency),
    source: 'shopify-json',
    snippet: `"price":"${price}","price_currency":"${currency}"`,
  };
}

/**
 * Prices of the script endpoint are in the currency that the shop shows its visitor, and so is the product's
 * page; the other endpoint, without a currency of its own, might mean another.
 */
async function priceFromJs(
  http: WatcherHttp,
  product: ProductIdentity,
  found: JsonProduct,
  stock: ReadonlyMap<number, JsVariant>,
): Promise<PricedVariant[]> {
  const page = await http.get(product.url, { accept: 'html' });
  const currency = findCurrency(page.text());
  if (currency === null)
    throw new LookFailure({
      kind: 'unreadable',
      why: 'The shop does not say in which currency its prices are.',
    });
  return found.variants.map((variant) => {
    const priced = stock.get(variant.id);
    return {
      ...describeVariant(variant, priced),
      price: priced ? fromHundredths(priced.price, currency) : null,
      listPrice: fromHundredths(priced?.compare_at_price ?? 0, currency),
      source: 'shopify-js',
      snippet: priced ? `"price":${priced.price}, ${currency}` : 'no price',
    };
  });
}

function describeVariant(
  variant: JsonVariant,
  stock: JsVariant | undefined,
): Pick<PricedVariant, 'id' | 'title' | 'available'> {
  const title = variant.title === 'Default Title' ? '' : variant.title;
  return { id: variant.id, title, available: stock?.available ?? null };
}
