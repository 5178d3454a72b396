import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PRIVATE, requestsOfStrangers, SECRETS } from '../support/canaries';
import { canaryWatcherSource } from '../support/canary-watcher';
import { CONNECTOR_ANSWERS as A } from '../support/connector-answers';
import { FakeConnector } from '../support/fake-connector';
import { type FakeShop, productPage, startFakeShop } from '../support/fake-shop';
import { type OwnPostgres, startOwnPostgres, whyNoOwnPostgres } from '../support/postgres';
import { runEbb, ServedEbb } from '../support/served-ebb';
import { type WatcherFolder, writeWatchers } from '../support/watcher-folder';

// Every secret is one that can be recognised, and whatever fails fails with it in hand: none may come out
// where operators look.
jest.setTimeout(120_000);

const APP_ID = '0f5f1c1e-6a2b-4c5d-8e9f-001122334455';
const skipped = whyNoOwnPostgres();
const describePostgres = skipped === null ? describe : describe.skip;

describePostgres(`secrets${skipped === null ? '' : ` (skipped: ${skipped})`}`, () => {
  let server: OwnPostgres;
  let connector: FakeConnector;
  let shop: FakeShop;
  let api: FakeShop;
  let watchers: WatcherFolder;
  /** All that came out where operators and strangers look, by where. */
  const outputs: Record<string, string> = {};
  /** What commands printed because they were asked to. */
  const results: Record<string, string> = {};

  beforeAll(async () => {
    server = await startOwnPostgres();
    connector = await FakeConnector.start();
    shop = await startFakeShop();
    api = await startFakeShop();
    watchers = writeWatchers({ canaries: canaryWatcherSource(api.host) });
    setUpShops();
    await talk();
    await restartWithApp();
    await runCommands();
  });

  afterAll(async () => {
    watchers.remove();
    await connector.close();
    await shop.close();
    await api.close();
    await server.stop();
  });

  function settings(): Record<string, string> {
    const url = new URL(server.url);
    url.password = SECRETS.database;
    return {
      EBB_DATABASE_URL: url.href,
      EBB_SECRET: SECRETS.secret,
      EBB_METRICS_TOKEN: SECRETS.metrics,
      EBB_HOOK_SECRET_FEED: `whsec_${SECRETS.hook}`,
      EBB_WATCHERS: join(watchers.path, 'canaries'),
      CANARY_KEY: SECRETS.watcher,
      EBB_ALLOW_PRIVATE: `${shop.host} ${api.host}`,
      EBB_TRUSTED_SHOPS: `${shop.host} ${api.host}`,
      EBB_LANE_GAP: '1s',
      EBB_ALERT_GAP: '1s',
      EBB_LOG: 'debug',
    };
  }

  function setUpShops(): void {
    const query = `?session=${PRIVATE['redirect']}`;
    const failing = `<html><body>${PRIVATE['body']}</body></html>`;
    shop.set('/kettle', { body: productPage({ title: 'Kettle', price: '99.00' }) });
    shop.set('/broken', { status: 500, body: failing, headers: { 'set-cookie': PRIVATE['body']! } });
    shop.set('/moved', { status: 302, headers: { location: `http://10.0.0.1/${query}` } });
    shop.set('/reset', { raw: (socket) => socket.destroy() });
    shop.set('/nonsense', { body: failing });
    api.set('/dead', { raw: (socket) => socket.destroy() });
    const headers = { 'content-type': 'application/json' };
    api.set('/odd', { body: JSON.stringify({ error: PRIVATE['body'] }), headers });
  }

  function say(ebb: ServedEbb, text: string, more: object = {}): Promise<number> {
    const from = { id: PRIVATE['person'], name: PRIVATE['name'], aadObjectId: PRIVATE['directory'] };
    const activity = { from, ...more };
    return connector.say(`${ebb.url}/api/messages`, { conversation: PRIVATE['chat']!, text, activity });
  }

  async function ask(ebb: ServedEbb, path: string, init: RequestInit = {}): Promise<string> {
    const response = await fetch(`${ebb.url}${path}`, init);
    return `${response.status} ${await response.text()}`;
  }

  async function until(ebb: ServedEbb, isReached: () => boolean): Promise<void> {
    for (let left = 300; !isReached(); left -= 1) {
      if (left === 0) throw new Error(`it never came to that:\n${ebb.stderr()}`);
      await wait(100);
    }
  }

  /** Everything that people, shops, services and strangers do, with a process that ends by a crash. */
  async function talk(): Promise<void> {
    const ebb = await ServedEbb.start(settings());
    await followLinks(ebb);
    await openLinks(ebb);
    await comeAsStranger(ebb);
    const body = { error: { code: 'ServiceError', message: PRIVATE['answer'] } };
    connector.script = () => ({ ...A.errorButDelivered, body });
    await say(ebb, `note ${PRIVATE['text']}`);
    for (const answer of [
      { ...A.errorButDelivered, body },
      A.resetUndelivered,
      { ...A.unauthorized, body },
    ]) {
      connector.script = ({ replyTo }) => (replyTo === null ? answer : A.ok);
      await say(ebb, 'test 1');
      await until(ebb, () => connector.posts.some((post) => post.answer === answer));
    }
    connector.script = () => A.ok;
    await server.halt();
    await say(ebb, `${shop.url}/kettle?late=${PRIVATE['link']} ${PRIVATE['text']}`);
    await wait(1_500);
    await server.resume();
    await until(ebb, () => ebb.stderr().includes('the database is back'));
    outputs['figures'] = await ask(ebb, '/metrics', {
      headers: { authorization: `Bearer ${SECRETS.metrics}` },
    });
    await say(ebb, `${api.url}/crash?session=${PRIVATE['link']}`).catch(() => undefined);
    expect(await ebb.ended()).toBe(1);
    outputs['log'] = ebb.stderr();
    outputs['standard output'] = ebb.stdout();
    await ebb.stop();
  }

  async function followLinks(ebb: ServedEbb): Promise<void> {
    const paths = ['kettle', 'broken', 'moved', 'reset', 'nonsense'].map((name) => `${shop.url}/${name}`);
    const links = [...paths, `${api.url}/odd`, `${api.url}/dead`, `${api.url}/match`];
    for (const link of links) await say(ebb, `${link}?session=${PRIVATE['link']}`);
    await say(ebb, `http://ann:${PRIVATE['userinfo']}@${shop.host}/kettle`);
    await say(ebb, `${PRIVATE['text']} write to ${PRIVATE['mail']}`);
    await say(ebb, '', { value: { action: PRIVATE['forged'] }, text: undefined });
    await until(ebb, () => api.requestsTo('/odd').length > 0 && shop.requests.length > 4);
  }

  /** Takes the keys that a chat is given, and shows them. */
  async function openLinks(ebb: ServedEbb): Promise<void> {
    for (const text of ['export', 'chart 1', 'connect', 'hook address', 'list']) await say(ebb, text);
    const said = JSON.stringify(connector.posts.map(({ activity }) => activity));
    for (const path of ['exports', 'p', 'connect']) {
      const token = new RegExp(`/${path}/([\\w.~-]+)`).exec(said)?.[1];
      if (token === undefined) throw new Error(`There is no link to /${path}/ in ${said}`);
      PRIVATE[`the key to /${path}`] = token;
      expect(await ask(ebb, `/${path}/${token}`)).toMatch(/^200/);
      outputs[`a forged key to /${path}`] = await ask(ebb, `/${path}/${PRIVATE['forged']}`);
    }
    const page = await fetch(ebb.url);
    const cookie = (page.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    PRIVATE['the session'] = cookie.split('=')[1]!;
    const headers = { cookie, origin: ebb.url, 'content-type': 'application/json' };
    const granted = await ask(ebb, '/v3/directline/tokens/generate', { method: 'POST', headers });
    const { token, conversationId } = JSON.parse(granted.slice(4)) as Record<string, string>;
    Object.assign(PRIVATE, { 'the token of the web chat': token, 'the built-in chat': conversationId });
    await ask(ebb, `/v3/directline/conversations/${conversationId}/activities`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${token}` },
      body: JSON.stringify({
        type: 'message',
        text: `${shop.url}/broken?by=${PRIVATE['link']}`,
        from: { id: 'me' },
      }),
    });
  }

  /** Comes with forged and wrong secrets, and with bodies that cannot be read. */
  async function comeAsStranger(ebb: ServedEbb): Promise<void> {
    for (const [name, [path, init]] of Object.entries(requestsOfStrangers())) {
      outputs[`the answer to: ${name}`] = await ask(ebb, path, init);
    }
    expect(outputs['the answer to: wrong metrics token']).toMatch(/^401/);
    expect(outputs['the answer to: forged hook']).toMatch(/^401/);
  }

  /** With an app id whose credentials are good for nothing. */
  async function restartWithApp(): Promise<void> {
    const refusing = await startFakeShop();
    const app = {
      ...{
        MicrosoftAppId: APP_ID,
        MicrosoftAppPassword: SECRETS.app,
        EBB_SERVICE_URLS: connector.serviceUrl.slice(0, -1),
      },
      ...{ MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: APP_ID },
      ...{ EBB_LOGIN_URL: refusing.url, EBB_GRAPH_URL: refusing.url },
    };
    const ebb = await ServedEbb.start({ ...settings(), ...app });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${PRIVATE['wrong token']}` };
    const body = JSON.stringify(connector.inbound({ text: PRIVATE['text']! }));
    outputs['the answer to a forged activity'] = await ask(ebb, '/api/messages', {
      method: 'POST',
      headers,
      body,
    });
    await wait(1_000);
    await ebb.stop();
    outputs['log with an app id'] = ebb.stderr();
    const installed = await runEbb(['install-for', 'ann@contoso.example'], { ...settings(), ...app });
    outputs['ebb install-for'] = installed.stdout + installed.stderr;
    await refusing.close();
  }

  async function runCommands(): Promise<void> {
    const link = `${shop.url}/broken?session=${PRIVATE['link']}`;
    for (const args of [
      ['check', '--json', link],
      ['export', '--all'],
      ['backup', 'nowhere/ebb.db'],
      ['watchers', 'list'],
    ]) {
      const { stdout, stderr } = await runEbb(args, settings());
      outputs[`ebb ${args[0]}, standard error`] = stderr;
      results[`ebb ${args[0]}`] = stdout;
    }
    const wrong = {
      EBB_SECRET: 'canary-short',
      EBB_METRICS_TOKEN: 'canary-short',
      EBB_HOOK_SECRET_FEED: 'canary-short',
    };
    const url = `mysql://ebb:${SECRETS.database}@127.0.0.1/ebb`;
    const faulty = await runEbb(['serve'], { ...settings(), ...wrong, EBB_DATABASE_URL: url, EBB_PORT: '0' });
    outputs['wrong settings'] = faulty.stderr;
    expect(faulty.stderr).toContain('EBB_SECRET is too short');
    expect(faulty.stderr).not.toContain('canary-short');
  }

  const find = (where: Readonly<Record<string, string>>, word: string): string[] =>
    Object.entries(where).flatMap(([name, text]) => {
      const at = text.indexOf(word);
      return at < 0 ? [] : [`${name}: …${text.slice(Math.max(0, at - 300), at + word.length)}`];
    });

  it('were in hand: all that can fail has failed', () => {
    const log = `${outputs['log']}${outputs['log with an app id']}`;
    const messages = new Set(
      log
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => (JSON.parse(line) as { msg: string }).msg),
    );
    for (const expected of [
      'A shop was not read',
      'a watcher could not read an answer',
      'a watcher failed to match a link',
      'the shop is asked',
      'a delivery is tried again later',
      'A turn failed',
      'the database is back; all goes on',
      'refused a hook that is not signed by its service',
      'refused a message that is not from the channel',
      'an error that nobody caught ends Ebb; the next start takes up what was in hand',
    ]) {
      expect(messages).toContain(expected);
    }
  });

  it.each(Object.keys(SECRETS) as (keyof typeof SECRETS)[])(
    'of the operator: %s comes out nowhere',
    (name) => {
      expect(find({ ...outputs, ...results }, SECRETS[name])).toEqual([]);
    },
  );

  it('of people, and the keys that they are given, come out nowhere but in what was asked for', () => {
    const found = Object.entries(PRIVATE).flatMap(([name, word]) =>
      find(outputs, word).map((at) => `${name} in ${at}`),
    );
    expect(found).toEqual([]);
  });
});
