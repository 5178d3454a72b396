import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Endpoint, HttpRequest, HttpResponse, Seal, StreamEndpoint } from '../../core/endpoint';
import type { Channel, Clock, Log } from '../../core/ports';
import type { ChatLog } from '../../core/chat-log';
import type { Turn } from '../../core/turn';
import { readActivities, StreamBells, streamActivities } from './activity-stream';
import { readPosted, toActivityId, toBotRow, toInbound, toPersonRow } from './direct-line-activity';

export interface DirectLineOptions {
  readonly chatLog: ChatLog;
  readonly seal: Seal;
  /** Must end within seconds, because the page waits. */
  readonly onTurn: (turn: Turn) => Promise<void>;
  readonly log: Log;
  readonly clock: Clock;
}

/** The part of Direct Line 3.0 that the official web chat uses; one visitor has one conversation. */
export interface DirectLine {
  readonly channel: Channel;
  /** Everything below `/v3/directline/`. */
  readonly handle: Endpoint;
  /** The WebSocket at `/v3/directline/conversations/:id/stream`. */
  readonly openStream: StreamEndpoint;
}

const TOKEN_SECONDS = 12 * 60 * 60;
/** Posts of one chat within ten seconds; reads are free. */
const POSTS = { points: 20, duration: 10 };
const TOKEN = 'direct-line';

interface Parts extends DirectLineOptions {
  readonly bells: StreamBells;
  readonly posts: RateLimiterMemory;
}

function refuse(status: number, code: string, message: string): HttpResponse {
  return { status, body: { error: { code, message } } };
}

const NOT_FOUND = refuse(404, 'NotFound', 'there is nothing here');
const NO_CONVERSATION = refuse(404, 'ConversationNotFound', 'this conversation is not yours or not there');
const TOKEN_EXPIRED = refuse(
  403,
  'TokenExpired',
  'the token is missing, expired or not ours; ask for a new one',
);
const NO_SESSION = refuse(403, 'NoSession', 'open the chat page first, or accept its cookie');
const BAD_ACTIVITY = refuse(400, 'BadArgument', 'the body is no message or event, or its text is too long');
const FAILED = refuse(500, 'ServiceError', 'the message could not be handled; send it again');

function makeToken({ seal, clock }: Parts, session: string): string {
  return seal.seal(TOKEN, `${session} ${clock.now() + TOKEN_SECONDS * 1000}`);
}

/** @returns the visitor a token was made for, or null when it is not ours or has expired. */
function openToken({ seal, clock }: Parts, token: string): string | null {
  const [session, expiresAt] = (seal.open(TOKEN, token) ?? '').split(' ');
  return session && Number(expiresAt) > clock.now() ? session : null;
}

function findVisitor(request: HttpRequest, parts: Parts): string | null {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
  return openToken(parts, bearer ?? request.query['t'] ?? '');
}

