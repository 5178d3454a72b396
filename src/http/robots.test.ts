import { startFakeShop, type FakeShop } from '../../test/support/fake-shop';
import { ManualClock } from '../../test/support/manual-clock';
import { createMemoryRobots } from '../../test/support/memory/memory-robots';
import { openHttp, until } from '../../test/support/open-http';
import type { FetchOutcome } from '../core/ports';
import type { RobotsStore } from '../core/robots-store';

const HOUR = 60 * 60 * 1000;
const ASKED_NOT_TO = {
  kind: 'failed',
  reading: { kind: 'refused', why: 'The shop asks programs not to read this page (robots.txt).' },
};

let shop: FakeShop;
let clock: ManualClock;
let http: ReturnType<typeof openHttp>;
beforeEach(async () => {
  shop = await startFakeShop();
  clock = new ManualClock();
  http = openHttp({ clock, allowPrivate: [shop.host] });
  shop.set('/kettle', { body: 'a page' });
});
afterEach(async () => {
  await http.close();
  await shop.close();
});

const get = (path = '/kettle'): Promise<FetchOutcome> => http.get(shop.url + path);
const setRobots = (body: string, contentType = 'text/plain'): void =>
  shop.set('/robots.txt', { body, headers: { 'content-type': contentType } });

test('a page that robots.txt forbids is not asked for', async () => {
  setRobots('User-agent: Ebb\nDisallow: /kettle?private');
  expect(await get('/kettle?private=1')).toEqual(ASKED_NOT_TO);
  expect(shop.requestsTo('/kettle')).toEqual([]);
  expect(await get()).toMatchObject({ kind: 'answer' });
});

test('nor one that a redirect leads to', async () => {
  setRobots('User-agent: *\nDisallow: /kettle');
  shop.set('/short', { status: 302, headers: { location: '/kettle' } });
  expect(await get('/short')).toEqual(ASKED_NOT_TO);
  expect(shop.requestsTo('/kettle')).toEqual([]);
});

test('a trusted shop is not asked', async () => {
  setRobots('User-agent: *\nDisallow: /');
  const trusting = openHttp({ clock, allowPrivate: [shop.host], trustedShops: [shop.host] });
  expect(await trusting.get(`${shop.url}/kettle`)).toMatchObject({ kind: 'answer' });
  expect(shop.requestsTo('/robots.txt')).toEqual([]);
});

test('robots.txt is read once a day', async () => {
  setRobots('User-agent: *\nAllow: /');
  await get();
  clock.advance(24 * HOUR - 1);
  await get();
  expect(shop.requestsTo('/robots.txt')).toHaveLength(1);
  setRobots('User-agent: *\nDisallow: /');
  clock.advance(1);
  expect(await get()).toEqual(ASKED_NOT_TO);
  expect(shop.requestsTo('/robots.txt')).toHaveLength(2);
});

describe('with what is remembered by all processes', () => {
  const reopen = async (robots: RobotsStore): Promise<void> => {
    await http.close();
    http = openHttp({ clock, allowPrivate: [shop.host], robots });
  };

  test('a restart asks no shop again within a day', async () => {
    setRobots('User-agent: *\nDisallow: /private');
    const robots = createMemoryRobots();
    await reopen(robots);
    await get();
    clock.advance(23 * HOUR);
    await reopen(robots);
    expect(await get('/private')).toEqual(ASKED_NOT_TO);
    expect(await get()).toMatchObject({ kind: 'answer' });
    expect(shop.requestsTo('/robots.txt')).toHaveLength(1);
    clock.advance(HOUR);
    await get();
    expect(shop.requestsTo('/robots.txt')).toHaveLength(2);
  });

  test('it asks again when the clock was put back', async () => {
    const robots = createMemoryRobots();
    await robots.put(shop.url, { text: '', expiresAt: clock.now() + 24 * HOUR + 1 }, clock.now());
    await reopen(robots);
    await get();
    expect(shop.requestsTo('/robots.txt')).toHaveLength(1);
  });

  test('a shop that forbids nothing is remembered, one that fails is not', async () => {
    const robots = createMemoryRobots();
    await reopen(robots);
    shop.set('/robots.txt', { status: 500 });
    await get();
    expect(await robots.get(shop.url, clock.now())).toBeNull();
    clock.advance(HOUR);
    shop.set('/robots.txt', { status: 404 });
    await get();
    expect(await robots.get(shop.url, clock.now())).toEqual({ text: '', expiresAt: clock.now() + 24 * HOUR });
  });
});

