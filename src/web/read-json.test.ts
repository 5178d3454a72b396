import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa, { type Context } from 'koa';
import { readJson } from './read-json';

let stop: () => void;
let url: string;

beforeAll(async () => {
  const app = new Koa();
  app.silent = true;
  app.use(readJson('256kb'));
  app.use((context: Context) => {
    context.body = { got: (context.request as { body?: unknown }).body };
  });
  const answer = app.callback();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stop = () => server.close();
});
afterAll(() => stop());

function nest(levels: number): string {
  return '{"a":['.repeat(levels / 2) + ']}'.repeat(levels / 2);
}

function post(body: string): Promise<Response> {
  return fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
}

test.each([
  ['64 levels', nest(64), 200],
  ['66 levels', nest(66), 400],
  ['as many levels as fit', nest(64_000), 400],
  ['very many values on one level', `[${'{},'.repeat(60_000)}{}]`, 200],
])('a body of %s', async (_, body, status) => {
  expect((await post(body)).status).toBe(status);
});

test('hands on what it read, and nothing of a body without one', async () => {
  expect(await (await post('{"a":[1,"x",null]}')).json()).toEqual({ got: { a: [1, 'x', null] } });
  expect((await post('')).status).toBe(200);
});
