import type { HttpRequest, HttpResponse } from '../../core/endpoint';
import type { Turn } from '../../core/turn';
import { ManualClock } from '../../../test/support/manual-clock';
import { createMemoryStore } from '../../../test/support/memory-store';
import { plainSeal } from '../../../test/support/plain-seal';
import { silentLog } from '../../../test/support/silent-log';
import { createDirectLine, type DirectLine } from './direct-line';
import { sealAction } from './sealed-action';

let clock: ManualClock;
let turns: Turn[];
let chatLog: ReturnType<typeof createMemoryStore>['chatLog'];
let line: DirectLine;

function createLine(): DirectLine {
  const onTurn = async (turn: Turn): Promise<void> => {
    turns.push(turn);
    if (turn.text === 'fail') throw new Error('secret');
    if (turn.text !== '') await turn.reply({ text: `you said ${turn.text}` });
  };
  return createDirectLine({ chatLog, seal: plainSeal, onTurn, log: silentLog, clock });
}

beforeEach(() => {
  clock = new ManualClock();
  turns = [];
  chatLog = createMemoryStore().chatLog;
  line = createLine();
});

interface Ask {
  readonly body?: unknown;
  readonly session?: string;
  readonly token?: string;
  readonly query?: Record<string, string>;
}

function request(method: string, path: string, { body, session = '', token, query = {} }: Ask): HttpRequest {
  const headers = { host: 'ebb.test', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  return {
    method,
    path: `/v3/directline/${path}`,
    query,
    headers,
    body,
    remoteAddress: '127.0.0.1',
    session,
  };
}

async function call(method: string, path: string, ask: Ask = {}): Promise<HttpResponse & { body: any }> {
  return (await line.handle(request(method, path, ask))) as HttpResponse & { body: any };
}

async function tokenOf(session: string): Promise<string> {
  return (await call('POST', 'tokens/generate', { session })).body.token as string;
}

async function say(token: string, text: string, more: object = {}, visitor = 'ann'): Promise<HttpResponse> {
  return await call('POST', `conversations/${visitor}/activities`, {
    token,
    body: { type: 'message', text, ...more },
  });
}

async function readAll(token: string, watermark = '0'): Promise<any> {
  return (await call('GET', 'conversations/ann/activities', { token, query: { watermark } })).body;
}

function openStream(token: string, watermark: string): { frames: any[]; close: () => void } {
  const frames: any[] = [];
  const query = { t: token, watermark };
  const sink = { send: (frame: string) => frames.push(JSON.parse(frame)), end: () => undefined };
  const close = line.openStream(request('GET', 'conversations/ann/stream', { query }), sink);
  if (typeof close !== 'function') throw new Error(`refused: ${close.status}`);
  return { frames, close };
}

/** Lets pending promises settle. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}

const texts = (activities: any[]): string[] => activities.map((activity) => activity.text as string);

test('a visitor has one conversation: starting again returns it', async () => {
  const token = await tokenOf('ann');
  const first = await call('POST', 'conversations', { token });
  expect(first).toMatchObject({ status: 201, body: { conversationId: 'ann', expires_in: 43_200 } });
  expect(first.body.streamUrl).toMatch(
    /^ws:\/\/ebb\.test\/v3\/directline\/conversations\/ann\/stream\?watermark=0&t=/,
  );
  expect((await call('POST', 'conversations', { token })).body.conversationId).toBe('ann');
});

test('without a session there is no token', async () => {
  expect((await call('POST', 'tokens/generate')).status).toBe(403);
});

test('what a person says is echoed under their own id, then answered', async () => {
  const token = await tokenOf('ann');
  const body = { from: { id: 'somebody else' }, channelData: { clientActivityID: 'c1' } };
  expect(await say(token, 'hello', body)).toEqual({ status: 200, body: { id: 'ann|0000001' } });
  const { activities, watermark } = await readAll(token);
  expect(activities).toMatchObject([
    {
      id: 'ann|0000001',
      text: 'hello',
      from: { id: 'ann', role: 'user' },
      channelData: { clientActivityID: 'c1' },
    },
    { id: 'ann|0000002', text: 'you said hello', from: { id: 'ebb', role: 'bot' } },
  ]);
  expect(watermark).toBe('2');
});

test('a turn tells the channel, the visitor and the activity', async () => {
  await say(await tokenOf('ann'), 'hello', { localTimezone: 'Europe/Berlin', locale: 'de' });
  expect(turns[0]).toMatchObject({
    activityId: 'ann|0000001',
    person: { id: 'ann' },
    where: {
      channel: 'webchat',
      tenant: '',
      externalId: 'ann',
      kind: 'personal',
      address: { conversation: 'ann' },
      locale: 'de',
      timeZone: 'Europe/Berlin',
    },
  });
});

test('a post that is repeated stands once and keeps its id', async () => {
  const token = await tokenOf('ann');
  const again = { channelData: { clientActivityID: 'c1' } };
  await say(token, 'hello', again);
  await say(token, 'hello', again);
  expect(turns.map((turn) => turn.activityId)).toEqual(['ann|0000001', 'ann|0000001']);
  expect(texts((await readAll(token)).activities).filter((text) => text === 'hello')).toHaveLength(1);
});

test('a pressed button brings its action and nothing else of its value', async () => {
  const token = await tokenOf('ann');
  const ebb = sealAction(plainSeal, { do: 'stop', id: 7 });
  const value = { ebb: { ...ebb, more: 'x' }, other: 'x' };
  await say(token, '', { text: undefined, value, channelData: { postBack: true } });
  expect(turns[0]).toMatchObject({ action: { do: 'stop', id: 7 } });
  const [row] = (await readAll(token)).activities;
  expect(row).toMatchObject({ value: { ebb }, channelData: { postBack: true } });
  expect(JSON.stringify(row)).not.toMatch(/other|more/);
});

test('opening the page is an event of the chat and leaves no row', async () => {
  const token = await tokenOf('ann');
  await call('POST', 'conversations/ann/activities', {
    token,
    body: { type: 'event', name: 'webchat/join' },
  });
  expect(turns[0]).toMatchObject({ event: 'opened', activityId: null });
  expect((await readAll(token)).activities).toEqual([]);
});

test.each([
  ['nothing', undefined],
  ['a list', []],
  ['typing', { type: 'typing' }],
  ['a text that is no text', { type: 'message', text: { a: 1 } }],
  ['a text that is too long', { type: 'message', text: 'x'.repeat(60_001) }],
])('%s is refused with a reason', async (_name, body) => {
  const token = await tokenOf('ann');
  const answer = await call('POST', 'conversations/ann/activities', { token, body });
  expect(answer).toMatchObject({ status: 400, body: { error: { code: 'BadArgument' } } });
});

test('a turn that fails says so without telling why', async () => {
  const answer = await say(await tokenOf('ann'), 'fail');
  expect(answer.status).toBe(500);
  expect(JSON.stringify(answer)).not.toContain('secret');
});

test('nobody reads, writes or streams another conversation', async () => {
  const token = await tokenOf('bob');
  expect((await say(token, 'hello')).status).toBe(404);
  expect((await call('GET', 'conversations/ann/activities', { token })).status).toBe(404);
  expect(() => openStream(token, '0')).toThrow('404');
});

test('a token that is not ours, or of another purpose, or expired is refused', async () => {
  expect((await say('forged', 'hello')).status).toBe(403);
  expect((await say(plainSeal.seal('session', 'ann 9999999999999'), 'hello')).status).toBe(403);
  const token = await tokenOf('ann');
  clock.advance(12 * 60 * 60 * 1000);
  expect((await say(token, 'hello')).status).toBe(403);
  expect(() => openStream(token, '0')).toThrow('403');
});

test('a token is renewed while it holds', async () => {
  const token = await tokenOf('ann');
  clock.advance(11 * 60 * 60 * 1000);
  const renewed = (await call('POST', 'tokens/refresh', { token })).body.token as string;
  clock.advance(2 * 60 * 60 * 1000);
  expect((await say(renewed, 'hello')).status).toBe(200);
});

test('what is sent unasked reaches an open stream at once, and once', async () => {
  const { frames, close } = openStream(await tokenOf('ann'), '0');
  await settle();
  const signal = new AbortController().signal;
  const address = { conversation: 'ann' };
  const first = await line.channel.send(address, { text: 'it fell' }, 'key-1', signal);
  const again = await line.channel.send(address, { text: 'it fell' }, 'key-1', signal);
  await settle();
  expect(first).toEqual({ kind: 'sent', messageId: 'ann|0000001' });
  expect(again).toEqual(first);
  expect(frames).toMatchObject([{ activities: [{ text: 'it fell' }], watermark: '1' }]);
  close();
});

test('what was missed shows on return, from the watermark on', async () => {
  const signal = new AbortController().signal;
  for (const text of ['one', 'two', 'three']) {
    await line.channel.send({ conversation: 'ann' }, { text }, text, signal);
  }
  const token = await tokenOf('ann');
  const fresh = openStream(token, '0');
  const returning = openStream(token, '2');
  await settle();
  expect(texts(fresh.frames[0].activities)).toEqual(['one', 'two', 'three']);
  expect(texts(returning.frames[0].activities)).toEqual(['three']);
  fresh.close();
  returning.close();
});

test('rows of another process reach the stream within a second', async () => {
  const { frames, close } = openStream(await tokenOf('ann'), '0');
  await settle();
  const signal = new AbortController().signal;
  await createLine().channel.send({ conversation: 'ann' }, { text: 'from afar' }, 'key', signal);
  await settle();
  expect(frames).toHaveLength(0);
  clock.advance(1000);
  await settle();
  expect(frames).toHaveLength(1);
  close();
});

test('a stream that was closed stays silent', async () => {
  const { frames, close } = openStream(await tokenOf('ann'), '0');
  await settle();
  close();
  await say(await tokenOf('ann'), 'hello');
  clock.advance(5000);
  await settle();
  expect(frames).toHaveLength(0);
});

test('posts are limited per chat, reads are not', async () => {
  const token = await tokenOf('ann');
  const answers = await Promise.all(Array.from({ length: 21 }, () => say(token, 'x')));
  const throttled = answers.filter((answer) => answer.status === 429);
  expect(throttled).toHaveLength(1);
  expect(Number(throttled[0]?.headers?.['retry-after'])).toBeGreaterThanOrEqual(1);
  const bob = await tokenOf('bob');
  expect((await say(bob, 'hello', {}, 'bob')).status).toBe(200);
  const reads = await Promise.all(Array.from({ length: 100 }, () => readAll(token)));
  expect(reads.every((read) => Array.isArray(read.activities))).toBe(true);
});

test.each([
  'GET tokens/generate',
  'POST elsewhere',
  'DELETE conversations/ann',
  'GET conversations/ann/upload',
])('%s is not there', async (route) => {
  const [method = '', path = ''] = route.split(' ');
  expect((await call(method, path, { token: await tokenOf('ann') })).status).toBe(404);
});