test('robots.txt is read once for all who come at the same time, even if the first gives up', async () => {
  let answer = (): void => undefined;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  shop.set('/robots.txt', () => asked.then(() => ({ status: 404 })));
  const impatient = new AbortController();
  const first = http.get(`${shop.url}/kettle`, {}, impatient.signal);
  const others = [get(), get()];
  await until(() => shop.requestsTo('/robots.txt').length === 1);
  impatient.abort();
  expect(await first).toMatchObject({ kind: 'failed' });
  answer();
  expect(await Promise.all(others)).toMatchObject([{ kind: 'answer' }, { kind: 'answer' }]);
  expect(shop.requestsTo('/robots.txt')).toHaveLength(1);
});

test.each([401, 403, 404, 410, 204])('a shop that answers %i has none', async (status) => {
  shop.set('/robots.txt', { status, body: 'User-agent: *\nDisallow: /' });
  expect(await get()).toMatchObject({ kind: 'answer' });
});

test('a shop that answers it with a page has none', async () => {
  setRobots('<!doctype html>\nUser-agent: *\nDisallow: /');
  expect(await get()).toMatchObject({ kind: 'answer' });
  clock.advance(24 * HOUR);
  setRobots('User-agent: *\nDisallow: /', 'text/html; charset=utf-8');
  expect(await get()).toMatchObject({ kind: 'answer' });
});

test('a shop whose robots.txt fails is left alone, and asked again after five minutes', async () => {
  shop.set('/robots.txt', { status: 500 });
  const failed = { kind: 'failed', reading: { kind: 'unreachable' } };
  expect(await get()).toMatchObject(failed);
  setRobots('');
  expect(await get()).toMatchObject(failed);
  expect(shop.requests).toHaveLength(1);
  clock.advance(5 * 60 * 1000);
  expect(await get()).toMatchObject({ kind: 'answer' });
});

test('a shop that asks to wait on robots.txt is waited for', async () => {
  shop.set('/robots.txt', { status: 429, headers: { 'retry-after': '60' } });
  expect(await get()).toEqual({ kind: 'failed', reading: { kind: 'blocked', retryAfterSeconds: 60 } });
  expect(shop.requests).toHaveLength(1);
  clock.advance(60_000);
  expect(await get()).toMatchObject({ kind: 'answer' });
});

test('redirects of robots.txt are followed', async () => {
  shop.set('/robots.txt', { status: 301, headers: { location: '/r' } });
  shop.set('/r', { body: 'User-agent: *\nDisallow: /', headers: { 'content-type': 'text/plain' } });
  expect(await get()).toEqual(ASKED_NOT_TO);
});

test('what is beyond 500 KiB of robots.txt is not read', async () => {
  const line = '# nothing\n';
  setRobots(`${line.repeat(51_200)}User-agent: *\nDisallow: /`);
  expect(await get()).toMatchObject({ kind: 'answer' });
  clock.advance(24 * HOUR);
  setRobots(`${line.repeat(51_000)}User-agent: *\nDisallow: /`);
  expect(await get()).toEqual(ASKED_NOT_TO);
});

test('the gap that robots.txt asks for is kept', async () => {
  setRobots('User-agent: *\nCrawl-delay: 10');
  await get();
  const next = get();
  clock.advance(9999);
  await new Promise((resolve) => setImmediate(resolve));
  expect(shop.requestsTo('/kettle')).toHaveLength(1);
  clock.advance(1001);
  expect(await next).toMatchObject({ kind: 'answer' });
});
