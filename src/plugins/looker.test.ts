import { cannedHttp } from '../../test/support/canned-http';
import { LINK, OFFER, lookAs, lookerOf, never, watcherWith } from '../../test/support/looker-of';
import type { Match, WatcherDefinition } from '../watcher-api/define-watcher';
import { LookFailure, NotThisShop } from '../watcher-api/look-failure';

describe('a look that fails', () => {
  it.each<[string, Partial<WatcherDefinition>, object]>([
    [
      'ends in the reading of a failure that passes through',
      { look: () => Promise.reject(new LookFailure({ kind: 'blocked', retryAfterSeconds: 9 })) },
      { kind: 'blocked', retryAfterSeconds: 9 },
    ],
    [
      'is unreadable after any other error',
      { look: () => Promise.reject(new Error('oh')) },
      { kind: 'unreadable' },
    ],
    [
      'is unreadable when the watcher returns nonsense',
      { look: () => Promise.resolve({ kind: 'cheap' } as never) },
      { kind: 'unreadable' },
    ],
    [
      'is unreadable when nobody else takes what a watcher turns down',
      { look: () => Promise.reject(new NotThisShop()) },
      { kind: 'unreadable' },
    ],
  ])('%s', async (_, changes, expected) => {
    const result = await lookAs(changes);
    expect(result.reading).toMatchObject(expected);
    expect(result.validators).toEqual({});
  });

  it.each(['not-found', 'blocked', 'not-a-product'] as const)(
    'ends as %s when its request does',
    async (kind) => {
      expect((await lookAs({}, cannedHttp({ [LINK]: { failed: { kind } } }))).reading).toEqual({ kind });
    },
  );

  it('does not know a watcher that is gone', async () => {
    const looker = lookerOf([], cannedHttp());
    const { reading } = await looker.look({ watcher: 'gone', key: 'k', url: LINK, validators: {} }, never);
    expect(reading.kind).toBe('unreadable');
  });
});

