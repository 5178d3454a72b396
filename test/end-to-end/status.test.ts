import SqliteFile from 'better-sqlite3';
import { startApplication } from '../../src/compose';
import { readConfig } from '../../src/config';
import { startFakeShop } from '../support/fake-shop';
import { ServedEbb } from '../support/served-ebb';

// What those who run Ebb are told when something breaks.
jest.setTimeout(60_000);

const TOKEN = 'the-token-of-those-who-run-it-all';
const FINE = { database: true, disk: true, tables: true, work: true, running: true };

async function ask(url: string, path: string): Promise<readonly [number, any]> {
  const answer = await fetch(`${url}${path}`);
  return [answer.status, await answer.json()];
}

describe('ebb serve', () => {
  let ebb: ServedEbb;

  beforeAll(async () => {
    ebb = await ServedEbb.start({ EBB_LOG: 'silent', EBB_METRICS_TOKEN: TOKEN });
  });
  afterAll(() => ebb.stop());

  function runBeside(statement: string): void {
    const file = new SqliteFile(ebb.databaseUrl.slice('sqlite:'.length));
    file.exec(statement);
    file.close();
  }

  /** An answer of the database stands for a few seconds. */
  async function untilReady(ready: boolean): Promise<any> {
    for (;;) {
      const [status, body] = await ask(ebb.url, '/readyz');
      if ((status === 200) === ready) return body.checks;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  it('is ready and healthy', async () => {
    expect(await ask(ebb.url, '/readyz')).toEqual([200, { ready: true, checks: FINE }]);
    expect(await ask(ebb.url, '/healthz')).toEqual([200, { status: 'ok' }]);
  });

  it('is not ready while the database takes no writes, and healthy, as a new process would not help', async () => {
    runBeside(
      `create trigger full_disk before update on locks when new.name = 'written'
       begin select raise(abort, 'the disk is full'); end`,
    );
    expect(await untilReady(false)).toEqual({ ...FINE, database: false });
    const metrics = await fetch(`${ebb.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(await metrics.text()).toMatch(/^ebb_database_errors_total [1-9]/m);
    expect(await ask(ebb.url, '/healthz')).toEqual([200, { status: 'ok' }]);
    runBeside('drop trigger full_disk');
    await untilReady(true);
  });

  it('is not ready when a newer Ebb has changed the tables', async () => {
    runBeside(`insert into kysely_migration values ('9999-of-a-newer-ebb', '2026-01-15T12:00:00Z')`);
    expect(await untilReady(false)).toEqual({ ...FINE, tables: false });
    runBeside(`delete from kysely_migration where name = '9999-of-a-newer-ebb'`);
    await untilReady(true);
  });
});

it('ebb serve ends when another process took its database over', async () => {
  const ebb = await ServedEbb.start();
  const file = new SqliteFile(ebb.databaseUrl.slice('sqlite:'.length));
  file.exec("update locks set holder = 'elsewhere 1 token' where name = 'work'");
  file.close();
  expect(await ebb.ended()).toBe(1);
  expect(ebb.stderr()).toContain('ebb: another Ebb took over this database; this one stops');
  await ebb.stop();
});

it('ebb work tells the same on a port of its own, and has no chat', async () => {
  const shop = await startFakeShop();
  const port = shop.host.split(':')[1] ?? '';
  await shop.close();
  const settings = { EBB_DATABASE_URL: 'sqlite::memory:', EBB_STATUS_PORT: port, EBB_LOG: 'silent' };
  const work = await startApplication(readConfig(settings), 'work');
  try {
    const url = `http://127.0.0.1:${port}`;
    expect((await ask(url, '/healthz'))[0]).toBe(200);
    expect((await ask(url, '/readyz'))[0]).toBe(200);
    expect((await fetch(`${url}/`)).status).toBe(404);
  } finally {
    await work.stop();
  }
});
