import { LookFailure, NotThisShop, type WatcherHttp, defineWatcher } from '../../src/watcher-api';
import { identifyProduct, matchProductLink, slugOf } from './product-link';
import { needsVariations, readProduct, readVariations } from './read-product';
import { type StoreProduct, products } from './schema';

/** The platform's own class names of a page that shows one product. */
const PRODUCT_PAGE = /<body[^>]*\sclass=["'][^"']*\bsingle-product\b[^"']*\bwoocommerce\b/i;

export default defineWatcher({
  id: 'woocommerce',
  name: 'WooCommerce',
  homepage: 'https://woocommerce.com',
  maintainers: ['ebb'],
  hosts: 'any',
  reads: 'api',
  minIntervalSeconds: 1800,
  example: {
    url: 'https://www.shop.example/product/kettle/?attribute_pa_colour=blue&utm_source=mail',
    key: 'shop.example/product/kettle?attribute_pa_colour=blue',
  },

  match: matchProductLink,

  recognise(page) {
    return PRODUCT_PAGE.test(page.text()) ? identifyProduct(new URL(page.url)) : null;
  },

  async look({ url }, { http }) {
    const link = new URL(url);
    const [product] = await fetchProducts(http, link, `slug=${slugOf(link)}`);
    // Nothing by that name: the page itself will say what became of it.
    if (!product) throw new NotThisShop();
    if (!needsVariations(product, link)) return readProduct(product, url);
    const query = `type=variation&parent=${product.id}&per_page=100`;
    return readVariations(product, await fetchProducts(http, link, query), url);
  },
});

/** @throws NotThisShop when nothing of that form is there: other shops also have links with /product/. */
async function fetchProducts(http: WatcherHttp, link: URL, query: string): Promise<readonly StoreProduct[]> {
  try {
    const answer = await http.get(`${link.origin}/wp-json/wc/store/v1/products?${query}`, { accept: 'json' });
    return products.parse(answer.json());
  } catch (error) {
    throw mustEnd(error) ? error : new NotThisShop();
  }
}

/** A shop that is down or names a time means all of itself; a plain 403 may bar this endpoint only. */
function mustEnd(error: unknown): boolean {
  if (!(error instanceof LookFailure)) return false;
  const { reading } = error;
  return (
    reading.kind === 'unreachable' || (reading.kind === 'blocked' && reading.retryAfterSeconds !== undefined)
  );
}
