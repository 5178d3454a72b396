import { defineWatcher, findElements } from '../../src/watcher-api';
import { CURRENCIES, matchProductLink } from './product-link';
import { readListing } from './read-listing';

export default defineWatcher({
  id: 'ebay',
  name: 'eBay',
  homepage: 'https://www.ebay.com',
  maintainers: ['ebb'],
  hosts: Object.keys(CURRENCIES),
  reads: 'page',
  minIntervalSeconds: 1800,
  example: {
    url: 'https://www.ebay.co.uk/itm/Copper-Pan-28cm/100000000001?hash=item1a2b3c&var=500000000002&_trkparms=x',
    key: 'ebay.co.uk/100000000001?var=500000000002',
  },

  match: matchProductLink,

  async look({ key, url }, { http }) {
    const [host = ''] = key.split('/');
    const answer = await http.get(url, { accept: 'html' });
    return readListing(answer, findElements(answer), url, CURRENCIES[host] ?? '');
  },
});
