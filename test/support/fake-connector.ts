import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONNECTOR_ANSWERS, type ConnectorAnswer } from './connector-answers';

/** One POST of the bot, as the connector saw it. */
export interface ConnectorPost {
  readonly conversation: string;
  /** It begins a thread of its own in a channel. */
  readonly opensThread: boolean;
  /** Set when it answers an activity; null for a proactive message. */
  readonly replyTo: string | null;
  readonly activity: Readonly<Record<string, any>>;
  readonly authorization: string | null;
  readonly answer: ConnectorAnswer;
  /** The id handed back; null when refused. */
  readonly id: string | null;
  /** Milliseconds since 1970, from the clock of `start`. */
  readonly at: number;
}

/** One PUT of the bot: another message in the place of one that it posted. */
export interface ConnectorUpdate {
  readonly conversation: string;
  /** Of the message that it replaces. */
  readonly id: string;
  readonly activity: Readonly<Record<string, any>>;
  readonly answer: ConnectorAnswer;
  /** Milliseconds since 1970, from the clock of `start`. */
  readonly at: number;
}

/** Decides the answer to one POST; `attempt` counts from 1 over all POSTs. */
export type ConnectorScript = (post: {
  readonly conversation: string;
  readonly replyTo: string | null;
  readonly activity: Readonly<Record<string, any>>;
  readonly attempt: number;
}) => ConnectorAnswer;

/** What a person says, as the connector hands it to the bot. */
export interface Inbound {
  readonly conversation?: string;
  readonly person?: string;
  readonly text?: string;
  /** Other fields of the activity, over the usual ones. */
  readonly activity?: Readonly<Record<string, unknown>>;
}

/** A chat that the bot opened with one person. */
export interface OpenedChat {
  readonly person: string;
  readonly conversation: string;
  readonly tenant: unknown;
}

const POST_PATH = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/;

/**
 * A Bot Framework connector on loopback: records what the bot posts to (and puts, in `updates`)
 * `/v3/conversations/:id/activities[/:replyTo]` and answers by a script, 200 with an id unless told
 * otherwise. It lives in the test's process, so its record survives when the bot is killed. Uses: `say` to
 * speak to the bot,
 * `answerNext` for the coming POSTs in order, `updateAnswers` for PUTs, `script` for everything else,
 * `delivered` for what a person would see.
 */
export class FakeConnector {
  readonly posts: ConnectorPost[] = [];
  readonly updates: ConnectorUpdate[] = [];
  /** What PUTs into a conversation are answered, in order; then 200. */
  readonly updateAnswers = new Map<string, ConnectorAnswer[]>();
  readonly opened: OpenedChat[] = [];
  /** false: nobody lets the bot open a chat with them. */
  letsOpen = true;
  script: ConnectorScript = () => CONNECTOR_ANSWERS.ok;
  private readonly queued: ConnectorAnswer[] = [];
  private readonly server = createServer((request, response) => void this.answer(request, response));
  private waiters: { enough: (posts: readonly ConnectorPost[]) => boolean; resolve: () => void }[] = [];
  private inboundIds = 0;

  private constructor(private readonly now: () => number) {}

  /** @param now the clock of the record; the machine's when left out. */
  static async start(now: () => number = () => Date.now()): Promise<FakeConnector> {
    const connector = new FakeConnector(now);
    // A connection that rests is closed by scripts only: its end would meet a message now and then.
    connector.server.keepAliveTimeout = 0;
    await new Promise<void>((resolve) => connector.server.listen(0, '127.0.0.1', resolve));
    connector.server.unref();
    return connector;
  }

  /** Goes into `serviceUrl` of what the bot receives. */
  get serviceUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  /** The posts that a person would see. */
  get delivered(): readonly ConnectorPost[] {
    return this.posts.filter((post) => post.answer.delivered);
  }

  answerNext(...answers: readonly ConnectorAnswer[]): void {
    this.queued.push(...answers);
  }

  /** Resolves when the record is as `enough` wants it; looks again at each POST. */
  async waitFor(enough: (posts: readonly ConnectorPost[]) => boolean): Promise<void> {
    if (enough(this.posts)) return;
    await new Promise<void>((resolve) => this.waiters.push({ enough, resolve }));
  }

