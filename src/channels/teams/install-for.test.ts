import { ANN, FakeGraph, type GraphStep } from '../../../test/support/fake-graph';
import { ManualClock } from '../../../test/support/manual-clock';
import { createMemoryStore } from '../../../test/support/memory-store';
import { connectToGraph } from './graph';
import { installFor } from './install-for';

const APP = 'aaaaaaaa-1111-4222-8333-bbbbbbbbbbbb';

let fake: FakeGraph;
let store: ReturnType<typeof createMemoryStore>;
let clock: ManualClock;
let said: string[];

beforeEach(async () => {
  fake = await FakeGraph.start(APP, 'the password');
  store = createMemoryStore();
  clock = new ManualClock();
  said = [];
});

afterEach(() => fake.close());

async function install(user: string, password = 'the password', patienceMs = 0): Promise<void> {
  const { graphUrl, loginUrl } = fake;
  const graph = await connectToGraph({
    graphUrl,
    loginUrl,
    tenantId: 'contoso-tenant',
    appId: APP,
    password,
  });
  await installFor(user, {
    ...{ graph, clock, patienceMs, appId: APP, conversations: store.conversations },
    say: (line) => said.push(line),
    signal: new AbortController().signal,
  });
}

/** The chat greets the bot, which stores where it is. */
async function greet(): Promise<void> {
  await store.conversations.meet(
    {
      channel: 'msteams',
      tenant: 'contoso-tenant',
      externalId: 'a:chat-of-ann',
      kind: 'personal',
      address: {},
      directoryId: ANN.id,
    },
    clock.now(),
    'installed',
  );
}

describe('installing for a person', () => {
  it.each([ANN.name, ANN.id])(
    'asks the five endpoints for %s, and ends when the chat has greeted',
    async (user) => {
      fake.onInstall = greet;
      await install(user);
      expect(said).toEqual([`Ebb is installed for ${user}.`, `${user} can be written to.`]);
      expect(fake.asked.map(({ method, path }) => `${method} ${path.replace(user, 'USER')}`)).toEqual([
        'POST /contoso-tenant/oauth2/v2.0/token',
        'GET /v1.0/appCatalogs/teamsApps',
        'POST /v1.0/users/USER/teamwork/installedApps',
        'GET /v1.0/users/USER/teamwork/installedApps',
        'GET /v1.0/users/USER/teamwork/installedApps/installation-1/chat',
      ]);
      expect(new URLSearchParams(fake.asked[0]?.body).get('scope')).toBe(`${fake.loginUrl}/.default`);
    },
  );

  it('waits for the greeting', async () => {
    const done = install(ANN.name, 'the password', 60_000);
    while (said.length === 0) await new Promise(setImmediate);
    await greet();
    while (said.length === 1) {
      clock.advance(1000);
      await new Promise(setImmediate);
    }
    await done;
    expect(said.at(-1)).toBe(`${ANN.name} can be written to.`);
  });

  it('says what may be wrong when nobody greets', async () => {
    await expect(install(ANN.name)).rejects.toThrow(
      /has not heard from the chat of ann@.*Is "ebb serve" running/,
    );
  });

  it('is repeatable', async () => {
    fake.onInstall = greet;
    await install(ANN.name);
    await install(ANN.name);
    expect(said.slice(2)).toEqual([
      `Ebb was installed for ${ANN.name} before.`,
      `${ANN.name} can be written to.`,
    ]);
  });

  it('says so when it was installed before and never greeted', async () => {
    await install(ANN.name).catch(() => undefined);
    await expect(install(ANN.name)).rejects.toThrow(/greets only once.*say hello/);
  });
});

describe('what Microsoft refuses', () => {
  it.each<[string, GraphStep, number, RegExp]>([
    ['the app has no permission for the catalogue', 'catalogue', 403, /AppCatalog\.Read\.All.*administrator/],
    ['the app has no permission to install', 'install', 403, /ReadWriteSelfForUser\.All.*administrator/],
    ['it may not see what is installed', 'installed', 401, /ReadWriteSelfForUser\.All/],
    ['the person is unknown', 'install', 404, /no ann@contoso\.example in this organisation/],
    ['too much was asked', 'install', 429, /too many requests/],
    ['something is broken there', 'chat', 503, /chat of ann@contoso\.example failed \(HTTP 503\)/],
  ])('%s', async (_name, step, status, message) => {
    fake.answers.set(step, { status, body: { error: { code: 'No', message: 'token-of-ebb' } } });
    const failure = await install(ANN.name).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'GraphError', message: expect.stringMatching(message) as string });
    expect(String(failure)).not.toContain('token-of-ebb');
  });

  it('a wrong password: the code is told, ids and secrets are not', async () => {
    const failure = await install(ANN.name, 'wrong').catch((error: unknown) => String(error));
    expect(failure).toContain('HTTP 401, AADSTS7000215');
    expect(failure).toContain('MicrosoftAppPassword');
    expect(failure).not.toMatch(/wrong|Trace/);
  });

  it('the app is not in the catalogue', async () => {
    fake.answers.set('catalogue', { status: 200, body: { value: [] } });
    await expect(install(ANN.name)).rejects.toThrow(/not in the app catalogue.*ebb teams-package DIR/);
  });

  it('nobody is there', async () => {
    const { graphUrl, loginUrl } = fake;
    await fake.close();
    const asked = connectToGraph({ graphUrl, loginUrl, tenantId: 't', appId: APP, password: 'p' });
    await expect(asked).rejects.toThrow(/gave no answer.*EBB_GRAPH_URL/);
    fake = await FakeGraph.start(APP, 'the password');
  });
});