function readWatermark({ query }: HttpRequest): number {
  const text = query['watermark'] ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

function grant(parts: Parts, conversation: string): { readonly [field: string]: string | number } {
  return { conversationId: conversation, token: makeToken(parts, conversation), expires_in: TOKEN_SECONDS };
}

function startConversation(
  request: HttpRequest,
  parts: Parts,
  conversation: string,
  status: number,
): HttpResponse {
  const granted = grant(parts, conversation);
  const { host = '', 'x-forwarded-proto': proxied } = request.headers;
  const query = new URLSearchParams({
    watermark: String(readWatermark(request)),
    t: String(granted['token']),
  });
  const origin = `${proxied === 'https' ? 'wss' : 'ws'}://${host}`;
  const streamUrl = `${origin}/v3/directline/conversations/${conversation}/stream?${query.toString()}`;
  return { status, body: { ...granted, streamUrl } };
}

async function say(parts: Parts, conversation: string, key: string | null, row: object): Promise<number> {
  const id = await parts.chatLog.append(conversation, key, row, parts.clock.now());
  parts.bells.ring(conversation);
  return id;
}

/** A post that a client repeats has the same row, so the same id, so one effect. */
async function receive(body: unknown, parts: Parts, conversation: string): Promise<HttpResponse> {
  const posted = readPosted(body);
  if (!posted) return BAD_ACTIVITY;
  const { clock, seal, onTurn } = parts;
  let id: string | null = null;
  if (posted.type === 'message') {
    const key = posted.clientActivityId === null ? null : `in ${conversation} ${posted.clientActivityId}`;
    const row = await say(parts, conversation, key, toPersonRow(posted, conversation, clock.now()));
    id = toActivityId(conversation, row);
  }
  const inbound = toInbound(posted, conversation, id, seal);
  const reply: Turn['reply'] = async (message) => {
    await say(parts, conversation, null, toBotRow(message, seal, clock.now()));
  };
  if (inbound) await onTurn({ ...inbound, reply });
  return { status: 200, body: { id: id ?? '' } };
}

async function receiveWithinLimit(
  request: HttpRequest,
  parts: Parts,
  conversation: string,
): Promise<HttpResponse> {
  try {
    await parts.posts.consume(conversation);
    return await receive(request.body, parts, conversation);
  } catch (error) {
    if (error instanceof RateLimiterRes) {
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      const refusal = refuse(429, 'Throttled', `too many messages; wait ${seconds} s`);
      return { ...refusal, headers: { 'retry-after': String(seconds) } };
    }
    parts.log.error({ err: error }, 'a web chat turn failed');
    return FAILED;
  }
}

type Route = (
  request: HttpRequest,
  parts: Parts,
  conversation: string,
) => HttpResponse | Promise<HttpResponse>;

/** By method and path behind `/v3/directline/`; `:id` is the visitor's own conversation. */
const ROUTES: Readonly<Record<string, Route>> = {
  'POST tokens/refresh': (_request, parts, visitor) => ({ status: 200, body: grant(parts, visitor) }),
  'POST conversations': (request, parts, visitor) => startConversation(request, parts, visitor, 201),
  'GET conversations/:id': (request, parts, visitor) => startConversation(request, parts, visitor, 200),
  'POST conversations/:id/activities': receiveWithinLimit,
  'GET conversations/:id/activities': async (request, { chatLog }, visitor) => ({
    status: 200,
    body: await readActivities(chatLog, visitor, readWatermark(request)),
  }),
};

const PATH =
  /^\/v3\/directline\/(conversations|tokens\/generate|tokens\/refresh)(?:\/([^/]+)(\/activities|\/stream)?)?$/;

function createEndpoint(parts: Parts): Endpoint {
  return async (request) => {
    const [, base = '', id, rest = ''] = PATH.exec(request.path) ?? [];
    if (request.method === 'POST' && base === 'tokens/generate') {
      return request.session === '' ? NO_SESSION : { status: 200, body: grant(parts, request.session) };
    }
    const route = ROUTES[`${request.method} ${base}${id === undefined ? '' : `/:id${rest}`}`];
    if (!route) return NOT_FOUND;
    const visitor = findVisitor(request, parts);
    if (visitor === null) return TOKEN_EXPIRED;
    return id === undefined || id === visitor ? await route(request, parts, visitor) : NO_CONVERSATION;
  };
}

function createStreamEndpoint(parts: Parts): StreamEndpoint {
  return (request, sink) => {
    const [, , id, rest] = PATH.exec(request.path) ?? [];
    if (rest !== '/stream') return NOT_FOUND;
    const visitor = findVisitor(request, parts);
    if (visitor === null) return TOKEN_EXPIRED;
    if (id !== visitor) return NO_CONVERSATION;
    const end = new AbortController();
    const from = { conversation: visitor, watermark: readWatermark(request) };
    streamActivities(parts, from, (frame) => sink.send(frame), end.signal).catch((error: unknown) => {
      parts.log.error({ err: error }, 'a web chat stream failed');
      sink.end();
    });
    return () => end.abort();
  };
}

function createChannel(parts: Parts): Channel {
  return {
    pictures: 'own-page',
    serves: (name) => name === 'webchat',
    async send(address, message, deliveryKey) {
      const { conversation } = address;
      if (typeof conversation !== 'string') {
        return { kind: 'gone', why: 'the address names no conversation', forgetAddress: true };
      }
      try {
        const row = toBotRow(message, parts.seal, parts.clock.now());
        const id = await say(parts, conversation, `out ${deliveryKey}`, row);
        return { kind: 'sent', messageId: toActivityId(conversation, id) };
      } catch (error) {
        return { kind: 'retry', why: error instanceof Error ? error.name : 'the chat log failed' };
      }
    },
  };
}

/** The built-in web chat: what is said are rows, so a message missed shows when the page is opened again. */
export function createDirectLine(options: DirectLineOptions): DirectLine {
  const parts: Parts = {
    ...options,
    bells: new StreamBells(),
    posts: new RateLimiterMemory(POSTS),
  };
  return {
    channel: createChannel(parts),
    handle: createEndpoint(parts),
    openStream: createStreamEndpoint(parts),
  };
}
