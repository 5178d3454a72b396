import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LookResult } from '../../src/core/ports';
import { identify } from '../../src/plugins/identify';
import { loadWatchers } from '../../src/plugins/load-watchers';
import { type CannedAnswer, type CannedHttp, cannedHttp } from '../../test/support/canned-http';
import { lookWith } from '../../test/support/look-with';
import { silentLog } from '../../test/support/silent-log';

const ENVIRONMENT = { EXPEDIA_RAPID_KEY: 'key', EXPEDIA_RAPID_SECRET: 'secret' };
const HOTEL = 'https://www.expedia.com/Las-Vegas-Hotels-The-Cedar.h1000001.Hotel-Information';
const STAY = `${HOTEL}?chkin=2027-05-14&chkout=2027-05-16`;
const KING = `${STAY}&rm1=a2&room=200001&refundable=no`;

const recorded = JSON.parse(readFileSync(join(__dirname, 'pages', 'example.json'), 'utf8')) as {
  answers: Record<string, { json: any }>;
};
const [CONTENT = '', AVAILABILITY = ''] = Object.keys(recorded.answers);
const rooms = (): any[] => structuredClone(recorded.answers[AVAILABILITY]?.json[0].rooms as any[]);

function withRooms(changed: unknown): CannedAnswer {
  return { json: [{ property_id: '1000001', status: 'available', rooms: changed }] };
}

function forMembers(changed: any[]): any[] {
  for (const rate of changed[0].rates) rate.sale_scenario.member = true;
  return changed;
}

/** Rapid as it was recorded, with another answer about rooms. */
function rapid(answer: CannedAnswer = withRooms(rooms())): CannedHttp {
  return cannedHttp({ [CONTENT]: recorded.answers[CONTENT] ?? '', [AVAILABILITY]: answer });
}

function look(link: string, http: CannedHttp = rapid(), environment = ENVIRONMENT): Promise<LookResult> {
  return lookWith(link, http, environment);
}

function match(link: string): ReturnType<typeof identify> {
  return identify(loadWatchers({ packages: [], environment: {} }), link, silentLog);
}

describe('the link of a hotel', () => {
  it.each([
    [`${STAY}&rm1=a2`, 'US/1000001/2027-05-14/2027-05-16/2'],
    [STAY, 'US/1000001/2027-05-14/2027-05-16/2'],
    [`${STAY}&rm1=a2:c5:c0&rm2=a1`, 'US/1000001/2027-05-14/2027-05-16/2-5,0+1'],
    [KING, 'US/1000001/2027-05-14/2027-05-16/2/200001/non-refundable'],
    [KING.replace('=no', '=yes'), 'US/1000001/2027-05-14/2027-05-16/2/200001/refundable'],
    [
      STAY.replace('expedia.com/Las', 'expedia.de/Las').replace('Information', 'Beschreibung'),
      'DE/1000001/2027-05-14/2027-05-16/2',
    ],
  ])('%s is the stay %s, which ends on its first day', (link, key) => {
    const found = match(link);
    expect(found).toMatchObject({ watcher: 'expedia', key, endsOn: '2027-05-14' });
    expect(match(found?.url ?? '')).toEqual(found);
  });

  it.each([
    HOTEL,
    `${HOTEL}?chkin=2027-05-14`,
    `${HOTEL}?chkin=14.05.2027&chkout=16.05.2027`,
    `${HOTEL}?chkin=2027-02-30&chkout=2027-03-02`,
    `${HOTEL}?chkin=2027-05-16&chkout=2027-05-14`,
    `${STAY}&rm1=many`,
  ])('%s is no stay, and nothing is asked', async (link) => {
    const http = rapid();
    const { reading } = await look(link, http);
    expect(reading).toMatchObject({ kind: 'unreadable', why: expect.stringContaining('choose dates') });
    expect(match(link)).not.toHaveProperty('endsOn');
    expect(http.requests).toEqual([]);
  });

  it.each(['https://www.expedia.com/Hotel-Search?destination=Las+Vegas', 'https://www.hotels.com/ho123456/'])(
    '%s is none',
    (link) => expect(match(link)?.watcher).toBe('page'),
  );
});

