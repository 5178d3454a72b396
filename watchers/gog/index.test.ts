import { identify } from '../../src/plugins/identify';
import { loadWatchers } from '../../src/plugins/load-watchers';
import { type CannedAnswer } from '../../test/support/canned-http';
import { lookWith } from '../../test/support/look-with';
import { silentLog } from '../../test/support/silent-log';

const LINK = 'https://www.gog.com/en/game/copper_kettle';
const PAGE =
  '<h1 class="productcard-basics__title">Copper Kettle</h1><script>window.productcardData = {cardProductId: "1200000001"}</script>';

function pricesOf(country: string): string {
  return `https://api.gog.com/products/1200000001/prices?countryCode=${country}`;
}

function prices(...found: [before: string, now: string][]): CannedAnswer {
  return {
    json: { _embedded: { prices: found.map(([basePrice, finalPrice]) => ({ basePrice, finalPrice })) } },
  };
}

describe('gog', () => {
  it('reads the discounted price and the price before', async () => {
    const { reading, asked } = await lookWith(LINK, {
      [LINK]: PAGE,
      [pricesOf('US')]: prices(['3999 USD', '999 USD'], ['3699 EUR', '899 EUR']),
    });
    expect(asked).toEqual([LINK, pricesOf('US')]);
    expect(reading.kind === 'offer' && reading.offers).toEqual([
      {
        title: 'Copper Kettle',
        url: LINK,
        price: { minor: 999, currency: 'USD' },
        listPrice: { minor: 3999, currency: 'USD' },
        availability: 'in-stock',
        seller: 'GOG',
        from: false,
        evidence: { source: 'gog-api', snippet: 'finalPrice: 999 USD' },
        confidence: 1,
      },
    ]);
  });

  it.each([
    '{cardProduct: {"id":"1200000001","title":"x"}}',
    '{"cardProductId": 1200000001}',
    "{ cardProductId: '1200000001' }",
  ])('finds the number of the game in %s', async (data) => {
    const page = `<h1>Copper Kettle</h1><script>window.productcardData = ${data}</script>`;
    const { reading } = await lookWith(LINK, {
      [LINK]: page,
      [pricesOf('US')]: prices(['999 USD', '999 USD']),
    });
    expect(reading).toMatchObject({ kind: 'offer', offers: [{ price: { minor: 999 } }] });
  });

  it.each([
    ['https://www.gog.com/de/game/Copper_Kettle', {}, 'copper_kettle/US'],
    ['https://gog.com/game/copper_kettle?pp=x', { GOG_COUNTRY: 'pl' }, 'copper_kettle/PL'],
  ])('%s with %j is %s', (link, environment, key) => {
    const watchers = loadWatchers({ packages: [], environment });
    expect(identify(watchers, link, silentLog)).toMatchObject({ watcher: 'gog', key, url: LINK });
  });

  it('asks for the prices of the country that was set', async () => {
    const answers = { [LINK]: PAGE, [pricesOf('PL')]: prices(['4699 PLN', '4699 PLN']) };
    const { reading } = await lookWith(LINK, answers, { GOG_COUNTRY: 'pl' });
    expect(reading).toMatchObject({ offers: [{ price: { minor: 4699, currency: 'PLN' } }] });
    expect(reading.kind === 'offer' && reading.offers[0]).not.toHaveProperty('listPrice');
  });

  it.each(['https://www.gog.com/en/games', 'https://www.gog.com/forum/copper_kettle'])(
    'leaves %s to the reader of pages',
    (link) => {
      const watchers = loadWatchers({ packages: [], environment: {} });
      expect(identify(watchers, link, silentLog)?.watcher).toBe('page');
    },
  );

  it.each<[string, CannedAnswer, object]>([
    ['a free game', prices(['0 USD', '0 USD']), { kind: 'unreadable' }],
    ['a game that is not sold there', prices(), { kind: 'unavailable', offer: { price: null } }],
    ['an amount of another form', prices(['39.99 USD', '9.99 USD']), { kind: 'unreadable' }],
    ['a currency that does not exist', prices(['999 XYZ', '999 XYZ']), { kind: 'unreadable' }],
    ['no prices by that number', { failed: { kind: 'not-found' } }, { kind: 'not-found' }],
    [
      'too many requests',
      { failed: { kind: 'blocked', retryAfterSeconds: 9 } },
      { kind: 'blocked', retryAfterSeconds: 9 },
    ],
    ['a store that is down', { failed: { kind: 'unreachable', why: 'error 503' } }, { kind: 'unreachable' }],
  ])('has no price at %s', async (_, answer, expected) => {
    const { reading } = await lookWith(LINK, { [LINK]: PAGE, [pricesOf('US')]: answer });
    expect(reading).toMatchObject(expected);
  });

  it('reads no prices where the page shows no game', async () => {
    const { reading, asked } = await lookWith(LINK, { [LINK]: '<h1>GOG</h1>' });
    expect(reading).toMatchObject({ kind: 'unreadable' });
    expect(asked).toEqual([LINK]);
  });
});
