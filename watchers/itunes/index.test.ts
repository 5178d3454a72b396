import { identify } from '../../src/plugins/identify';
import { loadWatchers } from '../../src/plugins/load-watchers';
import { type CannedAnswer } from '../../test/support/canned-http';
import { lookWith } from '../../test/support/look-with';
import { silentLog } from '../../test/support/silent-log';

const LINK = 'https://apps.apple.com/de/app/kettle-timer/id1000000001';
const ASKED = 'https://itunes.apple.com/lookup?id=1000000001&country=DE';
const APP = { trackId: 1000000001, trackName: 'Kettle Timer', price: 4.99, currency: 'EUR' };

function answer(...results: object[]): CannedAnswer {
  return { json: { resultCount: results.length, results } };
}

async function look(canned: CannedAnswer) {
  return (await lookWith(`${LINK}?mt=8`, { [ASKED]: canned })).reading;
}

describe('itunes', () => {
  it('reads the price of an app in the store of its country', async () => {
    const { reading, asked } = await lookWith(LINK, { [ASKED]: answer(APP) });
    expect(asked).toEqual([ASKED]);
    expect(reading.kind === 'offer' && reading.offers).toEqual([
      {
        title: 'Kettle Timer',
        url: LINK,
        price: { minor: 499, currency: 'EUR' },
        availability: 'in-stock',
        seller: 'Apple',
        from: false,
        evidence: { source: 'itunes-lookup', snippet: 'price: 4.99 EUR' },
        confidence: 1,
      },
    ]);
  });

  it.each([
    [4.9, 'EUR', 490],
    [1200, 'JPY', 1200],
    [0.29, 'USD', 29],
    [19.99, 'KWD', 19990],
  ])('reads %d %s exactly', async (price, currency, minor) => {
    expect(await look(answer({ ...APP, price, currency }))).toMatchObject({
      offers: [{ price: { minor, currency } }],
    });
  });

  it('reads an album, or the song on it that the link names', async () => {
    const album = {
      collectionId: 2000000002,
      collectionName: 'Steam',
      collectionPrice: 9.99,
      currency: 'USD',
    };
    const song = { ...album, trackId: 3000000003, trackName: 'Whistle', trackPrice: 1.29 };
    const link = 'https://music.apple.com/us/album/steam/2000000002';
    const asked = 'https://itunes.apple.com/lookup?id=2000000002&country=US';
    const whole = await lookWith(link, { [asked]: answer(album) });
    expect(whole.reading).toMatchObject({ offers: [{ title: 'Steam', price: { minor: 999 } }] });
    const one = await lookWith(`${link}?i=3000000003`, {
      [asked.replace('2000000002', '3000000003')]: answer(song),
    });
    expect(one.reading).toMatchObject({
      offers: [{ title: 'Whistle', price: { minor: 129 }, url: `${link}?i=3000000003` }],
    });
  });

  it.each([
    [LINK, {}, '1000000001/DE'],
    ['https://apps.apple.com/app/id1000000001', {}, '1000000001/US'],
    ['https://apps.apple.com/app/id1000000001', { ITUNES_COUNTRY: 'se' }, '1000000001/SE'],
    ['https://itunes.apple.com/gb/book/kettles/id1000000001?mt=11', {}, '1000000001/GB'],
    ['https://music.apple.com/us/album/2000000002', {}, '2000000002/US'],
  ])('keeps countries apart: %s with %j is %s', (link, environment, key) => {
    const watchers = loadWatchers({ packages: [], environment });
    const found = identify(watchers, link, silentLog);
    expect(found).toMatchObject({ watcher: 'itunes', key });
    expect(identify(watchers, found?.url ?? '', silentLog)).toEqual(found);
  });

  it.each([
    'https://apps.apple.com/us/developer/somebody',
    'https://music.apple.com/us/artist/steam/123456789',
  ])('leaves %s to the reader of pages', (link) => {
    const watchers = loadWatchers({ packages: [], environment: {} });
    expect(identify(watchers, link, silentLog)?.watcher).toBe('page');
  });

  it.each<[string, CannedAnswer, object]>([
    ['what is not in this store', answer(), { kind: 'not-found' }],
    ['something else than asked for', answer({ ...APP, trackId: 7 }), { kind: 'not-found' }],
    ['a free app', answer({ ...APP, price: 0 }), { kind: 'unreadable' }],
    [
      'a song that is not sold by itself',
      answer({ ...APP, price: -1 }),
      { kind: 'unavailable', offer: { price: null } },
    ],
    ['a price without a currency', answer({ ...APP, currency: undefined }), { kind: 'unreadable' }],
    ['a currency that does not exist', answer({ ...APP, currency: 'XYZ' }), { kind: 'unreadable' }],
    ['an answer of another form', { json: { results: [{ ...APP, price: '4,99' }] } }, { kind: 'unreadable' }],
    [
      'too many requests',
      { failed: { kind: 'blocked', retryAfterSeconds: 60 } },
      { kind: 'blocked', retryAfterSeconds: 60 },
    ],
    ['a store that is down', { failed: { kind: 'unreachable', why: 'error 503' } }, { kind: 'unreachable' }],
  ])('has no price at %s', async (_, canned, expected) => {
    expect(await look(canned)).toMatchObject(expected);
  });
});
