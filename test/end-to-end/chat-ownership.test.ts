import { once } from 'node:events';
import { Webhook } from 'standardwebhooks';
import WebSocket from 'ws';
import { type Asked, PLACES, RouteWorld, type Tokens, listAltered } from '../support/route-world';

// Visitors of the web chat, services and scrapers, each with what was given to another.
jest.setTimeout(60_000);
const HOUR = 3_600_000;
const ABSENT = 'nobody-is-here';
const METRICS_TOKEN = 'the token of the scraper, no longer';
const secretOf = (service: string): string => `whsec_${Buffer.alloc(32, service).toString('base64')}`;

interface Visitor {
  readonly cookie: string;
  readonly token: string;
  readonly id: string;
}

describe('what belongs to a chat', () => {
  let world: RouteWorld;
  let ann: Visitor;
  let bob: Visitor;
  let links: Tokens;
  let sent = 0;

  beforeAll(async () => {
    world = await RouteWorld.start({
      EBB_METRICS_TOKEN: METRICS_TOKEN.replaceAll(/[ ,]/g, '-'),
      EBB_HOOK_SECRET_FEED: secretOf('feed'),
      EBB_HOOK_SECRET_OTHER: secretOf('other'),
    });
    links = await world.askForLinks('t1 one');
    ann = await visit('Where is my kettle?');
    bob = await visit('And mine?');
  }, 120_000);

  afterAll(() => world.shoppers.close());

  async function visit(text: string): Promise<Visitor> {
    const page = await world.ask('/');
    const cookie = page.headers['set-cookie']?.split(';')[0] ?? '';
    const granted = await grant({ cookie });
    const visitor = { cookie, ...granted };
    expect((await talk('POST', visitor.id, visitor.token, text)).status).toBe(200);
    return visitor;
  }

  async function grant(headers: Readonly<Record<string, string>>): Promise<Omit<Visitor, 'cookie'>> {
    const { body } = await world.ask('/v3/directline/tokens/generate', { method: 'POST', headers });
    const { token, conversationId } = JSON.parse(body) as { token: string; conversationId: string };
    return { token, id: conversationId };
  }

  function talk(method: string, id: string, token: string | null, text = 'x') {
    return world.ask(`/v3/directline/conversations/${id}/activities`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      ...(method === 'POST' && { body: JSON.stringify({ type: 'message', text, from: { id: 'me' } }) }),
    });
  }

  /** @returns 101, or the status of the refusal. */
  async function openStream(id: string, token: string): Promise<number> {
    const address = `${world.shoppers.url.replace('http', 'ws')}/v3/directline/conversations/${id}/stream?t=${token}`;
    const socket = new WebSocket(address);
    const refused = once(socket, 'unexpected-response').then(
      ([, response]) => (response as { statusCode: number }).statusCode,
    );
    const status = await Promise.race([once(socket, 'open').then(() => 101), refused]);
    socket.on('error', () => undefined).terminate();
    return status;
  }

  async function changingNothing(work: () => Promise<void>): Promise<void> {
    const before = world.dump();
    await work();
    expect(world.dump()).toEqual(before);
  }

  const tokensOfOtherKinds = (): string[] => [
    ...Object.values(links as object).map(String),
    ann.cookie.replace('ebb_session=', ''),
  ];

  it.each([['GET'], ['POST']])(
    '%s activities: a token opens one chat, and all others are as if not there',
    async (method) => {
      await changingNothing(async () => {
        for (const [token, id] of [
          [bob.token, ann.id],
          [ann.token, bob.id],
        ] as const) {
          const foreign = await talk(method, id, token);
          const absent = await talk(method, ABSENT, token);
          expect(foreign.status).toBe(404);
          expect(foreign.body).toBe(absent.body);
          expect(await openStream(id, token)).toBe(404);
          expect((await world.ask(`/v3/directline/conversations/${id}?t=${token}`)).body).toBe(absent.body);
        }
      });
      expect((await talk('GET', ann.id, ann.token)).body).toContain('Where is my kettle?');
      expect((await talk('GET', ann.id, ann.token)).body).not.toContain('And mine?');
    },
  );

  it.each([['GET'], ['POST']])('%s activities: no token but its own opens a chat', async (method) => {
    const answers = new Set<string>();
    await changingNothing(async () => {
      const tokens = [...listAltered(ann.token, bob.token), ...tokensOfOtherKinds()];
      for (const token of [null, '', ...tokens]) {
        const { status, body } = await talk(method, ann.id, token);
        answers.add(`${status} ${body}`);
      }
      expect(await openStream(ann.id, links.exports)).toBe(403);
      expect(await openStream(ann.id, '')).toBe(403);
    });
    expect([...answers]).toEqual([expect.stringMatching(/^403 .*"TokenExpired"/)]);
  });

  it('a visitor is known by the own cookie only', async () => {
    expect((await grant({ cookie: ann.cookie })).id).toBe(ann.id);
    const seal = ann.cookie.replace('ebb_session=', '');
    const spoilt = [
      ...listAltered(seal, bob.cookie.replace('ebb_session=', '')),
      ann.token,
      links.exports,
      ann.id,
    ];
    for (const value of spoilt) {
      const { id } = await grant({ cookie: `ebb_session=${value}` });
      expect([ann.id, bob.id]).not.toContain(id);
    }
    const headers = { cookie: ann.cookie, origin: 'https://evil.example' };
    expect((await world.ask('/v3/directline/tokens/generate', { method: 'POST', headers })).status).toBe(403);
  });

  it('a token of a chat ends after twelve hours', async () => {
    await world.shoppers.jump(12 * HOUR);
    expect((await talk('GET', ann.id, ann.token)).status).toBe(403);
    expect(await openStream(ann.id, ann.token)).toBe(403);
    const renewed = await grant({ cookie: ann.cookie });
    expect((await talk('GET', ann.id, renewed.token)).body).toContain('Where is my kettle?');
  });

  function callHook(conversation: string, { by = 'feed', at = 'feed' } = {}, asked: Asked = {}) {
    const body = JSON.stringify({
      type: 'conversation.message',
      data: { conversation, text: 'from outside' },
    });
    const sentAt = new Date(world.shoppers.now);
    sent += 1;
    const id = `msg-${sent}`;
    const headers = {
      ...{ 'content-type': 'application/json', 'webhook-id': id },
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': new Webhook(secretOf(by)).sign(id, sentAt, body),
    };
    return world.ask(`/hooks/${at}`, { method: 'POST', headers, body, ...asked });
  }

  it('a service reaches a chat by the address that the chat gave, and by nothing else', async () => {
    await changingNothing(async () => {
      // Longer ones are no addresses.
      const others = [...Object.values({ ...links, hook: '' }).map(String), bob.token].filter(
        (token) => token.length <= 200,
      );
      for (const address of [...listAltered(links.hook, links.exports), ...others, '1 1', '', bob.id]) {
        const { status, body } = await callHook(address);
        expect([address, status, body]).toEqual([
          address,
          404,
          expect.stringContaining('not there, or not for you'),
        ]);
      }
      expect((await callHook(links.hook, { by: 'other' })).status).toBe(401);
      expect((await callHook(links.hook, { by: 'other', at: 'nobody' })).status).toBe(404);
      for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
        expect((await world.ask('/hooks/feed', { method })).status).toBeGreaterThanOrEqual(404);
    });
    expect((await callHook(links.hook)).status).toBe(202);
  });

  it('metrics are for who has the token, and name nobody', async () => {
    const token = METRICS_TOKEN.replaceAll(/[ ,]/g, '-');
    const tries: Asked[] = [
      ...[
        '',
        token,
        `Bearer ${token}x`,
        `Bearer ${token.slice(1)}`,
        `Basic ${token}`,
        `Bearer ${ann.token}`,
      ].map((authorization) => ({ headers: { authorization } })),
      { headers: { cookie: `token=${token}` } },
    ];
    for (const asked of tries) {
      expect((await world.ask(`/metrics?token=${token}`, asked)).status).toBe(401);
      expect((await world.ask('/metrics', { ...asked, method: 'HEAD' })).status).toBe(401);
    }
    const { status, body } = await world.ask('/metrics', { headers: { authorization: `Bearer ${token}` } });
    expect(status).toBe(200);
    const hosts = PLACES.map((place) => world.shoppers.shopOf(place).host);
    for (const name of ['Kettle', '127.0.0.1', ann.id, bob.id, ...hosts]) expect(body).not.toContain(name);
  });
});
