import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa, { type Context } from 'koa';
import { limitRequests } from './limit-requests';

let server: Server;
let url: string;

beforeEach(async () => {
  const app = new Koa();
  app.silent = true;
  app.use(limitRequests({ points: 10, duration: 60 }));
  app.use((context: Context) => {
    context.body = 'here';
  });
  const answer = app.callback();
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

function ask(path: string, { from = '203.0.113.7', method = 'GET' } = {}): Promise<Response> {
  return fetch(url + path, { method, headers: { 'x-forwarded-for': from } });
}

/** @returns how many of so many requests are served. */
async function countServed(
  requests: number,
  path: string,
  options?: Parameters<typeof ask>[1],
): Promise<number> {
  let served = 0;
  for (let made = 0; made < requests; made += 1) served += Number((await ask(path, options)).ok);
  return served;
}

it.each([
  ['pages', '/', 'GET', 10],
  ['pictures', '/charts/token.png', 'GET', 2],
  ['histories', '/p/token', 'GET', 2],
  ['lists', '/exports/token', 'GET', 2],
  ['new visitors', '/v3/directline/tokens/generate', 'POST', 2],
  ['new conversations', '/v3/directline/conversations', 'POST', 2],
  ['messages', '/v3/directline/conversations/ann/activities', 'POST', 10],
  ['reads of an open chat', '/v3/directline/conversations/ann/activities', 'GET', 12],
  ['messages of Bot Framework', '/api/messages', 'POST', 12],
  ['probes', '/healthz', 'GET', 12],
])('of 12 %s at once it serves what is free or fits', async (_, path, method, served) => {
  expect(await countServed(12, path, { method })).toBe(served);
});

it('says when to come again, and counts each address for itself', async () => {
  await countServed(10, '/');
  const refused = await ask('/');
  expect(refused.status).toBe(429);
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect((await ask('/', { from: '203.0.113.8' })).status).toBe(200);
  expect((await ask('/', { from: '198.51.100.1, 203.0.113.7' })).status).toBe(429);
});
