import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import WebSocket from 'ws';
import type { HttpRequest, StreamSink } from '../core/endpoint';
import { seededRandom } from '../../test/support/manual-clock';
import { noCharts } from '../../test/support/no-charts';
import { noStatus } from '../../test/support/no-status';
import { silentLog } from '../../test/support/silent-log';
import { createDemoShop, type DemoShop } from './demo-shop';
import { createSeal } from './seal';
import { createWeb, type Web, type WebOptions } from './create-web';

const random = seededRandom(1);
let web: Web;
let url: string;
let demo: DemoShop;
let seen: HttpRequest[];
let sinks: StreamSink[];
let streamEnds: number;

function makeOptions(change: Partial<WebOptions> = {}): WebOptions {
  return {
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    contact: 'ops@example.com <script>',
    seal: createSeal('a secret of at least thirty-two characters'),
    random,
    log: silentLog,
    messages: (request) => {
      seen.push(request);
      return Promise.resolve({ status: 202, headers: { 'x-mine': 'yes' }, body: { got: request.body } });
    },
    directLine: {
      handle: (request) => {
        seen.push(request);
        if (request.path.endsWith('fails')) throw new Error('secret');
        return Promise.resolve({ status: 200, body: { session: request.session } });
      },
      openStream: (request, sink) => {
        if (request.query['t'] !== 'good') return { status: 403 };
        sinks.push(sink);
        return () => (streamEnds += 1);
      },
    },
    charts: noCharts,
    readExport: () => Promise.resolve(null),
    openCode: (token) => (token === 'good' ? { code: '7K3M-9QXT', until: 0 } : null),
    hooks: () => Promise.resolve({ status: 404 }),
    demo,
    status: noStatus,
    ...change,
  };
}

beforeEach(async () => {
  [seen, sinks, streamEnds] = [[], [], 0];
  demo = await createDemoShop({ random });
  web = createWeb(makeOptions());
  ({ url } = await web.listen());
});

afterEach(async () => {
  await web.close();
  await demo.close();
});

async function post(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return await fetch(`${url}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

it('writes one line about an answer that is not read to its end', async () => {
  const broken = new Promise<string>((resolve) => {
    const log = { ...silentLog, debug: (_fields: object, message: string) => resolve(message) };
    const other = createWeb(makeOptions({ log }));
    void other.listen().then(({ url: address }) => {
      const { hostname, port } = new URL(address);
      const socket = connect(Number(port), hostname);
      socket.write(`GET /webchat.js HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
      socket.once('data', () => socket.destroy());
      socket.once('close', () => void broken.then(() => other.close()));
    });
  });
  expect(await broken).toBe('an answer was broken off');
});

async function takeCookie(): Promise<string> {
  const response = await fetch(url);
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

test('serves the chat page with a cookie that scripts cannot read', async () => {
  const response = await fetch(url);
  expect(await response.text()).toContain('<h1>Ebb</h1>');
  expect(response.headers.get('set-cookie')).toMatch(
    /^ebb_session=.+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
  );
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self';");
});

test('behind TLS the cookie stays on TLS', async () => {
  const response = await fetch(url, { headers: { 'x-forwarded-proto': 'https' } });
  expect(response.headers.get('set-cookie')).toMatch(/; Secure$/);
});

test.each(['/chat.js', '/page.css', '/icon.svg', '/webchat.js'])('serves %s', async (path) => {
  const response = await fetch(`${url}${path}`, { method: 'HEAD' });
  expect(response.status).toBe(200);
});

test.each(['/nowhere', '/../package.json', '/%2e%2e/create-web.ts', '/demo-shop.ts', '/api/messages'])(
  'has nothing at %s',
  async (path) => {
    expect((await fetch(`${url}${path}`)).status).toBe(404);
  },
);

test('hands a message to the bot and its answer back', async () => {
  const response = await post('/api/messages?x=1', '{"type":"message"}', { 'x-forwarded-for': '1.2.3.4' });
  expect(response.status).toBe(202);
  expect(response.headers.get('x-mine')).toBe('yes');
  expect(seen[0]).toMatchObject({
    method: 'POST',
    path: '/api/messages',
    query: { x: '1' },
    body: { type: 'message' },
    remoteAddress: '127.0.0.1',
    headers: { 'x-forwarded-for': '1.2.3.4', host: new URL(url).host },
  });
});

test.each([
  ['{"type":', 400, 'the body is no JSON'],
  [`"${'x'.repeat(300_000)}"`, 413, 'the body is larger than 256kb'],
])('a bad body is refused with a reason', async (body, status, error) => {
  const response = await post('/api/messages', body);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error });
  expect(seen).toHaveLength(0);
});

test('a visitor is the same on every visit, and nobody makes a visitor up', async () => {
  const cookie = await takeCookie();
  const visit = async (given: string): Promise<string> => {
    const response = await post('/v3/directline/tokens/generate', '', { cookie: given });
    return ((await response.json()) as { session: string }).session;
  };
  const visitor = await visit(cookie);
  expect(visitor).not.toBe('');
  expect(await visit(cookie)).toBe(visitor);
  expect(await visit(`${cookie}x`)).not.toBe(visitor);
  expect(await visit('')).not.toBe(visitor);
});

