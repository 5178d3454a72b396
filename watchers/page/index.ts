import { canonicalLink, defineWatcher, readPage } from '../../src/watcher-api';

export default defineWatcher({
  id: 'page',
  name: 'The page',
  homepage: 'https://schema.org/Product',
  maintainers: ['ebb'],
  hosts: 'any',
  reads: 'page',
  minIntervalSeconds: 60,
  example: {
    url: 'https://shop.example/kettle?colour=blue&utm_source=mail#reviews',
    key: 'https://shop.example/kettle?colour=blue',
  },

  match(url) {
    const link = canonicalLink(url.href);
    return link === null ? null : { key: link, url: link };
  },

  async look(product, { http }) {
    return readPage(await http.get(product.url, { accept: 'html' }));
  },
});
