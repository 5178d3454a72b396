import {
  LookFailure,
  type Reading,
  buildOffer,
  defineWatcher,
  findElements,
  fromHundredths,
  toReading,
  z,
} from '../../src/watcher-api';
import { type GogPrice, productPrices } from './schema';

const STORE = 'https://www.gog.com';

/** How a product's page names itself to its own script. */
const PRODUCT_ID = /\bcardProduct(?:Id)?["']?\s*:\s*(?:\{\s*["']?id["']?\s*:\s*)?["']?(\d{8,12})\b/;

export default defineWatcher({
  id: 'gog',
  name: 'GOG',
  homepage: STORE,
  maintainers: ['ebb'],
  hosts: ['gog.com', 'api.gog.com'],
  reads: 'api',
  minIntervalSeconds: 3600,
  settings: z.object({
    /** Whose prices are read: the store's links name no country. */
    GOG_COUNTRY: z
      .string()
      .regex(/^[a-z]{2}$/i, 'is no two-letter country code such as DE')
      .default('US'),
  }),
  example: { url: `${STORE}/de/game/copper_kettle?pp=abc`, key: 'copper_kettle/US' },

  match(url, settings) {
    const slug = /^(?:\/[a-z]{2}(?:-[a-z]{2,4})?)?\/game\/([a-z0-9_-]+)\/?$/i.exec(url.pathname)?.[1];
    if (slug === undefined || url.hostname === 'api.gog.com') return null;
    return {
      key: `${slug.toLowerCase()}/${settings.GOG_COUNTRY.toUpperCase()}`,
      url: `${STORE}/en/game/${slug.toLowerCase()}`,
    };
  },

  async look({ key, url }, { http }) {
    const page = await http.get(url, { accept: 'html' });
    const id = PRODUCT_ID.exec(page.text())?.[1];
    const elements = findElements(page);
    const title = elements.text('.productcard-basics__title, h1');
    if (id === undefined || title === null)
      throw new LookFailure({ kind: 'unreadable', why: 'GOG shows no game on this page.' });
    const [, country = ''] = key.split('/');
    const answer = await http.get(`https://api.gog.com/products/${id}/prices?countryCode=${country}`, {
      accept: 'json',
    });
    const [price] = productPrices.parse(answer.json())._embedded.prices;
    return readPrice(price, title, url, elements.attribute('meta[property="og:image"]', 'content'));
  },
});

function readPrice(found: GogPrice | undefined, title: string, url: string, image: string | null): Reading {
  if (found?.finalPrice.hundredths === 0)
    return { kind: 'unreadable', why: 'It is free on GOG: there is no price to watch.' };
  const { finalPrice: now, basePrice: before } = found ?? {};
  return toReading(
    buildOffer({
      title,
      url,
      image,
      price: now ? fromHundredths(now.hundredths, now.currency) : null,
      listPrice: before && fromHundredths(before.hundredths, before.currency),
      availability: now ? 'in-stock' : 'out-of-stock',
      seller: 'GOG',
      source: 'gog-api',
      snippet: now ? `finalPrice: ${now.hundredths} ${now.currency}` : 'no price',
    }),
  );
}
