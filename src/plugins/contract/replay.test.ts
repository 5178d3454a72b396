import { replay } from './replay';

const API = 'https://shop.example/graphql';
const never = new AbortController().signal;

async function ask(body?: string): Promise<unknown> {
  const http = replay({ [API]: { json: 1 }, [`${API} {"q":2}`]: { json: 2 } });
  const outcome = await http.fetch(
    { url: API, accept: 'json', ...(body === undefined ? {} : { body }) },
    never,
  );
  return outcome.kind === 'answer' ? JSON.parse(Buffer.from(outcome.body).toString()) : outcome;
}

it('tells questions to one address apart by their body, where that was recorded', async () => {
  expect([await ask(), await ask('{"q":1}'), await ask('{"q":2}')]).toEqual([1, 1, 2]);
});

it('finds nothing that was not recorded', async () => {
  const http = replay({ [API]: { json: 1 } });
  expect(await http.fetch({ url: 'https://shop.example/', accept: 'html' }, never)).toEqual({
    kind: 'failed',
    reading: { kind: 'not-found' },
  });
});
