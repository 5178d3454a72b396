import { createFakeWire } from '../../test/support/fake-wire';
import { productPage, startFakeShop, type FakeAnswer, type FakeShop } from '../../test/support/fake-shop';
import { ManualClock } from '../../test/support/manual-clock';
import { openHttp, until } from '../../test/support/open-http';
import type { FetchOutcome, FetchRequest } from '../core/ports';

let shop: FakeShop;
let clock: ManualClock;
let http: ReturnType<typeof openHttp>;
beforeEach(async () => {
  shop = await startFakeShop();
  clock = new ManualClock();
  http = openHttp({ clock, allowPrivate: [shop.host] });
});
afterEach(async () => {
  await http.close();
  await shop.close();
});

function get(path: string, request: Partial<FetchRequest> = {}): Promise<FetchOutcome> {
  return http.get(shop.url + path, request);
}

async function readingOf(answer: FakeAnswer, request: Partial<FetchRequest> = {}): Promise<object> {
  shop.set('/kettle', answer);
  const outcome = await get('/kettle', request);
  return outcome.kind === 'failed' ? outcome.reading : outcome;
}

describe('a page', () => {
  test('comes with its validators, to a visitor who says who it is', async () => {
    const lastModified = 'Thu, 15 Jan 2026 12:00:00 GMT';
    shop.set('/kettle', { body: productPage(), etag: true, lastModified });
    const outcome = await get('/kettle?colour=blue#top');
    expect(outcome).toMatchObject({
      kind: 'answer',
      contentType: 'text/html; charset=utf-8',
      validator: { lastModified },
    });
    expect(outcome.kind === 'answer' && Buffer.from(outcome.body).toString()).toBe(productPage());
    expect(shop.requests.map(({ path }) => path)).toEqual(['/robots.txt', '/kettle?colour=blue']);
    expect(shop.requests[1]?.headers).toEqual({
      host: shop.host,
      connection: 'close',
      'user-agent': 'Ebb/1.0 (+http://127.0.0.1/bot)',
      accept: 'text/html,application/xhtml+xml',
      'accept-encoding': 'gzip, deflate, br',
    });
  });

  test('is not sent again to who knows it, at the end of redirects too', async () => {
    shop.set('/kettle', { body: productPage(), etag: true });
    shop.set('/short', { status: 301, headers: { location: '/kettle' } });
    const first = await get('/short');
    const validator = first.kind === 'answer' ? first.validator : {};
    expect(validator.etag).toMatch(/^"/);
    expect(await get('/short', { validator })).toEqual({ kind: 'not-modified' });
    shop.set('/kettle', { body: productPage({ price: '79.00' }), etag: true });
    expect(await get('/short', { validator })).toMatchObject({ kind: 'answer', url: `${shop.url}/kettle` });
  });

  test('sets no cookies and keeps only validators of a bearable length', async () => {
    const headers = {
      'set-cookie': Array.from({ length: 100 }, (_, i) => `c${i}=1`),
      etag: `"${'x'.repeat(600)}"`,
    };
    expect(await readingOf({ body: 'a page', headers })).toMatchObject({ kind: 'answer', validator: {} });
    await get('/kettle');
    expect(shop.requests.at(-1)?.headers.cookie).toBeUndefined();
  });

  test.each([
    ['html', 'text/html'],
    ['html', 'application/xhtml+xml; charset=iso-8859-1'],
    ['json', 'application/json;charset=utf-8'],
    ['json', 'application/ld+json'],
    ['json', 'text/javascript; charset=utf-8'],
    ['json', 'application/javascript'],
  ] as const)('for a watcher of %s may be %s', async (accept, contentType) => {
    const reading = await readingOf({ body: '{}', headers: { 'content-type': contentType } }, { accept });
    expect(reading).toMatchObject({ kind: 'answer', contentType });
  });

  test.each([
    ['html', 'application/json'],
    ['html', 'application/pdf'],
    ['html', 'image/png'],
    ['html', 'text/htmlx'],
    ['json', 'text/html'],
    ['json', 'text/plain'],
  ] as const)('for a watcher of %s is none when it is %s, and then not read', async (accept, contentType) => {
    let isCut = false;
    shop.set('/kettle', {
      raw: (socket) => {
        socket.on('close', () => (isCut = true)).on('error', () => undefined);
        socket.write(
          `HTTP/1.1 200 OK\r\ncontent-type: ${contentType}\r\ncontent-length: 1000000\r\n\r\nbegin`,
        );
      },
    });
    expect(await get('/kettle', { accept })).toEqual({ kind: 'failed', reading: { kind: 'not-a-product' } });
    await until(() => isCut);
  });
});

describe('a status', () => {
  test.each([
    [404, { kind: 'not-found' }],
    [410, { kind: 'not-found' }],
    [401, { kind: 'blocked' }],
    [403, { kind: 'blocked' }],
    [420, { kind: 'blocked' }],
    [429, { kind: 'blocked' }],
    [430, { kind: 'blocked' }],
    [451, { kind: 'blocked' }],
    [999, { kind: 'blocked' }],
    [500, { kind: 'unreachable', why: 'The shop answered with error 500.' }],
    [503, { kind: 'unreachable', why: 'The shop answered with error 503.' }],
    [400, { kind: 'unreachable', why: 'The shop answered with error 400.' }],
    [206, { kind: 'unreachable', why: 'The shop answered without a page (status 206).' }],
    [300, { kind: 'unreachable', why: 'The shop answered without a page (status 300).' }],
  ])('of %i is %p', async (status, reading) => {
    expect(await readingOf({ status, body: 'sorry' })).toEqual(reading);
  });

  test.each([204, 205, 304])('of %i is no page', async (status) => {
    expect(await readingOf({ status })).toMatchObject({ kind: 'unreachable' });
  });

  test('of 200 with nothing in it is no page', async () => {
    expect(await readingOf({ body: '' })).toMatchObject({ kind: 'unreachable' });
  });

  test.each([
    ['in the text of a 503', { status: 503, body: '<title>Enter the CAPTCHA</title>' }],
    ['by Cloudflare', { status: 403, headers: { 'cf-mitigated': 'challenge' } }],
    ['by AWS WAF', { status: 202, headers: { 'x-amzn-waf-action': 'challenge' } }],
  ])('with a test for humans %s is blocked', async (_name, answer) => {
    expect(await readingOf(answer)).toEqual({ kind: 'blocked' });
  });
});

describe('Retry-After', () => {
  test('closes the shop to all requests until its time has come', async () => {
    const asked = { status: 429, headers: { 'retry-after': '3600' } };
    expect(await readingOf(asked)).toEqual({ kind: 'blocked', retryAfterSeconds: 3600 });
    shop.set('/other', { body: 'a page' });
    clock.advance(3_599_001);
    expect(await get('/other')).toEqual({
      kind: 'failed',
      reading: { kind: 'blocked', retryAfterSeconds: 1 },
    });
    expect(shop.requestsTo('/other')).toEqual([]);
    clock.advance(999);
    expect(await get('/other')).toMatchObject({ kind: 'answer' });
  });

  test('counts with any error, and for a day at most', async () => {
    await readingOf({ status: 503, headers: { 'retry-after': '999999999' } });
    expect(await get('/other')).toEqual({
      kind: 'failed',
      reading: { kind: 'blocked', retryAfterSeconds: 86_400 },
    });
  });
});

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('with %i are followed', async (status) => {
    shop.set('/short', { status, headers: { location: 'kettle?from=%0d%0ashort' } });
    shop.set('/kettle', { body: productPage() });
    expect(await get('/short')).toMatchObject({ kind: 'answer', url: `${shop.url}/kettle?from=%0d%0ashort` });
  });

  test('in raw UTF-8 are understood', async () => {
    shop.set('/short', { status: 302, headers: { location: Buffer.from('/bücher').toString('latin1') } });
    shop.set('/b%C3%BCcher', { body: productPage() });
    expect(await get('/short')).toMatchObject({ kind: 'answer' });
  });

  test('are followed five times, no more', async () => {
    const chain = (count: number): void => {
      for (let n = 0; n < count; n += 1)
        shop.set(`/${n}`, { status: 302, headers: { location: `/${n + 1}` } });
    };
    shop.set('/5', { body: 'a page' });
    chain(5);
    expect(await get('/0')).toMatchObject({ kind: 'answer' });
    chain(6);
    expect(await get('/0')).toMatchObject({ kind: 'failed', reading: { kind: 'unreachable' } });
    expect(shop.requestsTo('/6')).toEqual([]);
  });

  test.each([
    ['', 'unreachable'],
    ['https://', 'unreachable'],
    ['http://127.0.0.1:1/', 'refused'],
    ['ftp://shop.example.com/', 'refused'],
    ['//me@shop.example.com/', 'refused'],
  ])('to %p are %s', async (location, kind) => {
    shop.set('/short', { status: 302, headers: { location } });
    expect(await get('/short')).toMatchObject({ kind: 'failed', reading: { kind } });
  });
});

