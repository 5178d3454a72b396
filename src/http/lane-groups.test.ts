import { type FakeShop, productPage, startFakeShop } from '../../test/support/fake-shop';
import { ManualClock } from '../../test/support/manual-clock';
import { openHttp, until } from '../../test/support/open-http';

const GAP_MS = 2000;

let clock: ManualClock;
let shops: FakeShop[];
let http: ReturnType<typeof openHttp>;
beforeEach(async () => {
  clock = new ManualClock();
  shops = [await startFakeShop(), await startFakeShop()];
  const hosts = shops.map(({ host }) => host);
  const opened = { allowPrivate: hosts, trustedShops: hosts };
  http = openHttp({ ...opened, clock, laneGapMs: GAP_MS, laneGroups: [hosts] });
});
afterEach(async () => {
  await http.close();
  for (const shop of shops) await shop.close();
});

/** Long enough for a request to arrive. */
async function waitALittle(): Promise<void> {
  for (let turns = 0; turns < 100; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

test('two shops of one lane are asked one after the other, and a pause of one is a pause of both', async () => {
  const [shop, other] = shops as [FakeShop, FakeShop];
  let answerShop = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answerShop = resolve));
  shop.set('/kettle', () => answered.then(() => ({ body: productPage() })));
  other.set('/kettle', { status: 429, headers: { 'retry-after': '60' } });

  const first = http.get(`${shop.url}/kettle`);
  const second = http.get(`${other.url}/kettle`);
  await until(() => shop.requests.length === 1);
  await waitALittle();
  expect(other.requests).toEqual([]);
  answerShop();
  expect(await first).toMatchObject({ kind: 'answer' });
  clock.advance(GAP_MS - 1);
  await waitALittle();
  expect(other.requests).toEqual([]);
  clock.advance(0.1 * GAP_MS + 1);
  const blocked = { reading: { kind: 'blocked', retryAfterSeconds: 60 } };
  expect(await second).toMatchObject(blocked);
  expect(await http.get(`${shop.url}/kettle`)).toMatchObject(blocked);
  expect(shop.requests).toHaveLength(1);
});
