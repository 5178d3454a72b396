import { defineWatcher, findElements } from '../../src/watcher-api';
import { CURRENCIES, matchProductLink } from './product-link';
import { readProduct } from './read-product';

export default defineWatcher({
  id: 'amazon',
  name: 'Amazon',
  homepage: 'https://www.amazon.com',
  maintainers: ['ebb'],
  hosts: Object.keys(CURRENCIES),
  reads: 'page',
  minIntervalSeconds: 3600,
  example: {
    url: 'https://www.amazon.com/Copper-Pan-28cm/dp/B0EXAMPLE1/ref=sr_1_3?crid=2X&keywords=pan&qid=1700000000&th=1',
    key: 'amazon.com/B0EXAMPLE1',
  },

  match: matchProductLink,

  async look({ key, url }, { http }) {
    const [host = ''] = key.split('/');
    const answer = await http.get(url, { accept: 'html' });
    return readProduct(answer, findElements(answer), url, CURRENCIES[host] ?? '');
  },
});
