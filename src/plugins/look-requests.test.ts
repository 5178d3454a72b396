import { type CannedHttp, cannedHttp } from '../../test/support/canned-http';
import { LINK, OFFER, lookAs, never, watcherWith } from '../../test/support/looker-of';
import { silentLog } from '../../test/support/silent-log';
import type { FetchOutcome } from '../core/ports';
import type { WatcherDefinition } from '../watcher-api/define-watcher';
import { LookRequests } from './look-requests';

describe('requests', () => {
  /** Asks for these one after the other. */
  function asking(...links: readonly string[]): Partial<WatcherDefinition> {
    return {
      look: async (_, { http }) => {
        for (const link of links) await http.get(link, { accept: 'html' });
        return OFFER;
      },
    };
  }
  const everywhere = (): CannedHttp =>
    cannedHttp(Object.fromEntries([1, 2, 3, 4].map((n) => [`${LINK}/${n}`, 'page'])));
  const [one, two, three, four] = [1, 2, 3, 4].map((n) => `${LINK}/${n}`) as [string, string, string, string];

  it.each([
    ['page', [one], 'offer', 1],
    ['page', [one, two], 'unreadable', 1],
    ['api', [one, two, three], 'offer', 3],
    ['api', [one, two, three, four], 'unreadable', 3],
    ['feed', [one, one, one, one], 'unreadable', 3],
  ] as const)('of a watcher that reads %s: %j ends as %s', async (reads, links, kind, made) => {
    const http = everywhere();
    const { reading } = await lookAs({ reads, ...asking(...links) }, http);
    expect(reading.kind).toBe(kind);
    expect(http.requests).toHaveLength(made);
  });

  it.each([
    ['any', 'https://www.shop.example/kettle', true],
    ['any', 'https://other.example/', false],
    ['any', 'https://shop.example.evil.example/', false],
    ['any', 'file:///etc/passwd', false],
    [['api.shop.example'], 'https://api.shop.example/kettle', true],
    [['api.shop.example'], 'https://shop.example/kettle', false],
  ] as const)('of a watcher for %j: %s is allowed: %s', async (hosts, link, allowed) => {
    const http = cannedHttp({ [link]: 'page' });
    const { reading } = await lookAs({ hosts: hosts, ...asking(link) }, http);
    expect(reading.kind).toBe(allowed ? 'offer' : 'unreadable');
    expect(http.requests).toHaveLength(allowed ? 1 : 0);
  });

  it('may follow to where the first one was sent on', async () => {
    const http = cannedHttp({
      [LINK]: { html: 'page', url: 'https://moved.example/kettle' },
      'https://moved.example/more': 'page',
    });
    const { reading } = await lookAs({ reads: 'api', ...asking(LINK, 'https://moved.example/more') }, http);
    expect(reading.kind).toBe('offer');
  });

  it('of a named shop that sends its visitors to another site are not read', async () => {
    const http = cannedHttp({ [LINK]: { html: 'page', url: 'https://parked.example/' } });
    expect((await lookAs({ hosts: ['shop.example'] }, http)).reading.kind).toBe('unreachable');
  });
});

describe('requests with headers or a body', () => {
  const json = { accept: 'json' } as const;
  const FORBIDDEN = [
    ...['cookie', 'host', 'user-agent', 'content-length', 'x-forwarded-for', 'x-real-ip'],
    ...['Authorization', 'x-a b', ''],
  ];
  type Ask = Parameters<WatcherDefinition['look']>[1]['http'];

  async function ask(
    reads: WatcherDefinition['reads'],
    make: (http: Ask) => Promise<unknown>,
    http = cannedHttp({ [LINK]: { json: 1, etag: '"1"' } }),
  ): Promise<{ kind: string; validators: object; requests: CannedHttp['requests'] }> {
    const look: WatcherDefinition['look'] = async (_, context) => {
      await make(context.http);
      return OFFER;
    };
    const { reading, validators } = await lookAs({ reads, look }, http);
    return { kind: reading.kind, validators, requests: http.requests };
  }

  it('are made as they are, and in full each time', async () => {
    const headers = { authorization: 'Key 1', 'x-api-version': '3' };
    const got = await ask('api', (http) => http.get(LINK, { ...json, headers }));
    expect(got).toEqual({ kind: 'offer', validators: {}, requests: [{ url: LINK, ...json, headers }] });
    const posted = await ask('feed', (http) => http.post(LINK, { ...json, json: { a: [1] } }));
    expect(posted).toEqual({
      kind: 'offer',
      validators: {},
      requests: [{ url: LINK, ...json, body: '{"a":[1]}' }],
    });
  });

  it('to one link are told apart', async () => {
    const http = cannedHttp({
      [LINK]: ({ url, body }) => ({
        kind: 'answer',
        url,
        contentType: 'application/json',
        body: Buffer.from(body ?? ''),
        validator: {},
      }),
    });
    const answers: unknown[] = [];
    await ask(
      'api',
      async (shop) => {
        const both = ['a', 'bcd'].map((text) => shop.post(LINK, { ...json, json: text }));
        for (const one of await Promise.all(both)) answers.push(one.json());
      },
      http,
    );
    expect(answers).toEqual(['a', 'bcd']);
  });

  it.each<[string, WatcherDefinition['reads'], (http: Ask) => Promise<unknown>]>([
    ['a reader of pages', 'page', (http) => http.get(LINK, { accept: 'html', headers: { 'x-a': '1' } })],
    ['nothing to accept', 'page', (http) => http.get(LINK, {} as { accept: 'html' })],
    ['a POST of a reader of pages', 'page', (http) => http.post(LINK, { accept: 'html', json: 1 })],
    ...FORBIDDEN.map((name): [string, 'api', (http: Ask) => Promise<unknown>] => [
      name,
      'api',
      (http) => http.get(LINK, { ...json, headers: { [name]: '1' } }),
    ]),
    [
      'a value of two lines',
      'api',
      (http) => http.get(LINK, { ...json, headers: { 'x-a': '1\r\nhost: x' } }),
    ],
    [
      'many headers',
      'api',
      (http) =>
        http.get(LINK, {
          ...json,
          headers: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`x-${n}`, '1'])),
        }),
    ],
    ['a large body', 'api', (http) => http.post(LINK, { ...json, json: 'x'.repeat(17_000) })],
  ])('are not made: %s', async (_, reads, make) => {
    expect(await ask(reads, make)).toMatchObject({ kind: 'unreadable', requests: [] });
  });

  it('that are refused leave no key in the log', async () => {
    const logged: unknown[] = [];
    const log = { ...silentLog, warn: (fields: object) => void logged.push(fields) };
    const watcher = watcherWith({ reads: 'api' });
    const requests = new LookRequests({
      http: cannedHttp(),
      watcher,
      url: LINK,
      validators: {},
      log,
      signal: never,
    });
    await requests.open()({ url: `${LINK}?key=1234`, accept: 'json', headers: { cookie: '1234' } });
    expect(logged).toHaveLength(1);
    expect(JSON.stringify(logged)).not.toContain('1234');
  });
});

