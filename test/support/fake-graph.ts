import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const CATALOGUE_ID = 'b1c5353a-7aca-41b3-830f-27d5218fe0e5';
/** A person of the organisation, by both names that Microsoft takes. */
export const ANN = { name: 'ann@contoso.example', id: '6f6d7a1e-3c2b-4d5e-8f90-a1b2c3d4e5f6' };

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | null;
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly body?: object;
}

/** What a step answers instead of what is usual. */
export type GraphStep = 'token' | 'catalogue' | 'install' | 'installed' | 'chat';

/**
 * The five endpoints of the sign-in and Microsoft Graph that install an app for a person, on loopback. One
 * organisation with one person; the app is in its catalogue.
 */
export class FakeGraph {
  readonly asked: Asked[] = [];
  readonly answers = new Map<GraphStep, Answer>();
  /** Called when the app is installed: Teams would greet the bot now. */
  onInstall: () => Promise<void> = () => Promise.resolve();
  private isInstalled = false;
  private readonly server = createServer((request, response) => void this.reply(request, response));

  private constructor(
    private readonly appId: string,
    private readonly password: string,
  ) {}

  static async start(appId: string, password: string): Promise<FakeGraph> {
    const graph = new FakeGraph(appId, password);
    await new Promise<void>((resolve) => graph.server.listen(0, '127.0.0.1', resolve));
    return graph;
  }

  get loginUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get graphUrl(): string {
    return `${this.loginUrl}/v1.0`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.loginUrl);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = '', headers } = request;
    const path = decodeURIComponent(url.pathname);
    const asked = {
      method,
      path,
      query: url.searchParams,
      authorization: headers.authorization ?? null,
      body,
    };
    this.asked.push(asked);
    const { status, body: answer } = await this.answer(asked);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(answer && JSON.stringify(answer));
  }

  private async answer(asked: Asked): Promise<Answer> {
    const step = this.stepOf(asked);
    if (step === null) return { status: 404, body: { error: { code: 'BadRequest' } } };
    return this.answers.get(step) ?? (await this.usual(step, asked));
  }

  private stepOf({ method, path, authorization }: Asked): GraphStep | null {
    if (method === 'POST' && path === '/contoso-tenant/oauth2/v2.0/token') return 'token';
    if (authorization !== 'Bearer token-of-ebb') return null;
    if (method === 'GET' && path === '/v1.0/appCatalogs/teamsApps') return 'catalogue';
    return this.stepFor(method, path);
  }

  /** A step about the one person of the organisation. */
  private stepFor(method: string, path: string): GraphStep | null {
    const [, user, rest] = /^\/v1\.0\/users\/([^/]+)\/teamwork\/installedApps(.*)$/.exec(path) ?? [];
    if (user !== ANN.name && user !== ANN.id) return null;
    if (rest === '') return method === 'POST' ? 'install' : 'installed';
    return method === 'GET' && rest === '/installation-1/chat' ? 'chat' : null;
  }

  private async usual(step: GraphStep, { query, body }: Asked): Promise<Answer> {
    switch (step) {
      case 'token': {
        const form = new URLSearchParams(body);
        const isOurs = form.get('client_id') === this.appId && form.get('client_secret') === this.password;
        if (isOurs) return { status: 200, body: { access_token: 'token-of-ebb', expires_in: 3599 } };
        const description = 'AADSTS7000215: Invalid client secret provided. Trace ID: 1 Timestamp: 2';
        return { status: 401, body: { error: 'invalid_client', error_description: description } };
      }
      case 'catalogue': {
        const isAsked = query.get('$filter') === `externalId eq '${this.appId}'`;
        return { status: 200, body: { value: isAsked ? [{ id: CATALOGUE_ID }] : [] } };
      }
      case 'install':
        return this.install(body);
      case 'installed': {
        const isAsked = query.get('$filter') === `teamsApp/externalId eq '${this.appId}'`;
        return {
          status: 200,
          body: { value: this.isInstalled && isAsked ? [{ id: 'installation-1' }] : [] },
        };
      }
      case 'chat':
        return {
          status: 200,
          body: { id: `19:${ANN.id}_${this.appId}@unq.gbl.spaces`, chatType: 'oneOnOne' },
        };
    }
  }

  private async install(body: string): Promise<Answer> {
    const bound = (JSON.parse(body) as Record<string, string>)['teamsApp@odata.bind'];
    if (bound !== `${this.graphUrl}/appCatalogs/teamsApps/${CATALOGUE_ID}`) return { status: 400 };
    if (this.isInstalled) return { status: 409, body: { error: { code: 'Conflict' } } };
    this.isInstalled = true;
    await this.onInstall();
    return { status: 201 };
  }
}
