import { createServer } from 'node:http';
import Router from '@koa/router';
import Koa from 'koa';
import type { Log } from '../core/ports';
import type { Web } from './create-web';
import { hideFailures } from './hide-failures';
import { closeServer, listen } from './listen';
import { routeStatus, type Status } from './status-routes';

export interface StatusWebOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly log: Log;
  readonly status: Status;
}

const CLOSE_GRACE_MS = 1000;

/** The web server of a process that has no other: nothing but its status. */
export function createStatusWeb({ host, port, log, status }: StatusWebOptions): Web {
  const app = new Koa();
  const router = new Router();
  routeStatus(router, status);
  app.use(hideFailures(log));
  app.use(router.routes());
  const answer = app.callback();
  const server = createServer((request, response) => void answer(request, response));
  return {
    listen: async () => ({ url: `http://${host}:${await listen(server, host, port)}` }),
    close: () => closeServer(server, CLOSE_GRACE_MS),
  };
}