describe('conditional requests', () => {
  const api: Partial<WatcherDefinition> = {
    reads: 'api',
    look: async ({ url }, { http }) => {
      await http.get(url, { accept: 'json' });
      await http.get(`${url}/stock`, { accept: 'json' });
      return OFFER;
    },
  };
  function shopOf(product: string, stock: string): CannedHttp {
    return cannedHttp({ [LINK]: { json: 1, etag: product }, [`${LINK}/stock`]: { json: 2, etag: stock } });
  }
  const validators = { [LINK]: { etag: '"p1"' }, [`${LINK}/stock`]: { etag: '"s1"' } };

  it('give the validators of all requests', async () => {
    expect((await lookAs(api, shopOf('"p1"', '"s1"'))).validators).toEqual(validators);
  });

  it('are unchanged when every one is answered 304', async () => {
    const http = shopOf('"p1"', '"s1"');
    const result = await lookAs(api, http, validators);
    expect(result).toEqual({ reading: { kind: 'unchanged' }, validators });
    expect(http.requests.map(({ validator }) => validator)).toEqual([{ etag: '"p1"' }, { etag: '"s1"' }]);
  });

  it.each([
    ['"p2"', '"s1"', [LINK, `${LINK}/stock`]],
    ['"p1"', '"s2"', [LINK, `${LINK}/stock`, LINK]],
  ])('answered in full (%s, %s) are not made twice', async (product, stock, asked) => {
    const http = shopOf(product, stock);
    const result = await lookAs(api, http, validators);
    expect(result.reading.kind).toBe('offer');
    expect(http.requests.map(({ url }) => url)).toEqual(asked);
    expect(result.validators[LINK]).toEqual({ etag: product });
  });

  it('are not made when one of the answers had no validator', async () => {
    const http = cannedHttp({ [LINK]: { json: 1, etag: '"p1"' }, [`${LINK}/stock`]: { json: 2 } });
    expect((await lookAs(api, http)).validators).toEqual({});
  });

  it.each(['unreadable', 'ambiguous', 'not-a-product'] as const)(
    'are not made after %s: "unchanged" would say nothing about a price',
    async (kind) => {
      const reading = { kind, why: 'x', candidates: OFFER.offers } as never;
      const changes: Partial<WatcherDefinition> = {
        look: async ({ url }, { http }) => {
          await http.get(url, { accept: 'html' });
          return reading;
        },
      };
      const result = await lookAs(changes, cannedHttp({ [LINK]: { html: 'x', etag: '"1"' } }));
      expect(result.reading.kind).toBe(kind);
      expect(result.validators).toEqual({});
    },
  );

  it('are not made to another site, whose validators a product brought along', async () => {
    const http = cannedHttp({ [LINK]: 'page' });
    const { reading } = await lookAs({}, http, { 'https://short.example/k': { etag: '"1"' } });
    expect(reading.kind).toBe('offer');
    expect(http.requests.map(({ url }) => url)).toEqual([LINK]);
  });

  it('that fail end the look as a request of its own would', async () => {
    const http = cannedHttp({ [LINK]: { failed: { kind: 'blocked' } } });
    expect((await lookAs({}, http, { [LINK]: { etag: '"1"' } })).reading).toEqual({ kind: 'blocked' });
    expect(http.requests).toHaveLength(1);
  });
});

it('keeps an answer that comes after its run broke down for the run that follows', async () => {
  let answer: (outcome: FetchOutcome) => void = () => undefined;
  const http = cannedHttp({ [LINK]: () => new Promise((resolve) => (answer = resolve)) });
  const watcher = watcherWith({});
  const requests = new LookRequests({
    http,
    watcher,
    url: LINK,
    validators: {},
    log: silentLog,
    signal: never,
  });
  const brokeDown = requests.open()({ url: LINK, accept: 'html' });
  const again = requests.open();
  answer({
    kind: 'answer',
    url: LINK,
    contentType: '',
    body: new Uint8Array(1),
    validator: { etag: '"1"' },
  });
  await brokeDown;
  expect(requests.collectValidators()).toEqual({});
  expect(await again({ url: LINK, accept: 'html' })).toMatchObject({ kind: 'answer', url: LINK });
  expect(requests.collectValidators()).toEqual({ [LINK]: { etag: '"1"' } });
  expect(http.requests).toHaveLength(1);
});