test('a failure inside tells nothing outside', async () => {
  const response = await fetch(`${url}/v3/directline/fails`);
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ error: 'something went wrong on our side' });
});

test('tells shop owners who we are and how to reach us', async () => {
  const page = await (await fetch(`${url}/bot`)).text();
  expect(page).toContain('robots.txt');
  expect(page).toContain('ops@example.com &lt;script&gt;');
});

test('a port that is taken is one clear line', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  await expect(createWeb(makeOptions({ port })).listen()).rejects.toThrow(
    `127.0.0.1 port ${port} is in use: stop the other program, or set EBB_PORT`,
  );
  await new Promise((resolve) => other.close(resolve));
});

test('gives no visitor to a page of another site, whose form would take the place of the one who stands', async () => {
  const foreign = await post('/v3/directline/tokens/generate', '', { origin: 'https://evil.example' });
  expect(foreign.status).toBe(403);
  expect(foreign.headers.get('set-cookie')).toBeNull();
  expect(seen).toEqual([]);
  const own = await post('/v3/directline/tokens/generate', '', { origin: url });
  expect(own.headers.get('set-cookie')).toContain('ebb_session=');
});

function openSocket(query: string, origin?: string): WebSocket {
  const address = `${url.replace('http', 'ws')}/v3/directline/conversations/ann/stream?${query}`;
  return new WebSocket(address, origin === undefined ? {} : { origin });
}

function nextEvent(socket: WebSocket, name: string): Promise<any[]> {
  return new Promise((resolve) => socket.once(name, (...details) => resolve(details)));
}

test('a stream carries frames to our own page, and ends with it', async () => {
  const socket = openSocket('t=good', url);
  await nextEvent(socket, 'open');
  const frame = nextEvent(socket, 'message');
  sinks[0]?.send('{"activities":[]}');
  expect(String((await frame)[0])).toBe('{"activities":[]}');
  socket.close();
  await nextEvent(socket, 'close');
  expect(streamEnds).toBe(1);
});

test.each([
  ['of another site', 't=good', 'https://evil.example'],
  ['without a good token', 't=bad', undefined],
])('a stream %s is refused', async (_name, query, origin) => {
  const socket = openSocket(query, origin);
  const [error] = await nextEvent(socket, 'error');
  expect(String(error)).toContain('403');
});

test('a frame that is too large ends its stream and nothing else', async () => {
  const socket = openSocket('t=good');
  await nextEvent(socket, 'open');
  socket.send('x'.repeat(10_000));
  const [code] = await nextEvent(socket, 'close');
  expect(code).toBe(1009);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('closing says goodbye to streams', async () => {
  const socket = openSocket('t=good');
  await nextEvent(socket, 'open');
  const closed = nextEvent(socket, 'close');
  await web.close();
  expect((await closed)[0]).toBe(1001);
});

test('a visitor lowers the price of their own product only', async () => {
  const [ann, bob] = [await takeCookie(), await takeCookie()];
  const find = async (cookie: string): Promise<any> =>
    await (await fetch(`${url}/demo`, { headers: { cookie } })).json();
  const { url: product, visited } = await find(ann);
  expect(visited).toBe(false);
  expect(product).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/shelf\//);
  const lowered = await post('/demo/lower', '', { cookie: ann, origin: url });
  expect(await lowered.json()).toEqual({ price: '96.75 EUR' });
  expect(await (await fetch(product)).text()).toContain('"price":"96.75"');
  expect(await (await fetch((await find(bob)).url)).text()).toContain('"price":"129.00"');
  expect((await find(ann)).visited).toBe(true);
});

test.each([
  ['without a visitor', '', undefined],
  ['from another site', 'cookie', 'https://evil.example'],
  ['without an origin', 'cookie', undefined],
])('the price is not lowered %s', async (_name, given, origin) => {
  const cookie = given === '' ? '' : await takeCookie();
  const headers = { cookie, ...(origin !== undefined && { origin }) };
  expect((await post('/demo/lower', '', headers)).status).toBe(403);
});

test('without a demo there is no trace of it', async () => {
  const plain = createWeb(makeOptions({ demo: null }));
  const { url: plainUrl } = await plain.listen();
  expect((await fetch(`${plainUrl}/demo`)).status).toBe(404);
  await plain.close();
});

test('shows a code to whoever has its link, and changes nothing', async () => {
  const response = await fetch(`${url}/connect/good`);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex',
  });
  expect(await response.text()).toContain('connect 7K3M-9QXT');
  expect((await fetch(`${url}/connect/other`)).status).toBe(404);
  expect((await fetch(`${url}/connect/good`, { method: 'POST' })).status).toBe(404);
});

test('an address that asks for more than people do must wait', async () => {
  const answers = await Promise.all(Array.from({ length: 241 }, () => fetch(`${url}/connect/other`)));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
});
