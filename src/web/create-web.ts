import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import Router from '@koa/router';
import Koa, { type Context } from 'koa';
import serveFiles from 'koa-static';
import type { Endpoint, Seal, StreamEndpoint } from '../core/endpoint';
import type { Log, Random } from '../core/ports';
import { renderBotPage } from './bot-page';
import { routeCharts, type ChartPages } from './chart-routes';
import { routeConnect, type OpenCode } from './connect-routes';
import { routeDemo } from './demo-routes';
import type { DemoShop } from './demo-shop';
import { type ReadExport, routeExport } from './export-route';
import { hideFailures } from './hide-failures';
import { limitRequests } from './limit-requests';
import { closeServer, listen } from './listen';
import { mount } from './mount';
import { readJson } from './read-json';
import { setSecurityHeaders } from './security-headers';
import { isForeign } from './same-origin';
import { routeStatus, type Status } from './status-routes';
import { serveStreams } from './streams';
import { Sessions } from './session';

export interface WebOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** null: `http://HOST:PORT` as bound. */
  readonly publicUrl: string | null;
  /** How a shop owner reaches the operator; may be empty. */
  readonly contact: string;
  readonly seal: Seal;
  readonly random: Random;
  readonly log: Log;
  /** POST /api/messages. */
  readonly messages: Endpoint;
  /** Everything below /v3/directline. */
  readonly directLine: { readonly handle: Endpoint; readonly openStream: StreamEndpoint };
  readonly charts: ChartPages;
  readonly readExport: ReadExport;
  /** GET /connect/:token. */
  readonly openCode: OpenCode;
  /** POST /hooks/:source. */
  readonly hooks: Endpoint;
  /** null: no demo. */
  readonly demo: DemoShop | null;
  readonly status: Status;
}

export interface Web {
  /** @returns the address people open. @throws an Error of one line when the port cannot be had. */
  listen(): Promise<{ readonly url: string }>;
  close(): Promise<void>;
}

const CLOSE_GRACE_MS = 2000;
const PUBLIC = join(__dirname, 'public');

/** The build puts the official web chat into dist/web; from the sources it is taken out of its package. */
function findWebChatFolder(): string {
  const built = join(__dirname, '..', '..', 'web');
  return existsSync(join(built, 'webchat.js'))
    ? built
    : join(dirname(require.resolve('botframework-webchat')), '..', 'dist');
}

function routePages(router: Router, sessions: Sessions, contact: string): void {
  router.get('/', (context: Context, next) => {
    sessions.ensure(context);
    context.set('Cache-Control', 'no-cache');
    context.path = '/index.html';
    return next();
  });
  router.get('/bot', (context: Context) => {
    context.type = 'html';
    context.body = renderBotPage(contact);
  });
}

function createRouter(options: WebOptions): Router {
  const { messages, directLine, hooks, demo, status } = options;
  const sessions = new Sessions(options.seal, options.random);
  const router = new Router();
  routePages(router, sessions, options.contact);
  routeCharts(router, options.charts);
  routeExport(router, options.readExport);
  routeConnect(router, options.openCode);
  routeStatus(router, status);
  router.post('/api/messages', readJson('256kb'), (context: Context) => mount(context, messages));
  router.post('/hooks/:source', readJson('16kb'), (context: Context) => mount(context, hooks));
  router.post('/v3/directline/tokens/generate', (context: Context) => {
    // Browsers keep our cookie back from a foreign form: it would get a new visitor, and overwrite the one
    // who stands.
    if (isForeign(context.headers)) context.throw(403, 'only our own pages get a token');
    return mount(context, directLine.handle, sessions.ensure(context));
  });
  router.all('/v3/directline/{*rest}', readJson('256kb'), (context: Context) =>
    mount(context, directLine.handle, sessions.read(context)),
  );
  if (demo) routeDemo(router, demo, sessions);
  return router;
}

function createApp(options: WebOptions): Koa {
  const app = new Koa();
  const router = createRouter(options);
  // What fails in a request is caught below; what comes here is an answer that was not read to its end.
  app.on('error', (error: unknown) => options.log.debug({ err: error }, 'an answer was broken off'));
  app.use(setSecurityHeaders());
  app.use(hideFailures(options.log));
  app.use(limitRequests());
  app.use(router.routes());
  app.use(serveFiles(PUBLIC, { index: false }));
  app.use(serveFiles(findWebChatFolder(), { index: false, maxage: 24 * 60 * 60 * 1000 }));
  app.use((context) => {
    context.status = 404;
    context.body = { error: 'not found' };
  });
  return app;
}

/** The web server: chat page, bot endpoints, health, and the page that says who we are. */
export function createWeb(options: WebOptions): Web {
  const { host, port, publicUrl, directLine, log } = options;
  const answer = createApp(options).callback();
  const server = createServer((request, response) => void answer(request, response));
  server.requestTimeout = 30_000;
  const endStreams = serveStreams(server, directLine.openStream, log);
  return {
    async listen() {
      const bound = await listen(server, host, port);
      const shown = host.includes(':') ? `[${host}]` : host;
      return { url: publicUrl ?? `http://${shown}:${bound}` };
    },
    async close() {
      endStreams();
      await closeServer(server, CLOSE_GRACE_MS);
    },
  };
}
