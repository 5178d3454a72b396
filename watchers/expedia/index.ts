import { type Reading, defineWatcher, z } from '../../src/watcher-api';
import { askName, askRooms, signRequest } from './ask-rapid';
import { matchHotel, readHotelLink } from './hotel-link';
import { readRooms } from './read-rooms';
import { SITES } from './sites';

const NO_DATES: Reading = {
  kind: 'unreadable',
  why: 'A room has a price for its dates only: choose dates and guests on Expedia and paste that link',
};
const NO_KEY: Reading = {
  kind: 'unreadable',
  why: 'Expedia answers programs with a key only, and this Ebb has none',
};

export default defineWatcher({
  id: 'expedia',
  name: 'Expedia',
  homepage: 'https://www.expedia.com',
  maintainers: ['ebb'],
  hosts: [...Object.keys(SITES), 'api.ean.com', 'test.ean.com'],
  reads: 'api',
  minIntervalSeconds: 3600,
  settings: z.object({
    /** Of a partner of Expedia's Rapid API. */
    EXPEDIA_RAPID_KEY: z.string().min(1).optional(),
    EXPEDIA_RAPID_SECRET: z.string().min(1).optional(),
    /** `test.ean.com` answers to keys that are not released yet. */
    EXPEDIA_RAPID_HOST: z.enum(['api.ean.com', 'test.ean.com']).default('api.ean.com'),
  }),
  example: {
    url: 'https://www.expedia.com/Las-Vegas-Hotels-The-Cedar.h1000001.Hotel-Information?chkin=2027-05-14&chkout=2027-05-16&x_pwa=1&rm1=a2',
    key: 'US/1000001/2027-05-14/2027-05-16/2',
    settings: { EXPEDIA_RAPID_KEY: 'example-key', EXPEDIA_RAPID_SECRET: 'example-secret' },
  },

  match(url) {
    const link = readHotelLink(url);
    return link && matchHotel(link);
  },

  async look({ url }, { http, settings, now }) {
    const { EXPEDIA_RAPID_KEY: key, EXPEDIA_RAPID_SECRET: secret, EXPEDIA_RAPID_HOST: host } = settings;
    const link = readHotelLink(new URL(url));
    if (!link?.stay) return NO_DATES;
    if (key === undefined || secret === undefined) return NO_KEY;
    const rapid = { http, host, authorization: signRequest(key, secret, now) };
    // By its name the shopper sees whether the number in the link is the hotel that was meant.
    const hotel = await askName(rapid, link.property);
    if (hotel === null) return { kind: 'not-found' };
    return readRooms(link, link.stay, hotel, await askRooms(rapid, link, link.stay));
  },
});
