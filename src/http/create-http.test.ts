import { systemClock } from '../clock';
import type { FetchOutcome, FetchRequest, Log } from '../core/ports';
import { seededRandom } from '../../test/support/manual-clock';
import { productPage, startFakeShop, type FakeShop } from '../../test/support/fake-shop';
import { createHttp } from './create-http';

const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: console.error,
};
const never = new AbortController().signal;

let shop: FakeShop;
let http: ReturnType<typeof createHttp>;
beforeEach(async () => {
  shop = await startFakeShop();
  http = createHttp({
    clock: systemClock,
    random: seededRandom(1),
    log: silent,
    laneGapMs: 0,
    allowPrivate: [shop.host],
    trustedShops: [],
    userAgent: 'Ebb/1.0 (+http://127.0.0.1/bot)',
  });
});
afterEach(async () => {
  await http.close();
  await shop.close();
});

function get(path: string, request: Partial<FetchRequest> = {}): Promise<FetchOutcome> {
  return http.fetch({ url: shop.url + path, accept: 'html', ...request }, never);
}

test('fetches a page with its validators and says who it is', async () => {
  shop.set('/kettle', { body: productPage(), etag: true, lastModified: 'Thu, 15 Jan 2026 12:00:00 GMT' });
  const outcome = await get('/kettle?colour=blue');
  expect(outcome).toMatchObject({
    kind: 'answer',
    url: `${shop.url}/kettle?colour=blue`,
    contentType: 'text/html; charset=utf-8',
    validator: { etag: expect.stringMatching(/^"/) as string, lastModified: 'Thu, 15 Jan 2026 12:00:00 GMT' },
  });
  expect(outcome.kind === 'answer' && Buffer.from(outcome.body).toString()).toBe(productPage());
  const [robots, page] = shop.requests;
  expect(robots?.path).toBe('/robots.txt');
  expect(page?.headers).toMatchObject({
    'user-agent': 'Ebb/1.0 (+http://127.0.0.1/bot)',
    accept: 'text/html,application/xhtml+xml',
  });
});
