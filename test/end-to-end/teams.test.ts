import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANN, FakeGraph } from '../support/fake-graph';
import { FakeConnector } from '../support/fake-connector';
import { runEbb, ServedEbb } from '../support/served-ebb';

jest.setTimeout(60_000);

const APP = 'aaaaaaaa-1111-4222-8333-bbbbbbbbbbbb';
const REGISTRATION = {
  MicrosoftAppId: APP,
  MicrosoftAppPassword: 'the password',
  MicrosoftAppTenantId: 'contoso-tenant',
  EBB_SECRET: 'a secret of at least thirty-two characters',
};

describe('ebb teams-package', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ebb-package-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('writes the package of this installation', async () => {
    const target = join(folder, 'new', 'package');
    const settings = { ...REGISTRATION, EBB_PUBLIC_URL: 'https://ebb.example/' };
    const { code, stdout } = await runEbb(['teams-package', target], settings);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('ebb-teams.zip') as string,
    });
    const manifest = JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({ id: APP, validDomains: ['ebb.example'] });
    expect(
      ['color.png', 'outline.png', 'ebb-teams.zip'].every((name) => existsSync(join(target, name))),
    ).toBe(true);
  });

  it.each([
    ['without an app id', {}, 'MicrosoftAppId is missing'],
    ['without an address on the web', REGISTRATION, 'EBB_PUBLIC_URL must be the https address'],
  ])('%s says what is missing', async (_name, settings, message) => {
    const { code, stderr } = await runEbb(['teams-package', folder], settings);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect((await runEbb(['teams-package'], settings)).code).toBe(2);
  });
});

describe('ebb install-for', () => {
  let ebb: ServedEbb;
  let connector: FakeConnector;
  let graph: FakeGraph;
  beforeEach(async () => {
    [ebb, connector, graph] = await Promise.all([
      ServedEbb.start(),
      FakeConnector.start(),
      FakeGraph.start(APP, REGISTRATION.MicrosoftAppPassword),
    ]);
  });
  afterEach(async () => {
    await ebb.stop();
    await connector.close();
    await graph.close();
  });

  /** Beside the running bot, on the same database. */
  function installFor(user: string): ReturnType<typeof runEbb> {
    return runEbb(['install-for', user], {
      ...REGISTRATION,
      EBB_DATABASE_URL: ebb.databaseUrl,
      EBB_GRAPH_URL: graph.graphUrl,
      EBB_LOGIN_URL: graph.loginUrl,
    });
  }

  /** What Teams tells the bot when it is installed for Ann. */
  async function greet(): Promise<void> {
    const activity = {
      type: 'conversationUpdate',
      membersAdded: [{ id: '28:bot' }],
      from: { id: '29:ann', aadObjectId: ANN.id },
    };
    await connector.say(`${ebb.url}/api/messages`, { conversation: 'a:ann', activity });
  }

  it('installs, waits for the greeting, and from then on the person can be written to', async () => {
    graph.onInstall = greet;
    const { code, stdout, stderr } = await installFor(ANN.name);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`${ANN.name} can be written to.`);
    expect(connector.delivered.map(({ conversation }) => conversation)).toEqual(['a:ann']);
    expect((await installFor(ANN.id)).stdout).toContain('was installed for');
  });

  it('says what was refused, and no secret', async () => {
    graph.answers.set('install', { status: 403 });
    const { code, stdout, stderr } = await installFor(ANN.name);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^ebb: The installation for ann@contoso\.example was refused \(HTTP 403\)\./);
    expect(stderr).not.toMatch(/token-of-ebb|the password|\n\s+at /);
  });
});
