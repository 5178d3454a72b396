import {
  LINKS,
  type LinkName,
  PLACES,
  type PlaceName,
  RouteWorld,
  type Tokens,
  listAltered,
  titleOf,
} from '../support/route-world';

// Links that chats were given, in the hands of others: two tenants with two chats of the same ids. A link
// names no person.
jest.setTimeout(60_000);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NAMES = Object.keys(LINKS) as LinkName[];
/** Programs that look at links in chats before people do. */
const PREVIEWERS = [
  'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'TelegramBot (like TwitterBot)',
  'facebookexternalhit/1.1',
];
const OTHER: Readonly<Record<PlaceName, PlaceName>> = {
  ...{ 't1 one': 't2 one', 't1 two': 't1 one', 't2 one': 't2 two', 't2 two': 't1 two' },
};

describe('links', () => {
  let world: RouteWorld;
  const tokens = new Map<PlaceName, Tokens>();

  beforeAll(async () => {
    world = await RouteWorld.start({
      EBB_HOOK_SECRET_FEED: `whsec_${Buffer.alloc(32, 'feed').toString('base64')}`,
    });
    for (const place of PLACES) tokens.set(place, await world.askForLinks(place));
  }, 120_000);

  afterAll(() => world.shoppers.close());

  const pathOf = (name: LinkName, owner: PlaceName): string => LINKS[name](tokens.get(owner)![name]);

  /** Whatever is done meanwhile leaves no trace. */
  async function changingNothing(work: () => Promise<void>): Promise<void> {
    const before = world.dump();
    await work();
    expect(world.dump()).toEqual(before);
  }

  it.each(PLACES)('of %s show what belongs to it, and nothing of the others', async (place) => {
    const list = await world.ask(pathOf('exports', place));
    expect([list.status, list.headers['cache-control']]).toEqual([200, 'private, no-store']);
    const page = await world.ask(pathOf('p', place));
    expect(page.status).toBe(200);
    for (const one of PLACES) {
      expect([one, list.body.includes(titleOf(one))]).toEqual([one, one === place]);
      expect([one, page.body.includes(titleOf(one))]).toEqual([one, one === place]);
    }
    expect((await world.ask(pathOf('charts', place))).headers['content-type']).toBe('image/png');
    const codes = await Promise.all(PLACES.map((one) => world.ask(pathOf('connect', one))));
    expect(new Set(codes.map(({ body }) => /<h1>(.*)<\/h1>/.exec(body)?.[1])).size).toBe(PLACES.length);
  });

  it.each(NAMES)('%s: nothing is behind any other token, and all refusals are the same', async (name) => {
    const answers = new Set<string>();
    await changingNothing(async () => {
      for (const place of PLACES) {
        const own = tokens.get(place)!;
        const others = Object.entries(own).flatMap(([kind, token]) =>
          kind === name ? [] : [token as string],
        );
        const altered = listAltered(own[name], tokens.get(OTHER[place])![name]);
        for (const token of [...others, ...altered]) {
          const { status, body } = await world.ask(LINKS[name](token));
          answers.add(`${status} ${body}`);
        }
      }
    });
    const [only = '', ...more] = [...answers].filter((answer) => answer !== '404 {"error":"not found"}');
    expect(more).toEqual([]);
    expect(only).toMatch(/^404 \{"error":"there is nothing here/);
  });

  it.each(NAMES)(
    '%s: whoever looks ahead, without a cookie and however often, consumes nothing',
    async (name) => {
      await changingNothing(async () => {
        for (const owner of PLACES) {
          const first = await world.ask(pathOf(name, owner));
          expect(first.status).toBe(200);
          expect(first.headers['set-cookie']).toBeUndefined();
          for (const agent of PREVIEWERS) {
            const headers = { 'user-agent': agent };
            const head = await world.ask(pathOf(name, owner), { method: 'HEAD', headers });
            expect([head.status, head.body]).toEqual([200, '']);
            const { status, body } = await world.ask(pathOf(name, owner), { headers });
            expect({ status, body }).toEqual({ status: 200, body: first.body });
          }
          for (const method of ['POST', 'PUT', 'DELETE'])
            expect((await world.ask(pathOf(name, owner), { method })).status).not.toBe(200);
        }
      });
    },
  );

  it('connect: a code that was looked at ahead is as good as before', async () => {
    const { body } = await world.ask(pathOf('connect', 't1 one'));
    const code = /<h1>(.*)<\/h1>/.exec(body)?.[1] ?? '';
    expect(code).toMatch(/^\w{4}-\w{4}$/);
    await world.say('t2 one', `connect ${code}`);
    expect(await world.say('t2 one', 'yes')).toContain('I ask in the other chat now.');
  });

  it('of a list are void once its chat is erased', async () => {
    const erased = pathOf('exports', 't2 two');
    await world.say('t2 two', 'erase my data');
    await world.say('t2 two', 'yes');
    expect((await world.ask(erased)).status).toBe(404);
    // Who writes again in the same chat is new.
    await world.say('t2 two', `${world.shoppers.shopOf('t2 two').url}/kettle`);
    expect((await world.ask(erased)).status).toBe(404);
  });

  it('end, each in its time', async () => {
    const statusOf = async (name: LinkName): Promise<number> =>
      (await world.ask(pathOf(name, 't1 one'))).status;
    const all = (): Promise<number[]> => Promise.all(NAMES.map(statusOf));
    expect(NAMES).toEqual(['p', 'charts', 'exports', 'connect']);
    await world.shoppers.jump(15 * MINUTE);
    expect(await all()).toEqual([200, 200, 200, 404]);
    await world.shoppers.jump(45 * MINUTE);
    expect(await all()).toEqual([200, 200, 404, 404]);
    await world.shoppers.jump(90 * DAY - HOUR);
    expect(await all()).toEqual([410, 410, 404, 404]);
    expect((await world.ask(pathOf('p', 't1 one'))).body).not.toContain('Kettle');
  });
});
