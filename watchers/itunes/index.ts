import {
  type Match,
  type Reading,
  buildOffer,
  defineWatcher,
  fromDecimal,
  toReading,
  z,
} from '../../src/watcher-api';
import { type StoreItem, lookup } from './schema';

const FREE: Reading = { kind: 'unreadable', why: 'It is free in the store: there is no price to watch.' };

export default defineWatcher({
  id: 'itunes',
  name: 'App Store and iTunes Store',
  homepage: 'https://www.apple.com/app-store/',
  maintainers: ['ebb'],
  hosts: ['apps.apple.com', 'books.apple.com', 'itunes.apple.com', 'music.apple.com'],
  reads: 'api',
  minIntervalSeconds: 3600,
  settings: z.object({
    /** Whose store is read when the link names none. */
    ITUNES_COUNTRY: z
      .string()
      .regex(/^[a-z]{2}$/i, 'is no two-letter country code such as DE')
      .default('US'),
  }),
  example: { url: 'https://apps.apple.com/de/app/kettle-timer/id1000000001?mt=8&l=en', key: '1000000001/DE' },

  match(url, settings) {
    const id = findId(url);
    if (id === null) return null;
    const country = /^\/([a-z]{2})\//i.exec(url.pathname)?.[1] ?? settings.ITUNES_COUNTRY;
    return identify(url, id, country.toUpperCase());
  },

  async look({ key, url }, { http }) {
    const [id = '', country = ''] = key.split('/');
    const answer = await http.get(`https://itunes.apple.com/lookup?id=${id}&country=${country}`, {
      accept: 'json',
    });
    const found = lookup
      .parse(answer.json())
      .results.find(({ trackId, collectionId }) => [trackId, collectionId].includes(Number(id)));
    return found ? readItem(found, Number(id), url) : { kind: 'not-found' };
  },
});

/** `…/id123`, of an album `…/123`, and the song that `?i=` names on it. */
function findId(url: URL): string | null {
  const song = /^[1-9]\d{5,11}$/.exec(url.searchParams.get('i') ?? '')?.[0];
  const page = /\/(?:id|album\/(?:[^/]+\/)?)([1-9]\d{5,11})\/?$/.exec(url.pathname)?.[1];
  return page === undefined ? null : (song ?? page);
}

/** Each country is a store of its own, with its own prices. */
function identify({ origin, pathname }: URL, id: string, country: string): Match {
  const path = pathname.replace(/^\/[a-z]{2}(?=\/)/i, '').replace(/\/$/, '');
  const song = path.endsWith(id) ? '' : `?i=${id}`;
  return { key: `${id}/${country}`, url: `${origin}/${country.toLowerCase()}${path}${song}` };
}

function readItem(item: StoreItem, id: number, url: string): Reading {
  const { name, amount } = findOwn(item, id);
  if (amount !== null && Number(amount) === 0) return FREE;
  const currency = item.currency ?? '';
  return toReading(
    buildOffer({
      title: name ?? `Item ${id}`,
      url,
      image: item.artworkUrl100,
      price: amount === null ? null : fromDecimal(amount, currency),
      // Without a price it is streamed, or sold as a part of something else only.
      availability: amount === null ? 'out-of-stock' : 'in-stock',
      seller: 'Apple',
      source: 'itunes-lookup',
      snippet: `price: ${amount ?? 'none'} ${currency}`.trim(),
    }),
  );
}

/** A song also carries name and price of its album. */
function findOwn(item: StoreItem, id: number): { name: string | undefined; amount: string | null } {
  const own =
    item.trackId === id
      ? { name: item.trackName, amount: item.trackPrice }
      : { name: item.collectionName, amount: item.collectionPrice };
  return { name: own.name, amount: own.amount ?? item.price ?? null };
}
