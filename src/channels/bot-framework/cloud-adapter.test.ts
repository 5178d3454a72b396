import type { HttpRequest, HttpResponse } from '../../core/endpoint';
import type { SendOutcome } from '../../core/ports';
import type { Turn } from '../../core/turn';
import { CONNECTOR_ANSWERS } from '../../../test/support/connector-answers';
import { FakeConnector, type Inbound } from '../../../test/support/fake-connector';
import { ManualClock } from '../../../test/support/manual-clock';
import { plainSeal } from '../../../test/support/plain-seal';
import { silentLog } from '../../../test/support/silent-log';
import { createBotFramework, type BotFrameworkOptions } from './cloud-adapter';

let connector: FakeConnector;
let turns: Turn[];
beforeEach(async () => {
  connector = await FakeConnector.start();
  turns = [];
});
afterEach(() => connector.close());

function create(change: Partial<BotFrameworkOptions> = {}) {
  return createBotFramework({
    app: null,
    boundToLoopback: true,
    serviceUrls: [],
    seal: plainSeal,
    log: silentLog,
    clock: new ManualClock(),
    onTurn: async (turn) => {
      turns.push(turn);
      if (turn.text !== '') await turn.reply({ text: `you said ${turn.text}` });
    },
    ...change,
  });
}

function request(body: unknown, change: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'POST',
    path: '/api/messages',
    query: {},
    headers: { host: '127.0.0.1:3978' },
    remoteAddress: '127.0.0.1',
    session: '',
    body,
    ...change,
  };
}

async function receive(what: Inbound, change: Partial<BotFrameworkOptions> = {}): Promise<HttpResponse> {
  return await create(change).handle(request(connector.inbound(what)));
}

async function sendAfterHello(): Promise<SendOutcome> {
  const bot = create();
  await bot.handle(request(connector.inbound({ text: '' })));
  const address = turns[0]!.where.address;
  return await bot.channel.send(address, { text: 'it fell' }, 'key', new AbortController().signal);
}

test('a message becomes a turn, and its reply goes back to the conversation', async () => {
  expect((await receive({ text: 'hello' })).status).toBe(200);
  expect(turns[0]).toMatchObject({ text: 'hello', where: { channel: 'msteams', externalId: 'a:chat' } });
  expect(connector.posts).toHaveLength(1);
  expect(connector.posts[0]).toMatchObject({ conversation: 'a:chat', replyTo: 'in-1', authorization: null });
  expect(connector.posts[0]?.activity.text).toBe('you said hello');
});

test('a reply that fails is not repeated behind our back', async () => {
  connector.script = () => CONNECTOR_ANSWERS.badGateway;
  expect((await receive({ text: 'hello' })).status).toBe(500);
  expect(connector.posts).toHaveLength(1);
});

test('a reply to which there is no answer ends the turn in time', async () => {
  connector.script = () => CONNECTOR_ANSWERS.silence;
  expect((await receive({ text: 'hello' }, { timeoutMs: 50 })).status).toBe(500);
  expect(connector.posts).toHaveLength(1);
});

test('a reply after the turn fails clearly', async () => {
  await receive({ text: 'hello' });
  await expect(turns[0]?.reply({ text: 'late' })).rejects.toThrow('the turn is over');
});

test('a turn that fails is asked for again, and tells the caller nothing', async () => {
  const answer = await receive({ text: 'x' }, { onTurn: () => Promise.reject(new Error('secret')) });
  expect(answer.status).toBe(500);
  expect(JSON.stringify(answer)).not.toContain('secret');
});

test('a body that is no activity is refused with a reason', async () => {
  expect(await create().handle(request({ type: 'message' }))).toMatchObject({ status: 400 });
  expect(await create().handle(request(undefined))).toMatchObject({ status: 400 });
});

test.each([
  ['another Host', { headers: { host: 'ebb.example.com' } }],
  ['a forwarding header', { headers: { host: '127.0.0.1:3978', 'x-forwarded-for': '1.2.3.4' } }],
  ['a remote caller', { remoteAddress: '192.168.0.9' }],
])('without an app id, the route is not there for %s', async (_name, change) => {
  const answer = await create().handle(request(connector.inbound({ text: 'hello' }), change));
  expect(answer.status).toBe(404);
  expect(turns).toHaveLength(0);
});

test('without an app id, the route is not there unless bound to loopback', async () => {
  expect((await receive({ text: 'hello' }, { boundToLoopback: false })).status).toBe(404);
});

test('without an app id, replies go to loopback only', async () => {
  const activity = { serviceUrl: 'https://smba.trafficmanager.net/' };
  expect((await receive({ text: 'hello', activity })).status).toBe(403);
  expect(turns).toHaveLength(0);
});

test.each<[keyof typeof CONNECTOR_ANSWERS, SendOutcome]>([
  ['ok', { kind: 'sent', messageId: 'out-1' }],
  ['okWithoutId', { kind: 'sent', messageId: null }],
  ['badRequest', { kind: 'rejected', why: 'HTTP 400 BadSyntax' }],
  ['unauthorized', { kind: 'stopped', why: 'HTTP 401 Unauthorized' }],
  ['disabledByAdmin', { kind: 'gone', why: 'HTTP 403 BotDisabledByAdmin', forgetAddress: false }],
  ['writesBlocked', { kind: 'gone', why: 'HTTP 403 MessageWritesBlocked', forgetAddress: false }],
  ['conversationNotFound', { kind: 'gone', why: 'HTTP 404 ConversationNotFound', forgetAddress: true }],
  ['preconditionFailed', { kind: 'retry', why: 'HTTP 412 PreconditionFailed' }],
  ['tooLarge', { kind: 'rejected', why: 'HTTP 413 MessageSizeTooBig' }],
  ['throttled', { kind: 'later', afterMs: 2000 }],
  ['throttledWithoutTime', { kind: 'later', afterMs: null }],
  ['errorButDelivered', { kind: 'unknown', why: 'HTTP 500 ServiceError' }],
  ['badGateway', { kind: 'retry', why: 'HTTP 502 BadGateway' }],
  ['resetUndelivered', { kind: 'unknown', why: 'ECONNRESET' }],
  ['resetDelivered', { kind: 'unknown', why: 'ECONNRESET' }],
])('sending unasked, %s: one POST, and %j', async (name, outcome) => {
  connector.answerNext(CONNECTOR_ANSWERS[name]);
  expect(await sendAfterHello()).toEqual(outcome);
  expect(connector.posts).toHaveLength(1);
  expect(connector.posts[0]).toMatchObject({ replyTo: null, activity: { text: 'it fell', type: 'message' } });
});

test('sending to a connector that is not there can be tried again', async () => {
  const bot = create();
  await bot.handle(request(connector.inbound({})));
  await connector.close();
  const outcome = await bot.channel.send(
    turns[0]!.where.address,
    { text: 'it fell' },
    'key',
    new AbortController().signal,
  );
  expect(outcome).toEqual({ kind: 'retry', why: 'ECONNREFUSED' });
});

test('the stored service URL is held against the list again when sending', async () => {
  const address = {
    serviceUrl: 'https://evil.example/',
    channelId: 'msteams',
    conversation: { id: 'a:chat' },
  };
  const outcome = await create().channel.send(address, { text: 'x' }, 'key', new AbortController().signal);
  expect(outcome).toMatchObject({ kind: 'gone' });
});

test('serves Teams and the other channels of the Azure service', () => {
  const { channel } = create();
  expect(['msteams', 'azure-emulator', 'webchat', 'telegram'].map((name) => channel.serves(name))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