describe('the look at a hotel', () => {
  it('signs with the time and asks for the hotel of the link, in the money of its site', async () => {
    const http = rapid();
    await look(KING, http);
    // printf keysecret1768478400 | sha512sum
    const signature =
      '8f487a0a3de8c8361861a919a9214a2faebdb3d54670b9319b66645a78af31d4' +
      'af93aca2ea27f1e1502c31a4390c4aac262c11ab1129bf97776d57e6a76e580d';
    const authorization = `EAN APIKey=key,Signature=${signature},timestamp=1768478400`;
    expect(http.requests).toEqual(
      [CONTENT, AVAILABILITY].map((url) => ({ url, accept: 'json', headers: { authorization } })),
    );
  });

  it('reads what the chosen room costs with all that is paid at the hotel', async () => {
    const { reading, identity } = await look(KING);
    expect(reading).toMatchObject({ kind: 'offer', chosen: 0, endsOn: '2027-05-14' });
    expect(reading.kind === 'offer' && reading.offers[0]).toMatchObject({
      title: 'The Cedar, Las Vegas, 2027-05-14 to 2027-05-16',
      url: KING,
      price: { minor: 36120, currency: 'USD' },
      listPrice: { minor: 42120, currency: 'USD' },
      variant: 'King Room, non-refundable',
    });
    expect(identity).toBeUndefined();
  });

  it('asks which room is meant, the cheapest first, each with its own link', async () => {
    const { reading } = await look(STAY);
    expect(reading).toMatchObject({
      kind: 'ambiguous',
      candidates: [
        { variant: 'King Room, non-refundable', price: { minor: 36120 }, url: KING },
        { variant: 'King Room, refundable', price: { minor: 40250 } },
        { variant: 'Suite, refundable', price: { minor: 61200 } },
      ],
    });
  });

  it('keeps no name of a hotel that is sold out before a room is chosen', async () => {
    expect((await look(STAY, rapid({ json: [] }))).reading).toEqual({ kind: 'unavailable' });
  });

  it('takes the only room there is, and stays with it', async () => {
    const { reading, identity } = await look(STAY, rapid(withRooms(rooms().slice(1))));
    expect(reading).toMatchObject({ kind: 'offer', offers: [{ variant: 'Suite, refundable' }] });
    expect(identity?.key).toBe('US/1000001/2027-05-14/2027-05-16/2/200002/refundable');
  });

  it('takes the cheapest of several rates, and none that is not for everybody', async () => {
    const [king] = rooms();
    king.rates[1].status = 'sold_out';
    king.rates.push({ ...king.rates[2], sale_scenario: { member: false }, id: '9' });
    const { reading } = await look(KING, rapid(withRooms([king])));
    expect(reading).toMatchObject({ kind: 'offer', offers: [{ price: { minor: 33000 } }, {}] });
  });

  it('adds up the rooms', async () => {
    const link = `${STAY}&rm1=a2&rm2=a2&rm3=a1:c5&room=200002&refundable=yes`;
    const [, suite] = rooms();
    const [rate] = suite.rates;
    const single = structuredClone(rate.occupancy_pricing['2']);
    single.totals.property_inclusive.request_currency.value = '500.55';
    rate.occupancy_pricing['1-5'] = single;
    const url = `${AVAILABILITY}&occupancy=2&occupancy=1-5`;
    const { reading } = await look(
      link,
      cannedHttp({ [CONTENT]: recorded.answers[CONTENT] ?? '', [url]: withRooms([suite]) }),
    );
    expect(reading).toMatchObject({ kind: 'offer', offers: [{ price: { minor: 2 * 61200 + 50055 } }] });
    delete rate.occupancy_pricing['1-5'];
    const partly = await look(
      link,
      cannedHttp({ [CONTENT]: recorded.answers[CONTENT] ?? '', [url]: withRooms([suite]) }),
    );
    expect(partly.reading.kind).toBe('unreadable');
  });

  it('reads the total without fees of the hotel only where it takes none', async () => {
    const [, suite] = rooms();
    const pricing = suite.rates[0].occupancy_pricing['2'];
    delete pricing.totals.property_inclusive;
    expect((await look(STAY, rapid(withRooms([suite])))).reading.kind).toBe('unreadable');
    delete pricing.fees;
    expect((await look(STAY, rapid(withRooms([suite])))).reading).toMatchObject({
      kind: 'offer',
      offers: [{ price: { minor: 56200 } }],
    });
  });

  it.each<[string, CannedAnswer, object]>([
    ['a hotel without a room left', { json: [] }, { kind: 'unavailable', offer: { price: null } }],
    [
      'a hotel without a room left, said with 404',
      { failed: { kind: 'not-found' } },
      { kind: 'unavailable' },
    ],
    ['a chosen room that is gone', withRooms(rooms().slice(1)), { kind: 'unavailable' }],
    ['rooms without a rate', withRooms([{ ...rooms()[0], rates: [] }]), { kind: 'unavailable' }],
    ['a room for members only', withRooms(forMembers(rooms())), { kind: 'unreadable' }],
    ['a key that is refused', { failed: { kind: 'blocked' } }, { kind: 'blocked' }],
    [
      'too many requests',
      { failed: { kind: 'blocked', retryAfterSeconds: 60 } },
      { kind: 'blocked', retryAfterSeconds: 60 },
    ],
    ['an error page', '<h1>Sorry</h1>', { kind: 'unreadable' }],
    ['an answer of another form', withRooms([{ id: '1', name: 'King' }]), { kind: 'unreadable' }],
    [
      'another currency than asked for',
      withRooms(JSON.parse(JSON.stringify(rooms()).replaceAll('"USD"', '"EUR"'))),
      { kind: 'unreadable', why: expect.stringContaining('EUR') },
    ],
    [
      'an amount that is none',
      withRooms(JSON.parse(JSON.stringify(rooms()).replaceAll('361.20', 'call us'))),
      { kind: 'unreadable' },
    ],
  ])('%s', async (_, answer, expected) => {
    expect((await look(KING, rapid(answer))).reading).toMatchObject(expected);
  });

  it('does not take another hotel for the one of the link', async () => {
    const other = { json: [{ property_id: '1000002', rooms: rooms() }] };
    expect((await look(KING, rapid(other))).reading.kind).toBe('unavailable');
    const { reading } = await look(KING, cannedHttp({ [CONTENT]: { json: {} } }));
    expect(reading).toEqual({ kind: 'not-found' });
  });

  it('asks nothing without a key, and says so', async () => {
    const http = rapid();
    const { reading } = await look(KING, http, { EXPEDIA_RAPID_KEY: 'key' } as never);
    expect(reading).toMatchObject({ kind: 'unreadable', why: expect.stringContaining('key') });
    expect(http.requests).toEqual([]);
  });
});
