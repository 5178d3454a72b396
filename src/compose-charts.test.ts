import { createMemoryStore } from '../test/support/memory-store';
import { makeOffer } from '../test/support/offers';
import { ManualClock } from '../test/support/manual-clock';
import { euro } from '../test/support/periods';
import type { PictureLink } from './app/chart-link';
import { composeCharts } from './compose-charts';
import { DAY } from './core/history';
import type { Channel } from './core/ports';
import type { Store } from './core/store';
import { createSeal } from './web/seal';

const clock = new ManualClock();
const seal = createSeal('a secret of at least thirty-two characters');
const webchat = channelNamed('webchat', { pictures: 'own-page' });
const teams = channelNamed('msteams');

function channelNamed(id: string, changes: Partial<Channel> = {}): Channel {
  const send = () => Promise.resolve({ kind: 'retry', why: 'not here' } as const);
  return { serves: (name) => name === id, send, ...changes };
}

function composeAt(publicUrl: string, store: Pick<Store, 'products'> = createMemoryStore()) {
  return composeCharts({ store, seal, clock, channels: () => [teams, webchat], publicUrl: () => publicUrl });
}

/** A store with one product, seen `prices` times over the last 28 days. */
async function storeWith(prices: number): Promise<{ store: Store; link: PictureLink }> {
  const store = createMemoryStore();
  const now = clock.now();
  const offer = makeOffer(euro(80), { title: 'Kettle <img src=x> & "Co"' });
  const url = 'https://shop.example/kettle';
  const { id } = await store.products.ensure({ watcher: 'page', key: 'kettle', url }, url, now);
  const row = store.tables.products.get(id)!;
  row.product = { ...row.product, confirmed: offer, checkedAt: now };
  row.periods = Array.from({ length: prices }, (_, index) => {
    const startedAt = now - 28 * DAY * (1 - index / prices);
    const price = euro(80 + ((index * 7) % 23));
    return { startedAt, endedAt: startedAt + (28 * DAY) / prices, price, availability: 'in-stock' };
  });
  const threshold = euro(75);
  return { store, link: { productId: id, threshold, locale: 'en-GB', timeZone: null, span: 30, at: now } };
}

function tokenOf(address: string): string {
  return /\/(?:p|charts)\/(.+?)(?:\.png)?$/.exec(address)?.[1] ?? '';
}

describe('the picture of a chart', () => {
  it('is a path for our own page, an address for others, and data where we have none on the web', async () => {
    const { store, link } = await storeWith(10);
    const secure = composeAt('https://ebb.example', store);
    expect(await secure.links.picture('webchat', link)).toMatch(/^\/charts\/[\w.-]+\.png$/);
    expect(await secure.links.picture('msteams', link)).toMatch(
      /^https:\/\/ebb\.example\/charts\/[\w.-]+\.png$/,
    );
    const local = composeAt('http://127.0.0.1:3978', store);
    expect(await local.links.picture('msteams', link)).toMatch(/^data:image\/png;base64,/);
    expect(await local.links.picture('webchat', link)).toMatch(/^\/charts\//);
  });

  it.each([1, 30, 60])('fits into a card with %d prices', async (prices) => {
    const { store, link } = await storeWith(prices);
    const carried = await composeAt('', store).links.picture('msteams', link);
    expect(carried.length).toBeLessThan(23_000);
  });

  it('is found behind its link, and behind no other', async () => {
    const { store, link } = await storeWith(10);
    const { links, pages } = composeAt('https://ebb.example', store);
    const token = tokenOf(await links.picture('webchat', link));
    expect(Buffer.from((await pages.picture(token))!.png).toString('latin1', 1, 4)).toBe('PNG');
    expect(await pages.picture(tokenOf(links.page(link)))).toBeNull();
    expect(await pages.picture(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toBeNull();
    expect(await pages.picture('')).toBeNull();
    const others = composeCharts({
      ...{ store, clock, channels: () => [], publicUrl: () => '' },
      seal: createSeal('another secret of at least thirty-two letters'),
    });
    expect(await others.pages.picture(token)).toBeNull();
  });
});

describe('the page of a product', () => {
  it('shows the time asked for, up to now', async () => {
    const { store, link } = await storeWith(10);
    const { links, pages } = composeAt('https://ebb.example', store);
    const token = tokenOf(links.page(link));
    expect(await pages.page(token, 90)).toMatchObject({
      title: 'Kettle <img src=x> & "Co"',
      headline: '€80.00',
      heading: 'The last 90 days',
      shopUrl: 'https://shop.example/kettle',
      spans: [
        { name: '30 days', isShown: false },
        { name: '90 days', isShown: true },
        { name: '1 year', isShown: false },
        { name: 'All', isShown: false },
      ],
      facts: expect.arrayContaining([{ label: 'Alert at', value: '€75.00 or less' }]) as unknown,
    });
  });

  it('says nothing about who made the link', async () => {
    const { store, link } = await storeWith(1);
    const token = tokenOf(composeAt('https://ebb.example', store).links.page(link));
    const sealed = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as object;
    expect(Object.keys(sealed)).toEqual(['productId', 'threshold', 'locale', 'timeZone', 'at']);
  });

  it('is not there for a picture, for a forged link, or for a product that is gone', async () => {
    const { store, link } = await storeWith(1);
    const { links, pages } = composeAt('https://ebb.example', store);
    expect(await pages.page(tokenOf(await links.picture('webchat', link)), 30)).toBeNull();
    expect(await pages.page('eyJwcm9kdWN0SWQiOjF9.forged', 30)).toBeNull();
    expect(await pages.page(tokenOf(links.page({ ...link, productId: 99 })), 30)).toBeNull();
  });
});

describe('after 90 days', () => {
  const DAYS = 90 * DAY;

  async function openAfter(ms: number) {
    const { store, link } = await storeWith(1);
    const { links } = composeAt('https://ebb.example', store);
    const tokens = [tokenOf(await links.picture('webchat', link)), tokenOf(links.page(link))] as const;
    const then = { now: () => link.at + ms, sleep: () => Promise.resolve() };
    const { pages } = composeCharts({
      ...{ store, seal, clock: then, channels: () => [webchat], publicUrl: () => '' },
    });
    return { picture: await pages.picture(tokens[0]), page: await pages.page(tokens[1], 30) };
  }

  it('a link shows nothing of the product any more, and a picture says what to do', async () => {
    const before = await openAfter(DAYS - 1);
    expect(before.picture).toMatchObject({ keepMs: 1 });
    expect(before.page).toMatchObject({ headline: '€80.00' });
    const after = await openAfter(DAYS);
    expect(after.page).toBe('expired');
    expect(after.picture?.keepMs).toBe(0);
    expect(Buffer.from(after.picture!.png).toString('latin1', 1, 4)).toBe('PNG');
    expect(Buffer.from(after.picture!.png).equals(before.picture!.png)).toBe(false);
    // One picture for all that is old.
    expect((await openAfter(2 * DAYS)).picture).toEqual(after.picture);
  });

  it('so are links of the time before they expired', async () => {
    const { store, link } = await storeWith(1);
    const { productId, threshold, locale, timeZone } = link;
    const token = seal.seal('product-page', JSON.stringify({ productId, threshold, locale, timeZone }));
    expect(await composeAt('', store).pages.page(token, 30)).toBe('expired');
  });
});
