import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONNECTOR_ANSWERS, type ConnectorAnswer } from './connector-answers';

/** One POST of the bot, as the connector saw it. */
export interface ConnectorPost {
  readonly conversation: string;
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

const POST_PATH = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/;

/**
 * A Bot Framework connector on loopback: records what the bot posts to
 * `/v3/conversations/:id/activities[/:replyTo]` and answers by a script, 200 with an id unless told otherwise.
 * It lives in the test's process, so its record survives when the bot is killed. Uses: `say` to speak to the bot,
 * `answerNext` for the coming POSTs in order, `script` for everything else, `delivered` for what a person would see.
 */
export class FakeConnector {
  readonly posts: ConnectorPost[] = [];
  script: ConnectorScript = () => CONNECTOR_ANSWERS.ok;
  private readonly queued: ConnectorAnswer[] = [];
  private readonly server = createServer((request, response) => void this.answer(request, response));
  private waiters: { enough: (posts: readonly ConnectorPost[]) => boolean; resolve: () => void }[] = [];
  private inboundIds = 0;

  private constructor(private readonly now: () => number) {}

  /** @param now the clock of the record; the machine's when left out. */
  static async start(now: () => number = () => Date.now()): Promise<FakeConnector> {
    const connector = new FakeConnector(now);
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
    const target = POST_PATH.exec(new URL(request.url ?? '/', 'http://connector').pathname);
    if (request.method !== 'POST' || !target) return void response.writeHead(404).end();
    const activity = JSON.parse(await readText(request)) as Record<string, any>;
    const [conversation = '', replyTo] = target.slice(1).map((part) => part && decodeURIComponent(part));
    const asked = { conversation, replyTo: replyTo ?? null, activity, attempt: this.posts.length + 1 };
    const answer = this.queued.shift() ?? this.script(asked);
    const id = answer.status === 200 && !answer.body ? `out-${asked.attempt}` : null;
    const authorization = request.headers.authorization ?? null;
    const at = this.now();
    this.posts.push({ conversation, replyTo: asked.replyTo, activity, authorization, answer, id, at });
    this.reply(response, answer, id);
    this.wakeWaiters();
  }

  private reply(
    response: ServerResponse,
    { status, body, headers }: ConnectorAnswer,
    id: string | null,
  ): void {
    if (status === 'never') return;
    if (status === null) response.destroy();
    else
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body ?? { id }));
  }

  private wakeWaiters(): void {
    const done = this.waiters.filter((waiter) => waiter.enough(this.posts));
    this.waiters = this.waiters.filter((waiter) => !done.includes(waiter));
    for (const waiter of done) waiter.resolve();
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