describe('identity', () => {
  const short = 'https://s.example/k';
  const product = { watcher: 'test', key: short, url: short, validators: {} };

  it('is the one that the reading names', async () => {
    const canonical = { key: 'kettle-7', url: LINK };
    const { identity } = await lookAs({ look: () => Promise.resolve({ ...OFFER, canonical }) });
    expect(identity).toEqual({ watcher: 'test', ...canonical });
  });

  it('is what the watcher of a shop makes of the link that a reading names', async () => {
    const canonical = { key: `${LINK}?size=2`, url: `${LINK}?size=2` };
    const shop: Partial<WatcherDefinition> = {
      hosts: ['shop.example'],
      match: (url) => ({ key: `size ${url.searchParams.get('size') ?? '?'}`, url: url.href }),
      look: () => Promise.resolve({ ...OFFER, canonical }),
    };
    expect((await lookAs(shop)).identity).toEqual({ watcher: 'test', key: 'size 2', url: canonical.url });
    expect((await lookAs({ ...shop, match: () => null })).identity).toBeUndefined();
  });

  it('brings the last day of what is sold for a day', async () => {
    const http = cannedHttp({ [short]: { html: 'page', url: LINK } });
    const match = (url: URL): Match => ({ key: url.href, url: url.href, endsOn: '2026-12-24' });
    const { identity } = await lookerOf([watcherWith({ match })], http).look(product, never);
    expect(identity).toEqual({ watcher: 'test', key: LINK, url: LINK, endsOn: '2026-12-24' });
  });

  it.each(['2026-02-30', 'tomorrow', ''])('is none with "%s" as its last day', (endsOn) => {
    const match = (url: URL): Match => ({ key: url.href, url: url.href, endsOn });
    expect(lookerOf([watcherWith({ match })], cannedHttp()).identify(LINK)).toBeNull();
  });

  it.each([
    ['a key that no database could index', { key: 'k'.repeat(2049), url: LINK }],
    ['a key of long characters', { key: '鍋'.repeat(700), url: LINK }],
    ['a link that is too long', { key: 'k', url: `${LINK}?${'x'.repeat(2048)}` }],
    ['a link with a password', { key: 'k', url: 'https://me:secret@shop.example/' }],
  ])('is not taken from a page when it has %s', async (_, canonical) => {
    const { reading, identity } = await lookAs({ look: () => Promise.resolve({ ...OFFER, canonical }) });
    expect(reading.kind).toBe('offer');
    expect(identity).toBeUndefined();
    const recognised = await lookerOf(
      [watcherWith({ id: 'platform', match: () => null, recognise: () => canonical }), watcherWith({})],
      cannedHttp({ [LINK]: 'page' }),
    ).look({ watcher: 'test', key: LINK, url: LINK, validators: {} }, never);
    expect(recognised.identity).toBeUndefined();
  });

  it('is where a short link led to', async () => {
    const http = cannedHttp({ [short]: { html: 'page', url: LINK } });
    const { identity } = await lookerOf([watcherWith({})], http).look(product, never);
    expect(identity).toEqual({ watcher: 'test', key: LINK, url: LINK });
  });

  it('does not move to a page that shows no product', async () => {
    const http = cannedHttp({ [short]: { html: 'page', url: 'https://consent.example/' } });
    const blocked = watcherWith({
      look: async ({ url }, context) => {
        await context.http.get(url, { accept: 'html' });
        return { kind: 'blocked' };
      },
    });
    const result = await lookerOf([blocked], http).look(product, never);
    expect(result).toEqual({ reading: { kind: 'blocked' }, validators: {} });
  });

  it('moves to the shop with a watcher of its own, which looks at once', async () => {
    const shop = watcherWith({
      id: 'shop',
      hosts: ['shop.example'],
      match: (url) => (url.pathname === '/kettle' ? { key: 'kettle', url: url.href } : null),
      look: () => Promise.resolve({ ...OFFER, offers: [{ ...OFFER.offers[0]!, seller: 'The shop' }] }),
    });
    const http = cannedHttp({ [short]: { html: 'page', url: LINK } });
    const result = await lookerOf([shop, watcherWith({})], http).look(product, never);
    expect(result.identity).toEqual({ watcher: 'shop', key: 'kettle', url: LINK });
    expect(result.reading).toMatchObject({ offers: [{ seller: 'The shop' }] });
  });

  it('stays when the platform that recognised the page turns it down', async () => {
    const platform = watcherWith({
      id: 'platform',
      match: () => null,
      recognise: (page) => ({ key: 'p', url: page.url }),
      look: () => Promise.reject(new NotThisShop()),
    });
    const http = cannedHttp({ [LINK]: 'page' });
    const looker = lookerOf([platform, watcherWith({})], http);
    const result = await looker.look({ watcher: 'test', key: LINK, url: LINK, validators: {} }, never);
    expect(result).toEqual({ reading: OFFER, validators: {} });
  });

  it.each([
    'https://user:secret@shop.example/',
    'ftp://shop.example/',
    'kettle',
    `${LINK}?${'x'.repeat(2048)}`,
    `${LINK}?${'鍋'.repeat(300)}`,
  ])('is not given to %s', (link) =>
    expect(lookerOf([watcherWith({})], cannedHttp()).identify(link)).toBeNull(),
  );

  it('does not depend on a watcher that fails to match', () => {
    const failing = watcherWith({
      id: 'failing',
      match: () => {
        throw new Error('oh');
      },
    });
    expect(lookerOf([failing, watcherWith({})], cannedHttp()).identify(LINK)?.watcher).toBe('test');
  });
});

describe('time', () => {
  const hanging: Partial<WatcherDefinition> = { look: () => new Promise(() => undefined) };
  const product = { watcher: 'test', key: LINK, url: LINK, validators: {} };

  it('ends a look at its deadline', async () => {
    const { reading } = await lookerOf([watcherWith(hanging)], cannedHttp(), 5).look(product, never);
    expect(reading).toEqual({ kind: 'unreachable', why: 'The shop took too long to answer.' });
  });

  it('ends a look when nobody waits for it any more', async () => {
    const stop = new AbortController();
    const looking = lookerOf([watcherWith(hanging)], cannedHttp()).look(product, stop.signal);
    stop.abort();
    expect((await looking).reading).toEqual({ kind: 'unreachable', why: 'The look was broken off.' });
  });

  it('does not begin a look that nobody waits for', async () => {
    const http = cannedHttp({ [LINK]: 'page' });
    const { reading } = await lookerOf([watcherWith({})], http).look(product, AbortSignal.abort());
    expect(reading.kind).toBe('unreachable');
    expect(http.requests).toHaveLength(0);
  });
});
