import type { HttpRequest } from '../core/endpoint';
import { createMetricsEndpoint } from './metrics-endpoint';

const TOKEN = 'a token of thirty-two characters'.replaceAll(' ', '-');

function askWith(authorization?: string, token: string | null = TOKEN) {
  const endpoint = createMetricsEndpoint({
    token,
    contentType: 'text/plain; version=0.0.4',
    expose: () => Promise.resolve('ebb_database_up 1'),
  });
  const headers = authorization === undefined ? {} : { authorization };
  const request: HttpRequest = {
    ...{ method: 'GET', path: '/metrics', query: {}, headers, body: undefined },
    ...{ remoteAddress: '127.0.0.1', session: '' },
  };
  return endpoint(request);
}

it('answers whoever has the token', async () => {
  expect(await askWith(`Bearer ${TOKEN}`)).toEqual({
    status: 200,
    headers: { 'content-type': 'text/plain; version=0.0.4', 'cache-control': 'no-store' },
    body: 'ebb_database_up 1',
  });
});

it.each([undefined, '', 'Bearer ', TOKEN, `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`])(
  'refuses %j, also from this machine',
  async (authorization) => {
    expect(await askWith(authorization)).toMatchObject({ status: 401 });
  },
);

it.each([undefined, 'Bearer ', 'Bearer null'])('is not there without a token (%j)', async (authorization) => {
  expect((await askWith(authorization, null)).status).toBe(404);
});
