import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { CONNECTOR_ANSWERS } from '../support/connector-answers';
import { FakeConnector } from '../support/fake-connector';
import { type FakeShop, productPage, startFakeShop } from '../support/fake-shop';
import { until } from '../support/open-http';
import { runEbb, ServedEbb } from '../support/served-ebb';

// How `ebb serve` ends when it is told to, and who may work on its database meanwhile.
jest.setTimeout(60_000);

const STOP_MAY_TAKE_MS = 20_000;

describe('ebb serve', () => {
  let folder: string;
  let settings: Record<string, string>;
  let connector: FakeConnector;
  let shop: FakeShop;
  let slowShop: FakeShop;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ebb-stop-'));
    connector = await FakeConnector.start();
    [shop, slowShop] = [await startFakeShop(), await startFakeShop()];
    shop.set('/kettle', { body: productPage({ price: '99.00' }) });
    slowShop.set('/kettle', () => new Promise(() => undefined));
    settings = {
      EBB_DATABASE_URL: `sqlite:${join(folder, 'ebb.db')}`,
      EBB_ALLOW_PRIVATE: `${shop.host},${slowShop.host}`,
      EBB_TRUSTED_SHOPS: `${shop.host},${slowShop.host}`,
    };
  });

  afterEach(async () => {
    await connector.close();
    await Promise.all([shop.close(), slowShop.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  function readRow(sql: string): unknown {
    const file = new SqliteFile(join(folder, 'ebb.db'), { readonly: true });
    try {
      return file.prepare(sql).get();
    } finally {
      file.close();
    }
  }

  it('gives back the look and the send that are in flight, and ends in time', async () => {
    const ebb = await ServedEbb.start(settings);
    connector.script = ({ replyTo }) => (replyTo ? CONNECTOR_ANSWERS.ok : CONNECTOR_ANSWERS.silence);
    for (const { url } of [shop, slowShop]) {
      await connector.say(`${ebb.url}/api/messages`, { text: `${url}/kettle` });
    }
    await connector.waitFor((posts) => posts.some(({ answer }) => answer === CONNECTOR_ANSWERS.silence));
    await until(() => slowShop.requestsTo('/kettle').length === 1);
    const stoppedAt = Date.now();
    expect(await ebb.stop()).toBe(0);
    expect(Date.now() - stoppedAt).toBeLessThan(STOP_MAY_TAKE_MS);
    expect(
      readRow(
        `select claim_token, checked_at, next_check_at <= ${stoppedAt} as is_due from products where host = '${slowShop.host}'`,
      ),
    ).toEqual({ claim_token: null, checked_at: null, is_due: 1 });
    expect(readRow('select claim_token, unknown_sends, settled_at from deliveries')).toEqual({
      claim_token: null,
      unknown_sends: 1,
      settled_at: null,
    });
  });

  it('is alone on its SQLite file, beside commands that do no work', async () => {
    const ebb = await ServedEbb.start(settings);
    const [second, check] = await Promise.all([
      runEbb(['serve'], { ...settings, EBB_PORT: '0' }),
      runEbb(['check', `${shop.url}/kettle`, '--json'], settings),
    ]);
    expect([second.code, second.stdout]).toEqual([1, '']);
    expect(second.stderr).toMatch(
      /^ebb: another Ebb \(process \d+ on .+\) already works on this database; .+\n$/,
    );
    expect(check.code).toBe(0);
    expect(JSON.parse(check.stdout)).toMatchObject({ kind: 'offer', price: '99.00' });
    expect(await ebb.stop()).toBe(0);
    const next = await ServedEbb.start(settings);
    expect(await next.stop()).toBe(0);
  });
});
