import { silentLog } from '../../test/support/silent-log';
import { noStatus } from '../../test/support/no-status';
import { createStatusWeb } from './create-status-web';
import type { Status } from './status-routes';

/** @returns status and body of the answer to one request. */
async function ask(path: string, status: Partial<Status> = {}): Promise<readonly [number, unknown]> {
  const web = createStatusWeb({
    ...{ host: '127.0.0.1', port: 0, log: silentLog },
    status: { ...noStatus, ...status },
  });
  const { url } = await web.listen();
  const answer = await fetch(`${url}${path}`);
  const body: unknown = await answer.json();
  await web.close();
  return [answer.status, body];
}

it('is healthy unless something hangs, which it names', async () => {
  expect(await ask('/healthz')).toEqual([200, { status: 'ok' }]);
  expect(await ask('/healthz', { findStuck: () => ['polls'] })).toEqual([
    503,
    { status: 'stuck', stuck: ['polls'] },
  ]);
});

it('is ready when every probe holds', async () => {
  const holding = { name: 'work', check: () => Promise.resolve(true) };
  const failing = { name: 'database', check: () => Promise.reject(new Error('the secret path /var/ebb.db')) };
  expect(await ask('/readyz', { probes: [holding] })).toEqual([200, { ready: true, checks: { work: true } }]);
  expect(await ask('/readyz', { probes: [holding, failing] })).toEqual([
    503,
    { ready: false, checks: { work: true, database: false } },
  ]);
});

it('hands metrics out, and nothing else', async () => {
  const metrics: Status['metrics'] = () => Promise.resolve({ status: 200, body: { looks: 1 } });
  expect(await ask('/metrics', { metrics })).toEqual([200, { looks: 1 }]);
});
