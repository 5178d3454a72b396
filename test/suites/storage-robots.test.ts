import { NOW } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

const SHOP = 'https://shop.test';

describeStores(({ open, openTwice }) => {
  it('keeps what a shop says for all processes, until it expires', async () => {
    const [a, b] = await openTwice();
    expect(await a.robots.get(SHOP, NOW)).toBeNull();
    const kept = { text: 'User-agent: *\nDisallow: /', expiresAt: NOW + 10 };
    await a.robots.put(SHOP, kept, NOW);
    expect(await b.robots.get(SHOP, NOW + 9)).toEqual(kept);
    expect(await b.robots.get(SHOP, NOW + 10)).toBeNull();
    expect(await b.robots.get('http://shop.test', NOW)).toBeNull();
  });

  it('replaces what it kept, and forgets what has expired', async () => {
    const { robots } = await open();
    await robots.put(SHOP, { text: 'old', expiresAt: NOW + 10 }, NOW);
    await robots.put('https://other.test', { text: 'gone', expiresAt: NOW + 5 }, NOW);
    await robots.put(SHOP, { text: '', expiresAt: NOW + 20 }, NOW + 5);
    expect(await robots.get(SHOP, NOW)).toEqual({ text: '', expiresAt: NOW + 20 });
    expect(await robots.get('https://other.test', NOW)).toBeNull();
  });

  it('keeps what no text of a database may hold', async () => {
    const { robots } = await open();
    await robots.put(SHOP, { text: 'a\0b\ufffd', expiresAt: NOW + 10 }, NOW);
    expect((await robots.get(SHOP, NOW))?.text).toBe('ab\ufffd');
  });
});
