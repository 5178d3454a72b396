import { startFakeShop, type FakeShop } from '../../test/support/fake-shop';
import { ManualClock } from '../../test/support/manual-clock';
import { openHttp, until } from '../../test/support/open-http';
import type { Part, PartRequest } from '../core/ports';

let shop: FakeShop;
let other: FakeShop;
let http: ReturnType<typeof openHttp>;
const never = new AbortController().signal;
beforeEach(async () => {
  [shop, other] = await Promise.all([startFakeShop(), startFakeShop()]);
  const open = [shop.host, other.host];
  http = openHttp({ clock: new ManualClock(), allowPrivate: open, trustedShops: open });
});
afterEach(async () => {
  await http.close();
  await Promise.all([shop.close(), other.close()]);
});

/** Loads parts for a page of the shop, all at once. */
function loadAll(requests: readonly Partial<PartRequest>[]): Promise<(Part | null)[]> {
  return http.takeTurn(`${shop.url}/cup`, never, (load) =>
    Promise.all(requests.map((request) => load({ url: `${shop.url}/part`, headers: {}, ...request }, never))),
  );
}

describe('the parts of a page', () => {
  test('come with what a browser needs of their head, to a visitor who says who it is', async () => {
    const headers = {
      'content-type': 'text/javascript',
      'access-control-allow-origin': '*',
      'set-cookie': 'a=b',
    };
    shop.set('/part', { status: 404, body: 'let a;', headers });
    const [part] = await loadAll([{ headers: { 'x-a': 'b', 'user-agent': 'Chrome' } }]);
    expect(part).toMatchObject({ status: 404, body: Buffer.from('let a;') });
    expect(part?.headers).toEqual({ 'content-type': 'text/javascript', 'access-control-allow-origin': '*' });
    expect(shop.requests[0]?.headers).toMatchObject({
      'x-a': 'b',
      'user-agent': expect.stringMatching(/^Ebb/),
    });
  });

  test('come one after the other', async () => {
    shop.set('/part', { body: 'x' });
    await loadAll(Array.from({ length: 5 }, () => ({})));
    expect(shop.requests.map(({ inFlight }) => inFlight)).toEqual([1, 1, 1, 1, 1]);
  });

  test('pass the guard at every hop', async () => {
    const secret = await startFakeShop();
    shop.set('/part', { status: 302, headers: { location: `${secret.url}/` } });
    expect(await loadAll([{}, { url: `${secret.url}/` }, { url: 'http://169.254.169.254/' }])).toEqual([
      null,
      null,
      null,
    ]);
    expect(secret.requests).toEqual([]);
    await secret.close();
  });

  test('are data that a page sends, to its own shop only', async () => {
    shop.set('/part', ({ method }) => ({ body: method }));
    const [own, others] = await loadAll([{ body: '{}' }, { url: `${other.url}/part`, body: '{}' }]);
    expect([Buffer.from(own?.body ?? []).toString(), others]).toEqual(['POST', null]);
    expect(other.requests).toEqual([]);
  });

  test('are no more than 20 MB', async () => {
    shop.set('/part', { body: Buffer.alloc(5_000_000) });
    const parts = await loadAll(Array.from({ length: 7 }, () => ({})));
    expect(parts.map((part) => part !== null)).toEqual([true, true, true, true, true, false, false]);
  });
});

test('the turn of a page is kept until it is shown', async () => {
  shop.set('/cup', { body: 'a page' });
  let finish = (): void => undefined;
  const shown = new Promise<void>((resolve) => (finish = resolve));
  let isOpen = false;
  const turn = http.takeTurn(`${shop.url}/cup`, never, () => {
    isOpen = true;
    return shown;
  });
  await until(() => isOpen);
  const next = http.get(`${shop.url}/cup`);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(shop.requests).toEqual([]);
  finish();
  await Promise.all([turn, next]);
  expect(shop.requests).toHaveLength(1);
});

test('a turn hears that the way out closes', async () => {
  const turn = http.takeTurn(
    `${shop.url}/cup`,
    never,
    (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve('heard'))),
  );
  await new Promise((resolve) => setImmediate(resolve));
  await http.close();
  expect(await turn).toBe('heard');
});

test('robots.txt decides about a turn, too', async () => {
  shop.set('/robots.txt', {
    body: 'User-agent: *\nDisallow: /cup',
    headers: { 'content-type': 'text/plain' },
  });
  const polite = openHttp({ allowPrivate: [shop.host] });
  const work = jest.fn(() => Promise.resolve());
  await expect(polite.takeTurn(`${shop.url}/cup`, never, work)).rejects.toThrow('robots.txt');
  expect(work).not.toHaveBeenCalled();
  await polite.close();
});