  /** An activity of channel `msteams` with this connector as its service. */
  inbound({ conversation = 'a:chat', person = '29:ann', text = '', activity = {} }: Inbound): object {
    this.inboundIds += 1;
    return {
      type: 'message',
      id: `in-${this.inboundIds}`,
      channelId: 'msteams',
      serviceUrl: this.serviceUrl,
      timestamp: '2026-01-15T12:00:00Z',
      from: { id: person, name: 'Ann', aadObjectId: 'aad-ann' },
      recipient: { id: '28:bot', name: 'Ebb' },
      conversation: { id: conversation, conversationType: 'personal', tenantId: 'tenant-1' },
      channelData: { tenant: { id: 'tenant-1' } },
      locale: 'en-GB',
      localTimezone: 'Europe/Berlin',
      text,
      ...activity,
    };
  }

  /** Sends one activity to the bot's messages endpoint. @returns the HTTP status. */
  async say(endpoint: string, what: Inbound): Promise<number> {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(this.inbound(what)),
    });
    await response.arrayBuffer();
    return response.status;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://connector');
    const body = JSON.parse((await readText(request)) || '{}') as Record<string, any>;
    const target = request.method === 'POST' ? findTarget(pathname, body) : null;
    const [, conversation, id] = request.method === 'PUT' ? (POST_PATH.exec(pathname) ?? []) : [];
    if (conversation && id)
      this.update(decodeURIComponent(conversation), decodeURIComponent(id), body, response);
    else if (target) this.take(target, request.headers.authorization ?? null, response);
    else if (pathname === '/v3/conversations') this.openChat(body, response);
    else response.writeHead(404).end();
  }

  private take(target: Target, authorization: string | null, response: ServerResponse): void {
    const { conversation, opensThread, replyTo, activity } = target;
    const asked = { conversation, replyTo, activity, attempt: this.posts.length + 1 };
    const answer = this.queued.shift() ?? this.script(asked);
    const id = answer.status === 200 && !answer.body ? `out-${asked.attempt}` : null;
    this.posts.push({ ...target, authorization, answer, id, at: this.now() });
    const thread = { id: `${conversation};messageid=${String(id)}`, activityId: id };
    this.reply(response, answer, opensThread ? thread : { id });
    this.wakeWaiters();
  }

  private update(
    conversation: string,
    id: string,
    activity: ConnectorUpdate['activity'],
    response: ServerResponse,
  ): void {
    const answer = this.updateAnswers.get(conversation)?.shift() ?? CONNECTOR_ANSWERS.ok;
    this.updates.push({ conversation, id, activity, answer, at: this.now() });
    this.reply(response, answer, { id });
  }

  private openChat(body: Record<string, any>, response: ServerResponse): void {
    const person = String(body['members']?.[0]?.id);
    const conversation = `a:chat-of-${person}`;
    if (this.letsOpen) this.opened.push({ person, conversation, tenant: body['tenantId'] });
    const status = this.letsOpen ? 201 : 403;
    this.reply(response, { name: 'chat', status, delivered: false }, { id: conversation });
  }

  private reply(response: ServerResponse, { status, body, headers }: ConnectorAnswer, given: object): void {
    if (status === 'never') return;
    if (status === null) response.destroy();
    else
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body ?? given));
  }

  private wakeWaiters(): void {
    const done = this.waiters.filter((waiter) => waiter.enough(this.posts));
    this.waiters = this.waiters.filter((waiter) => !done.includes(waiter));
    for (const waiter of done) waiter.resolve();
  }
}

type Target = Pick<ConnectorPost, 'conversation' | 'opensThread' | 'replyTo' | 'activity'>;

/** Where a message goes: into a conversation, as an answer there, or into a new thread of a channel. */
function findTarget(pathname: string, body: Record<string, any>): Target | null {
  if (pathname === '/v3/conversations' && body['activity']) {
    const conversation = String(body['channelData'].channel.id);
    return { conversation, opensThread: true, replyTo: null, activity: body['activity'] };
  }
  const [conversation, replyTo] = (POST_PATH.exec(pathname)?.slice(1) ?? []).map(
    (part) => part && decodeURIComponent(part),
  );
  if (conversation === undefined) return null;
  return { conversation, opensThread: false, replyTo: replyTo ?? null, activity: body };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