describe('a request of its own making', () => {
  const key = { authorization: 'Key 1234' };
  const json = { accept: 'json', headers: key } as const;

  test('sends its headers, and says who asks all the same', async () => {
    shop.set('/api', { body: '{}', headers: { 'content-type': 'application/vnd.shop+json' } });
    const headers = { ...key, accept: 'application/vnd.shop+json', 'user-agent': 'Mozilla/5.0' };
    expect(await get('/api', { accept: 'json', headers })).toMatchObject({ kind: 'answer' });
    expect(shop.requestsTo('/api')[0]).toMatchObject({
      method: 'GET',
      headers: { ...headers, 'user-agent': 'Ebb/1.0 (+http://127.0.0.1/bot)' },
    });
    expect(shop.requestsTo('/robots.txt')[0]?.headers.authorization).toBeUndefined();
  });

  test('with a body is a POST of JSON', async () => {
    shop.set('/api', { body: '{}', headers: { 'content-type': 'application/json' } });
    expect(await get('/api', { accept: 'json', body: '{"city":"Zürich"}' })).toMatchObject({
      kind: 'answer',
    });
    expect(shop.requestsTo('/api')[0]).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json,text/javascript' },
      body: '{"city":"Zürich"}',
    });
  });

  test.each([json, { accept: 'json', body: '{}' } as const])('is not sent on: %j', async (request) => {
    shop.set('/api', { status: 307, headers: { location: '/elsewhere' } });
    expect(await get('/api', request)).toMatchObject({ kind: 'failed', reading: { kind: 'unreachable' } });
    expect(shop.requestsTo('/elsewhere')).toEqual([]);
  });

  test('goes to no host of the web in clear', async () => {
    const { connections, ...wire } = createFakeWire({
      dns: { 'shop.example.com': [['93.184.215.14']] },
      port: 1,
    });
    const web = openHttp({ wire });
    const outcome = await web.get('http://shop.example.com/api', json);
    expect(outcome).toMatchObject({ kind: 'failed', reading: { kind: 'refused' } });
    expect(connections).toEqual([]);
    await web.close();
  });

  test('leaves no key in the log', async () => {
    const logged: unknown[] = [];
    const note = (...entry: unknown[]): void => void logged.push(entry);
    const log = { debug: note, info: note, warn: note, error: note };
    const noted = openHttp({ allowPrivate: [shop.host], log });
    shop.set('/api', { raw: (socket) => socket.destroy() });
    await noted.get(`${shop.url}/api?key=1234`, { ...json, headers: { authorization: 'Key 1234\n' } });
    await noted.get(`${shop.url}/api?key=1234`, json);
    expect(logged).not.toEqual([]);
    expect(JSON.stringify(logged)).not.toContain('1234');
    await noted.close();
  });
});

describe('a stop', () => {
  const stopped = {
    kind: 'failed',
    reading: { kind: 'unreachable', why: 'The look was stopped before the shop answered.' },
  };

  test('by the caller ends the request', async () => {
    const caller = new AbortController();
    shop.set('/slow', () => new Promise(() => undefined));
    const outcome = http.get(`${shop.url}/slow`, {}, caller.signal);
    await until(() => shop.requestsTo('/slow').length === 1);
    caller.abort();
    expect(await outcome).toEqual(stopped);
    await until(() => shop.requestsTo('/slow')[0]?.endedAt !== null);
    expect(await http.get(`${shop.url}/slow`, {}, caller.signal)).toEqual(stopped);
  });

  test('by closing ends all requests, those that wait too, and no more are made', async () => {
    shop.set('/slow', () => new Promise(() => undefined));
    const outcomes = [get('/slow'), get('/slow?2')];
    await until(() => shop.requestsTo('/slow').length === 1);
    await http.close();
    expect(await Promise.all(outcomes)).toEqual([stopped, stopped]);
    expect(await get('/kettle')).toEqual(stopped);
    expect(shop.requestsTo('/kettle')).toEqual([]);
  });
});
