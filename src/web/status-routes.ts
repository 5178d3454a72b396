import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Endpoint } from '../core/endpoint';
import { mount } from './mount';
import { answerReady, type Probe } from './ready';

/** What those who run Ebb may ask of a process. */
export interface Status {
  /** @returns what has hung, so that only a new process helps; empty: nothing. */
  readonly findStuck: () => readonly string[];
  readonly probes: readonly Probe[];
  readonly metrics: Endpoint;
}

/** `GET /healthz`, `GET /readyz` and `GET /metrics`. */
export function routeStatus(router: Router, { findStuck, probes, metrics }: Status): void {
  router.get('/healthz', (context: Context) => {
    const stuck = findStuck();
    context.status = stuck.length === 0 ? 200 : 503;
    context.body = stuck.length === 0 ? { status: 'ok' } : { status: 'stuck', stuck };
  });
  router.get('/readyz', (context: Context) => mount(context, () => answerReady(probes)));
  router.get('/metrics', (context: Context) => mount(context, metrics));
}
