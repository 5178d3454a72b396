import {
  type Availability,
  LookFailure,
  type Reading,
  buildOffer,
  defineWatcher,
  toDecimal,
  toReading,
  z,
} from '../../src/watcher-api';
import { type Saleability, type Volume, volume } from './schema';

const STORE = 'https://play.google.com';
const PATH = /^\/(?:store\/books\/details(?:\/[^/]+)?|books(?:\/about\/[^/]+)?)\/?$/;
const COUNTRY = /^[a-z]{2}$/i;

const AVAILABILITY: Readonly<Record<Exclude<Saleability, 'FREE'>, Availability>> = {
  FOR_SALE: 'in-stock',
  FOR_SALE_AND_RENTAL: 'in-stock',
  FOR_PREORDER: 'preorder',
  FOR_RENTAL_ONLY: 'out-of-stock',
  NOT_FOR_SALE: 'out-of-stock',
};

export default defineWatcher({
  id: 'google-books',
  name: 'Google Play Books',
  homepage: `${STORE}/store/books`,
  maintainers: ['ebb'],
  hosts: ['play.google.com', 'books.google.com', 'www.googleapis.com'],
  reads: 'api',
  minIntervalSeconds: 3600,
  settings: z.object({
    /** Of the Books API; without it Google answers few requests a day. */
    GOOGLE_BOOKS_KEY: z.string().min(1).optional(),
    /** Whose prices are read where the link names no country. */
    GOOGLE_BOOKS_COUNTRY: z.string().regex(COUNTRY, 'is no two-letter country code such as DE').default('US'),
  }),
  example: {
    url: `${STORE}/store/books/details/The_Copper_Kettle?id=copperKETTLE&gl=DE&hl=en&pcampaignid=abc`,
    key: 'copperKETTLE/DE',
  },

  match(url, settings) {
    const id = url.searchParams.get('id') ?? '';
    if (!PATH.test(url.pathname) || !/^[\w-]{8,20}$/.test(id)) return null;
    const named = url.searchParams.get('gl') ?? '';
    const country = (COUNTRY.test(named) ? named : settings.GOOGLE_BOOKS_COUNTRY).toUpperCase();
    return { key: `${id}/${country}`, url: `${STORE}/store/books/details?id=${id}&gl=${country}` };
  },

  async look({ key, url }, { http, settings }) {
    const [id = '', country = ''] = key.split('/');
    const answer = await http.get(`https://www.googleapis.com/books/v1/volumes/${id}?country=${country}`, {
      accept: 'json',
      ...(settings.GOOGLE_BOOKS_KEY && { headers: { 'x-goog-api-key': settings.GOOGLE_BOOKS_KEY } }),
    });
    const found = volume.parse(answer.json());
    if (found.saleInfo.country !== country)
      throw new LookFailure({
        kind: 'unreadable',
        why: 'Google answered with the price of another country.',
      });
    return readVolume(found, url);
  },
});

function readVolume({ volumeInfo, saleInfo }: Volume, url: string): Reading {
  const { saleability, retailPrice: price, listPrice } = saleInfo;
  if (saleability === 'FREE')
    return { kind: 'unreadable', why: 'It is free on Google Play: there is no price to watch.' };
  const { title, subtitle } = volumeInfo;
  return toReading(
    buildOffer({
      title: subtitle === undefined ? title : `${title}: ${subtitle}`,
      url,
      price: price ?? null,
      listPrice,
      availability: AVAILABILITY[saleability],
      seller: 'Google Play',
      variant: 'e-book',
      source: 'google-books-api',
      snippet: price ? `retailPrice: ${toDecimal(price)} ${price.currency}` : saleability,
    }),
  );
}
