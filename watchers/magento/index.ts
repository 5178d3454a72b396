import { NotThisShop, defineWatcher, findElements } from '../../src/watcher-api';
import { findConfiguration } from './find-configuration';
import { identifyProduct, matchProductLink } from './product-link';
import { readProduct } from './read-product';

/** The platform's own class name of a page that shows one product, and of its scripts. */
const PRODUCT_PAGE = /<body[^>]*\sclass=["'][^"']*\bcatalog-product-view\b/i;
const SCRIPTS = 'text/x-magento-init';

export default defineWatcher({
  id: 'magento',
  name: 'Magento',
  homepage: 'https://business.adobe.com/products/commerce.html',
  maintainers: ['ebb'],
  hosts: 'any',
  reads: 'page',
  minIntervalSeconds: 1800,
  example: {
    url: 'https://www.shop.example/catalog/product/view/id/42/s/kettle/category/3/?utm_source=mail',
    key: 'shop.example/catalog/product/view/id/42',
  },

  match: matchProductLink,

  recognise(page) {
    return isProductPage(page.text()) ? identifyProduct(new URL(page.url)) : null;
  },

  async look({ url }, { http }) {
    const answer = await http.get(url.replace(/#.*/, ''), { accept: 'html' });
    const html = answer.text();
    if (!isProductPage(html)) throw new NotThisShop();
    return readProduct(findElements(answer), findConfiguration(html), url);
  },
});

function isProductPage(html: string): boolean {
  return PRODUCT_PAGE.test(html) && html.includes(SCRIPTS);
}
