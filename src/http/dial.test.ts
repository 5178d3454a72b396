import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { testCertificate } from '../../test/support/certificate';
import { startFakeShop, type FakeShop } from '../../test/support/fake-shop';
import { createFakeWire, type FakeDns } from '../../test/support/fake-wire';
import { ManualClock } from '../../test/support/manual-clock';
import { openHttp, until } from '../../test/support/open-http';
import { systemWire } from './dial';

const PUBLIC = '93.184.216.34';
const dns: FakeDns = {
  'shop.example.com': [[PUBLIC]],
  'other.example.com': [[PUBLIC]],
};
const notReached = { kind: 'failed', reading: { kind: 'unreachable' } };

let shop: FakeShop;
beforeEach(async () => {
  shop = await startFakeShop();
  shop.set('/', { body: 'a page' });
});
afterEach(() => shop.close());

function portOf(shop: FakeShop): number {
  return Number(new URL(shop.url).port);
}

describe('the far end', () => {
  test('is checked before a byte is written', async () => {
    const wire = createFakeWire({ dns, port: portOf(shop), claim: '10.0.0.1' });
    const outcome = await openHttp({ wire }).get('http://shop.example.com/');
    expect(outcome).toMatchObject({ kind: 'failed', reading: { kind: 'refused' } });
    expect(wire.connections).toEqual([`${PUBLIC}:80`]);
    expect(shop.requests).toEqual([]);
  });

  test('is one of the first few addresses of the name, all of them checked', async () => {
    const many = ['93.184.216.1', '93.184.216.2', '93.184.216.3', '93.184.216.4', '93.184.216.5'];
    const wire = createFakeWire({
      dns: { 'shop.example.com': [many], 'late.example.com': [[...many, '10.0.0.1']] },
      port: portOf(shop),
    });
    const http = openHttp({ wire, trustedShops: ['shop.example.com:80'] });
    expect(await http.get('http://shop.example.com/')).toMatchObject({ kind: 'answer' });
    expect(wire.connections).toHaveLength(4);
    expect(await http.get('http://late.example.com/')).toMatchObject({ reading: { kind: 'refused' } });
    expect(wire.connections).toHaveLength(4);
  });

  test('is not found when DNS knows no address', async () => {
    const wire = createFakeWire({ dns: { 'empty.example.com': [[]] }, port: portOf(shop) });
    expect(await openHttp({ wire }).get('http://empty.example.com/')).toMatchObject(notReached);
    expect(await openHttp({ wire }).get('http://unknown.example.com/')).toMatchObject(notReached);
  });
});

test('the machine connects to the given addresses, in turn, whatever DNS says', async () => {
  const socket = systemWire.connect(['::1', '127.0.0.1'], portOf(shop));
  await new Promise((resolve) => socket.once('connect', resolve));
  expect(socket.remoteAddress).toBe('127.0.0.1');
  socket.destroy();
});

describe('https', () => {
  let secure: FakeShop;
  beforeEach(async () => {
    secure = await startFakeShop({ tls: testCertificate });
    secure.set('/', { body: 'a page' });
    secure.set('/down', { status: 302, headers: { location: 'http://shop.example.com/' } });
  });
  afterEach(() => secure.close());

  const openSecure = (ca?: string): ReturnType<typeof openHttp> =>
    openHttp({ wire: createFakeWire({ dns, port: portOf(secure), ...(ca === undefined ? {} : { ca }) }) });

  test('reads a shop whose certificate holds', async () => {
    const outcome = await openSecure(testCertificate.cert).get('https://shop.example.com./');
    expect(outcome).toMatchObject({ kind: 'answer', url: 'https://shop.example.com./' });
  });

  test.each([
    ['of nobody known', undefined, 'https://shop.example.com/'],
    ['of another shop', testCertificate.cert, 'https://other.example.com/'],
    ['of no address', testCertificate.cert, `https://${PUBLIC}/`],
  ])('refuses a certificate %s, whatever the environment says', async (_name, ca, link) => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      expect(await openSecure(ca).get(link)).toEqual({
        kind: 'failed',
        reading: { kind: 'unreachable', why: 'No secure connection to the shop could be made.' },
      });
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
    expect(secure.requests).toEqual([]);
  });

  test('is not left for http', async () => {
    const outcome = await openSecure(testCertificate.cert).get('https://shop.example.com/down');
    expect(outcome).toMatchObject({ kind: 'failed', reading: { kind: 'refused' } });
    expect(secure.requestsTo('/')).toEqual([]);
  });
});

describe('a shop that accepts and says nothing', () => {
  let silent: Server;
  let connections = 0;
  beforeEach(async () => {
    connections = 0;
    silent = createServer(() => (connections += 1)).unref();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => silent.close());

  test.each([
    ['https', 5000, 'The shop could not be reached in time.'],
    ['http', 15_000, 'The shop took too long to answer.'],
  ])('%s is given up after %i ms', async (scheme, milliseconds, why) => {
    const clock = new ManualClock();
    const host = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const http = openHttp({ clock, allowPrivate: [host], trustedShops: [host] });
    const outcome = http.get(`${scheme}://${host}/`);
    await until(() => connections === 1);
    clock.advance(milliseconds - 1);
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(1);
    expect(await outcome).toEqual({ kind: 'failed', reading: { kind: 'unreachable', why } });
  });
});

test('proxies of the environment are not asked', async () => {
  const proxy = await startFakeShop();
  const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY', 'all_proxy'];
  for (const name of names) process.env[name] = proxy.url;
  try {
    const http = openHttp({ wire: createFakeWire({ dns, port: portOf(shop) }) });
    expect(await http.get('http://shop.example.com/')).toMatchObject({ kind: 'answer' });
    expect(await http.get('http://169.254.169.254/')).toMatchObject({ reading: { kind: 'refused' } });
  } finally {
    for (const name of names) Reflect.deleteProperty(process.env, name);
  }
  expect(proxy.requests).toEqual([]);
  await proxy.close();
});
