import { type FakeShop, productPage, startFakeShop } from '../../test/support/fake-shop';
import { ManualClock } from '../../test/support/manual-clock';
import { openHttp, until } from '../../test/support/open-http';
import { type Block, listCovering } from '../core/block';
import { createMemoryRobots } from '../../test/support/memory/memory-robots';

const GAP_MS = 2000;
const AWAY = {
  kind: 'failed',
  reading: { kind: 'refused', why: 'Whoever runs Ebb here keeps it away from this shop: they asked for it.' },
};

let clock: ManualClock;
let shop: FakeShop;
let blocked: Map<string, Block>;
let http: ReturnType<typeof openHttp>;
beforeEach(async () => {
  clock = new ManualClock();
  shop = await startFakeShop();
  shop.set('/kettle', { body: productPage() });
  blocked = new Map();
  const find = (host: string): Promise<Block | null> => Promise.resolve(blocked.get(host) ?? null);
  const settings = { clock, laneGapMs: GAP_MS, allowPrivate: [shop.host], robots: createMemoryRobots() };
  http = openHttp({ ...settings, blocks: { find } });
});
afterEach(async () => {
  await http.close();
  await shop.close();
});

function block(host = '127.0.0.1'): void {
  blocked.set(host, { host, reason: 'they asked for it', since: 0 });
}

async function passGap(): Promise<void> {
  for (let turns = 0; turns < 50; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  clock.advance(1.1 * GAP_MS);
}

test('a blocked host gets no request, not even for robots.txt, until it is free again', async () => {
  block();
  expect(await http.get(`${shop.url}/kettle`)).toEqual(AWAY);
  expect(shop.requests).toEqual([]);
  blocked.clear();
  const read = http.get(`${shop.url}/kettle`);
  await until(() => shop.requests.length === 1);
  await passGap();
  expect(await read).toMatchObject({ kind: 'answer' });
});

test('nor does one that is blocked while a request waits in its lane', async () => {
  const first = http.get(`${shop.url}/kettle`);
  await until(() => shop.requests.length === 1);
  block();
  await passGap();
  expect(await first).toEqual(AWAY);
  expect(shop.requests.map(({ path }) => path)).toEqual(['/robots.txt']);
});

test('nor one that a redirect leads to', async () => {
  shop.set('/robots.txt', { status: 302, headers: { location: 'https://shop.com/robots.txt' } });
  block('shop.com');
  expect(await http.get(`${shop.url}/kettle`)).toEqual(AWAY);
});

test('a host is under itself and all above it', () => {
  expect(listCovering('www.shop.co.uk')).toEqual(['www.shop.co.uk', 'shop.co.uk', 'co.uk', 'uk']);
});
