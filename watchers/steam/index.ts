import {
  LookFailure,
  type Match,
  type Offer,
  type Reading,
  buildOffer,
  defineWatcher,
  fromHundredths,
  toReading,
  z,
} from '../../src/watcher-api';
import { type SteamApp, type SteamPrice, appDetails } from './schema';

const STORE = 'https://store.steampowered.com';

export default defineWatcher({
  id: 'steam',
  name: 'Steam',
  homepage: STORE,
  maintainers: ['ebb'],
  hosts: ['store.steampowered.com'],
  reads: 'api',
  minIntervalSeconds: 1800,
  settings: z.object({
    /** Whose price is read when the link names no country with `?cc=`. */
    STEAM_COUNTRY: z
      .string()
      .regex(/^[a-z]{2}$/i, 'is no two-letter country code such as DE')
      .default('US'),
  }),
  example: { url: `${STORE}/app/620/Portal_2/?snr=1_7_7_151`, key: '620/US' },

  match(url, settings) {
    const app = /^(?:\/agecheck)?\/app\/([1-9]\d{0,9})(?:\/|$)/.exec(url.pathname)?.[1];
    const asked = /^[a-z]{2}$/i.exec(url.searchParams.get('cc') ?? '')?.[0];
    return app === undefined ? null : identify(app, (asked ?? settings.STEAM_COUNTRY).toUpperCase());
  },

  async look(product, { http }) {
    const [id = '', country = ''] = product.key.split('/');
    const answer = await http.get(`${STORE}/api/appdetails?appids=${id}&cc=${country}&l=english`, {
      accept: 'json',
    });
    const found = appDetails.parse(answer.json());
    // Steam's way to say "too many requests" with status 200.
    if (found === null) throw new LookFailure({ kind: 'blocked' });
    const entry = found[id];
    if (!entry?.success) return { kind: 'not-found' };
    return readApp(entry.data, product.url, country);
  },
});

/** Each country is a product of its own: its price moves by itself. */
function identify(app: string, country: string): Match {
  return { key: `${app}/${country}`, url: `${STORE}/app/${app}/?cc=${country}` };
}

function readApp(app: SteamApp, url: string, country: string): Reading {
  const price = app.price_overview;
  if (app.is_free || price?.final === 0 || price?.discount_percent === 100)
    return { kind: 'unreadable', why: 'It is free on Steam: there is no price to watch.' };
  const offer = readOffer(app, url);
  const reading = toReading(offer);
  if (reading.kind !== 'offer' || !price) return reading;
  return { ...reading, offers: [offer, ...readEditions(app, price, country)] };
}

function readOffer(app: SteamApp, url: string): Offer {
  const price = app.price_overview;
  const comingSoon = app.release_date?.coming_soon ?? false;
  return buildOffer({
    title: app.name,
    url,
    image: app.header_image,
    price: price ? fromHundredths(price.final, price.currency) : null,
    listPrice: price && fromHundredths(price.initial, price.currency),
    availability: !price ? 'out-of-stock' : comingSoon ? 'preorder' : 'in-stock',
    seller: 'Steam',
    source: 'steam-api',
    snippet: price
      ? `${price.final_formatted} (final: ${price.final} ${price.currency})`
      : 'no price_overview',
  });
}

/** The other ways to buy it, each with its own price; the first one is the app itself. */
function readEditions(app: SteamApp, price: SteamPrice, country: string): Offer[] {
  const editions = app.package_groups.find(({ name }) => name === 'default')?.subs.slice(1) ?? [];
  return editions
    .filter((edition) => !edition.is_free_license && edition.price_in_cents_with_discount > 0)
    .map((edition) => {
      const variant = nameEdition(edition.option_text);
      return buildOffer({
        title: variant,
        url: `${STORE}/sub/${edition.packageid}/?cc=${country}`,
        image: app.header_image,
        price: fromHundredths(edition.price_in_cents_with_discount, price.currency),
        availability: 'in-stock',
        seller: 'Steam',
        variant,
        source: 'steam-api',
        snippet: edition.option_text,
      });
    });
}

/** "Name - <span>$9.99</span> $4.99" → "Name". */
function nameEdition(optionText: string): string {
  const text = optionText.replace(/<[^>]*>/g, '');
  const end = text.lastIndexOf(' - ');
  return (end > 0 ? text.slice(0, end) : text).trim();
}
