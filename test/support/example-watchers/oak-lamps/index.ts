import {
  LookFailure,
  buildOffer,
  defineWatcher,
  findElements,
  readMoney,
  toReading,
} from '../../../../src/watcher-api';

export default defineWatcher({
  id: 'oak-lamps',
  name: 'Oak Lamps',
  homepage: 'https://lamps.example',
  maintainers: ['your-github-name'],
  hosts: ['lamps.example'],
  reads: 'page',
  minIntervalSeconds: 900,
  example: { url: 'https://lamps.example/lamp/7?ref=mail', key: '7' },

  match(url) {
    const id = /^\/lamp\/(\d+)$/.exec(url.pathname)?.[1];
    return id === undefined ? null : { key: id, url: `https://lamps.example/lamp/${id}` };
  },

  async look({ url }, { http }) {
    const page = findElements(await http.get(url, { accept: 'html' }));
    const shown = page.text('.buy .price');
    const price = readMoney(shown, { currency: 'EUR' });
    if (!price) {
      throw new LookFailure({
        kind: 'unreadable',
        why: 'The price is not where Oak Lamps usually shows it.',
      });
    }
    return toReading(
      buildOffer({
        title: page.text('h1') ?? 'A lamp',
        url,
        price,
        availability: page.has('.buy button[disabled]') ? 'out-of-stock' : 'in-stock',
        source: 'oak-lamps',
        snippet: shown ?? '',
      }),
    );
  },
});
