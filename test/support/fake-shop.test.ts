import { productPage, startFakeShop, type FakeShop } from './fake-shop';

let shop: FakeShop;
beforeEach(async () => {
  shop = await startFakeShop();
});
afterEach(() => shop.close());

test('answers what was set and logs what was asked', async () => {
  shop.set('/kettle', { body: productPage({ price: '79.50' }) });
  const answer = await fetch(`${shop.url}/kettle?colour=blue`);
  expect(await answer.text()).toContain('"price":"79.50"');
  expect((await fetch(`${shop.url}/robots.txt`)).status).toBe(404);
  expect(shop.requests.map(({ path, status, inFlight }) => ({ path, status, inFlight }))).toEqual([
    { path: '/kettle?colour=blue', status: 200, inFlight: 1 },
    { path: '/robots.txt', status: 404, inFlight: 1 },
  ]);
});

test('answers 304 to its own ETag until the page changes', async () => {
  shop.set('/kettle', { body: productPage({ price: '99.00' }), etag: true });
  const etag = (await fetch(`${shop.url}/kettle`)).headers.get('etag') ?? '';
  const again = (): Promise<Response> => fetch(`${shop.url}/kettle`, { headers: { 'if-none-match': etag } });
  expect((await again()).status).toBe(304);
  shop.set('/kettle', { body: productPage({ price: '89.00' }), etag: true });
  expect((await again()).status).toBe(200);
});

test('works answers out per request and lets a test write to the socket', async () => {
  shop.set('/turn', (request) => ({ status: request.inFlight === 1 ? 200 : 503 }));
  shop.set('/broken', { raw: (socket) => socket.destroy() });
  expect((await fetch(`${shop.url}/turn`)).status).toBe(200);
  await expect(fetch(`${shop.url}/broken`)).rejects.toThrow();
});
