import { type CannedAnswer, cannedHttp } from '../../test/support/canned-http';
import { lookWith } from '../../test/support/look-with';
import { loadWatchers } from '../../src/plugins/load-watchers';
import { identify } from '../../src/plugins/identify';
import { silentLog } from '../../test/support/silent-log';

const LINK = 'https://store.steampowered.com/app/620/Portal_2/';

const PORTAL = {
  type: 'game',
  name: 'Portal 2',
  steam_appid: 620,
  is_free: false,
  header_image: 'https://cdn.example/620/header.jpg',
  price_overview: {
    currency: 'USD',
    initial: 999,
    final: 199,
    discount_percent: 80,
    initial_formatted: '$9.99',
    final_formatted: '$1.99',
  },
  package_groups: [
    {
      name: 'default',
      subs: [
        { packageid: 7877, option_text: 'Portal 2 - $1.99', price_in_cents_with_discount: 199 },
        {
          packageid: 7932,
          option_text: 'Portal 2 - Deluxe - <span class="discount_original_price">$14.99</span> $2.99',
          price_in_cents_with_discount: 299,
        },
        { packageid: 1, option_text: 'Demo', price_in_cents_with_discount: 0, is_free_license: true },
      ],
    },
  ],
  release_date: { coming_soon: false, date: '18 Apr, 2011' },
};

function api(country: string, app = '620'): string {
  return `https://store.steampowered.com/api/appdetails?appids=${app}&cc=${country}&l=english`;
}

function details(data: object): CannedAnswer {
  return { json: { 620: { success: true, data } } };
}

describe('steam', () => {
  it('reads the discounted price, the price before and where they stood', async () => {
    const { reading, asked } = await lookWith(LINK, { [api('US')]: details(PORTAL) });
    expect(asked).toEqual([api('US')]);
    expect(reading).toMatchObject({ kind: 'offer', chosen: 0 });
    expect(reading.kind === 'offer' && reading.offers[0]).toEqual({
      title: 'Portal 2',
      url: 'https://store.steampowered.com/app/620/?cc=US',
      image: 'https://cdn.example/620/header.jpg',
      price: { minor: 199, currency: 'USD' },
      listPrice: { minor: 999, currency: 'USD' },
      availability: 'in-stock',
      seller: 'Steam',
      from: false,
      evidence: { source: 'steam-api', snippet: '$1.99 (final: 199 USD)' },
      confidence: 1,
    });
  });

  it('keeps the prices of other editions apart', async () => {
    const { reading } = await lookWith(LINK, { [api('US')]: details(PORTAL) });
    expect(reading.kind === 'offer' && reading.offers.slice(1)).toMatchObject([
      {
        variant: 'Portal 2 - Deluxe',
        price: { minor: 299 },
        url: 'https://store.steampowered.com/sub/7932/?cc=US',
      },
    ]);
  });

  it('reads amounts in hundredths, also of currencies without decimals', async () => {
    const price = { ...PORTAL.price_overview, currency: 'JPY', initial: 968000, final: 968000 };
    const { reading } = await lookWith(`${LINK}?cc=jp`, {
      [api('JP')]: details({ ...PORTAL, price_overview: { ...price, discount_percent: 0 } }),
    });
    expect(reading.kind === 'offer' && reading.offers[0]?.price).toEqual({ minor: 9680, currency: 'JPY' });
    expect(reading.kind === 'offer' && reading.offers[0]).not.toHaveProperty('listPrice');
  });

  it.each([
    [LINK, {}, '620/US'],
    ['https://store.steampowered.com/agecheck/app/620/', {}, '620/US'],
    [`${LINK}?cc=de&snr=1`, {}, '620/DE'],
    [LINK, { STEAM_COUNTRY: 'se' }, '620/SE'],
    [`${LINK}?cc=de`, { STEAM_COUNTRY: 'se' }, '620/DE'],
    [`${LINK}?cc=germany`, {}, '620/US'],
  ])('keeps countries apart: %s with %j is %s', (link, environment, key) => {
    const watchers = loadWatchers({ packages: [], environment });
    expect(identify(watchers, link, silentLog)).toMatchObject({ watcher: 'steam', key });
  });

  it.each(['https://store.steampowered.com/sub/7932/', 'https://store.steampowered.com/news/app/620'])(
    'leaves %s to the reader of pages',
    (link) => {
      const watchers = loadWatchers({ packages: [], environment: {} });
      expect(identify(watchers, link, silentLog)?.watcher).toBe('page');
    },
  );

  it.each<[string, CannedAnswer, object]>([
    ['an app that is not sold in this country', { json: { 620: { success: false } } }, { kind: 'not-found' }],
    ['another app than asked for', { json: { 1: { success: false } } }, { kind: 'not-found' }],
    ['too many requests, said with null', { json: null }, { kind: 'blocked' }],
    ['too many requests, said with 429', { failed: { kind: 'blocked' } }, { kind: 'blocked' }],
    ['an error page', '<h1>Sorry!</h1>', { kind: 'unreadable' }],
    [
      'an answer of another form',
      details({ name: 'Portal 2', price_overview: { price: '1,99' } }),
      { kind: 'unreadable' },
    ],
    [
      'a currency that does not exist',
      details({ ...PORTAL, price_overview: { ...PORTAL.price_overview, currency: 'XYZ' } }),
      { kind: 'unreadable' },
    ],
    ['a free game', details({ ...PORTAL, is_free: true, price_overview: undefined }), { kind: 'unreadable' }],
    [
      'a giveaway',
      details({ ...PORTAL, price_overview: { ...PORTAL.price_overview, final: 0, discount_percent: 100 } }),
      { kind: 'unreadable' },
    ],
    [
      'a game that is not sold any more',
      details({ name: 'Portal 2', package_groups: [] }),
      { kind: 'unavailable', offer: { price: null, availability: 'out-of-stock' } },
    ],
    [
      'a game announced without a price',
      details({ ...PORTAL, price_overview: undefined, release_date: { coming_soon: true } }),
      { kind: 'unavailable', offer: { price: null } },
    ],
    [
      'a game that can be ordered before its release',
      details({ ...PORTAL, release_date: { coming_soon: true } }),
      { kind: 'offer', offers: [{ availability: 'preorder' }, {}] },
    ],
  ])('%s', async (_, answer, expected) => {
    const { reading } = await lookWith(LINK, cannedHttp({ [api('US')]: answer }));
    expect(reading).toMatchObject(expected);
  });
});
