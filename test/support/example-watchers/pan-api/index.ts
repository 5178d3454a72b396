import { buildOffer, defineWatcher, fromDecimal, toReading, z } from '../../../../src/watcher-api';

const product = z.object({
  name: z.string().min(1),
  price: z.object({ amount: z.string(), currency: z.string().length(3) }),
  inStock: z.boolean(),
});

export default defineWatcher({
  id: 'pan-api',
  name: 'Pans & More',
  homepage: 'https://pans.example',
  maintainers: ['your-github-name'],
  hosts: ['pans.example'],
  reads: 'api',
  minIntervalSeconds: 900,
  example: { url: 'https://www.pans.example/en/p/1234-copper-pan?ref=mail', key: '1234' },

  match(url) {
    const id = /\/p\/(\d+)(?:-|$)/.exec(url.pathname)?.[1];
    return id === undefined ? null : { key: id, url: `https://pans.example/p/${id}` };
  },

  async look({ key, url }, { http }) {
    const answer = await http.get(`https://pans.example/api/products/${key}`, { accept: 'json' });
    const { name, price, inStock } = product.parse(answer.json());
    return toReading(
      buildOffer({
        title: name,
        url,
        price: fromDecimal(price.amount, price.currency),
        availability: inStock ? 'in-stock' : 'out-of-stock',
        source: 'pan-api',
        snippet: `amount: ${price.amount} ${price.currency}`,
      }),
    );
  },
});
