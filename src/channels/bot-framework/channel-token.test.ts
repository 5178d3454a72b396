import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { HttpResponse } from '../../core/endpoint';
import type { Turn } from '../../core/turn';
import { FakeConnector } from '../../../test/support/fake-connector';
import { ManualClock } from '../../../test/support/manual-clock';
import { plainSeal } from '../../../test/support/plain-seal';
import { silentLog } from '../../../test/support/silent-log';
import { createBotFramework } from './cloud-adapter';

const APP_ID = '11111111-2222-4333-8444-555555555555';
const ISSUER = 'https://issuer.test';
const channelKey = generateKeyPairSync('rsa', { modulusLength: 2048 });
const strangerKey = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The channel's key server, as Microsoft's OpenID metadata describes its own. */
async function startKeyServer(): Promise<Server> {
  const key = {
    ...channelKey.publicKey.export({ format: 'jwk' }),
    kid: 'k1',
    use: 'sig',
    endorsements: ['msteams'],
  };
  const server = createServer((request, response) => {
    const jwks_uri = `http://${request.headers.host ?? ''}/keys`;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/keys' ? { keys: [key] } : { issuer: ISSUER, jwks_uri }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Signs requests with a fixed word, so that a test sees where the bot's token goes. */
const credentials = {
  appId: APP_ID,
  getToken: () => Promise.resolve('bot-token'),
  signRequest: (request: any) => {
    request.headers.set('authorization', 'Bearer bot-token');
    return Promise.resolve(request);
  },
};
const credentialsFactory: any = {
  isValidAppId: (id: string) => Promise.resolve(id === APP_ID),
  isAuthenticationDisabled: () => Promise.resolve(false),
  createCredentials: () => Promise.resolve(credentials),
};

let connector: FakeConnector;
let keyServer: Server;
let turns: Turn[];
beforeEach(async () => {
  // The SDK prints what is wrong with a token.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  turns = [];
  connector = await FakeConnector.start();
  keyServer = await startKeyServer();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await connector.close();
  keyServer.closeAllConnections();
  await new Promise((resolve) => keyServer.close(resolve));
});

function makeToken(claims: object = {}, key: KeyObject = channelKey.privateKey): string {
  const now = Math.floor(Date.now() / 1000);
  const serviceurl = connector.serviceUrl;
  const body = { iss: ISSUER, aud: APP_ID, serviceurl, nbf: now - 10, exp: now + 600, ...claims };
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid: 'k1' })}.${encode(body)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}

function createBot(serviceUrls: readonly string[]): ReturnType<typeof createBotFramework> {
  const metadata = `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}/openid`;
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      ValidateAuthority: false,
      ToBotFromChannelOpenIdMetadataUrl: metadata,
      ToBotFromEmulatorOpenIdMetadataUrl: metadata,
      ToBotFromChannelTokenIssuer: ISSUER,
      ToChannelFromBotOAuthScope: 'https://scope.test',
      ToChannelFromBotLoginUrl: 'https://login.test',
      OAuthUrl: 'https://oauth.test',
      CallerId: 'caller',
    },
    credentialsFactory,
  );
  return createBotFramework({
    app: { id: APP_ID, password: 'unused', type: 'MultiTenant', tenantId: '' },
    boundToLoopback: false,
    serviceUrls,
    seal: plainSeal,
    log: silentLog,
    clock: new ManualClock(),
    authentication,
    onTurn: async (turn) => {
      turns.push(turn);
      await turn.reply({ text: 'yes' });
    },
  });
}

async function receive(
  bot: ReturnType<typeof createBotFramework>,
  token: string | null,
  activity: Record<string, unknown> = {},
): Promise<HttpResponse> {
  return await bot.handle({
    method: 'POST',
    path: '/api/messages',
    query: {},
    headers: { host: 'ebb.example.com', ...(token !== null && { authorization: `Bearer ${token}` }) },
    body: connector.inbound({ text: 'hello', activity }),
    remoteAddress: '203.0.113.7',
    session: '',
  });
}

const trusted = (): readonly string[] => [new URL(connector.serviceUrl).origin];

test("a message that the channel signed is answered with the bot's token", async () => {
  expect((await receive(createBot(trusted()), makeToken())).status).toBe(200);
  expect(connector.posts).toMatchObject([{ authorization: 'Bearer bot-token', activity: { text: 'yes' } }]);
});

test.each<[string, () => string | null]>([
  ['no token', () => null],
  ['no JWT', () => 'nonsense'],
  ["a stranger's key", () => makeToken({}, strangerKey.privateKey)],
  ["another bot's audience", () => makeToken({ aud: '99999999-2222-4333-8444-555555555555' })],
  ['another issuer', () => makeToken({ iss: 'https://evil.example' })],
  ['an expired token', () => makeToken({ exp: Math.floor(Date.now() / 1000) - 3600 })],
  ['a token for another service URL', () => makeToken({ serviceurl: 'https://evil.example/' })],
])('with %s nothing happens, and the answer is always the same', async (_name, token) => {
  const answer = await receive(createBot(trusted()), token());
  expect(answer).toEqual({ status: 401, body: { error: 'unauthorized' } });
  expect(turns).toHaveLength(0);
  expect(connector.posts).toHaveLength(0);
});

test.each([['https://evil.example/'], [undefined]])(
  'a signed message with the service URL %s is refused before anything is sent',
  async (serviceUrl) => {
    const answer = await receive(createBot(trusted()), makeToken(), { serviceUrl });
    expect(answer).toEqual({ status: 403, body: { error: 'forbidden' } });
    expect(turns).toHaveLength(0);
  },
);

test('the token never goes to a stored service URL that is not on the list', async () => {
  await receive(createBot(trusted()), makeToken());
  const address = turns[0]!.where.address;
  const { channel } = createBot([]);
  const outcome = await channel.send(address, { text: 'x' }, 'key', new AbortController().signal);
  expect(outcome.kind).toBe('gone');
  expect(connector.posts).toHaveLength(1);
});

test('the token does not follow a redirect', async () => {
  await receive(createBot(trusted()), makeToken());
  const elsewhere = await FakeConnector.start();
  connector.answerNext({
    name: 'moved',
    status: 307,
    delivered: false,
    body: {},
    headers: { location: `${elsewhere.serviceUrl}v3/conversations/a/activities` },
  });
  const { channel } = createBot(trusted());
  const send = channel.send(turns[0]!.where.address, { text: 'x' }, 'key', new AbortController().signal);
  expect((await send).kind).toBe('rejected');
  expect(elsewhere.posts).toHaveLength(0);
  await elsewhere.close();
});

test.each([
  [{ errorCode: 'invalid_client' }, 'stopped'],
  [{ errorCode: 'network_error' }, 'retry'],
])('without a token (%j) the send is %s and nothing is written', async (failure, kind) => {
  const bot = createBot(trusted());
  await receive(bot, makeToken());
  jest.spyOn(credentials, 'getToken').mockRejectedValueOnce(Object.assign(new Error('x'), failure));
  const signal = new AbortController().signal;
  const outcome = await bot.channel.send(turns[0]!.where.address, { text: 'x' }, 'key', signal);
  expect(outcome.kind).toBe(kind);
  expect(connector.posts).toHaveLength(1);
});
