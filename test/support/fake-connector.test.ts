import { CONNECTOR_ANSWERS } from './connector-answers';
import { FakeConnector } from './fake-connector';

let connector: FakeConnector;
beforeEach(async () => {
  connector = await FakeConnector.start();
});
afterEach(() => connector.close());

async function post(text: string): Promise<Response> {
  return await fetch(`${connector.serviceUrl}v3/conversations/a%3Achat/activities`, {
    method: 'POST',
    body: JSON.stringify({ text }),
  });
}

test('records a post and hands back an id', async () => {
  const waiting = connector.waitFor((posts) => posts.length === 1);
  const response = await post('hello');
  await waiting;
  expect(await response.json()).toEqual({ id: 'out-1' });
  expect(connector.posts[0]).toMatchObject({ conversation: 'a:chat', replyTo: null, id: 'out-1' });
  expect(connector.posts[0]?.activity.text).toBe('hello');
});

test('answers by the queue first, then by the script', async () => {
  connector.answerNext(CONNECTOR_ANSWERS.throttled);
  connector.script = ({ attempt }) => (attempt === 2 ? CONNECTOR_ANSWERS.badGateway : CONNECTOR_ANSWERS.ok);
  const first = await post('one');
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '2']);
  expect((await post('two')).status).toBe(502);
  expect((await post('three')).status).toBe(200);
  expect(connector.delivered.map((seen) => seen.activity.text as string)).toEqual(['three']);
});

test('a reset can come before or after delivery, and a 500 may be delivered', async () => {
  connector.answerNext(
    CONNECTOR_ANSWERS.resetUndelivered,
    CONNECTOR_ANSWERS.resetDelivered,
    CONNECTOR_ANSWERS.errorButDelivered,
  );
  await expect(post('lost')).rejects.toThrow();
  await expect(post('seen')).rejects.toThrow();
  expect((await post('also seen')).status).toBe(500);
  expect(connector.delivered.map((seen) => seen.activity.text as string)).toEqual(['seen', 'also seen']);
});
