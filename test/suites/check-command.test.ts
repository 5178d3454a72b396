import { join } from 'node:path';
import { describeBuilt, runProgram } from '../support/built-program';
import { writeWatchers } from '../support/watcher-folder';
import { type FakeShop, productPage, startFakeShop } from '../support/fake-shop';

interface Line {
  readonly url: string;
  readonly watcher: string | null;
  readonly kind: string;
  readonly price: string | null;
  readonly currency: string | null;
}

describeBuilt('ebb check', () => {
  let shop: FakeShop;
  beforeAll(async () => (shop = await startFakeShop()));
  afterAll(() => shop.close());

  async function check(links: readonly string[]) {
    const settings = { EBB_ALLOW_PRIVATE: shop.host, EBB_TRUSTED_SHOPS: shop.host, EBB_LANE_GAP: '1s' };
    const { code, stdout, stderr } = await runProgram(['check', '--json', '--', ...links], settings);
    return {
      code,
      stderr,
      lines: stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Line),
    };
  }

  it('reads a page and says which watcher read it', async () => {
    shop.set('/kettle', { body: productPage({ title: 'Kettle', price: '79.90' }) });
    const { code, lines } = await check([`${shop.url}/kettle`]);
    expect(code).toBe(0);
    expect(lines).toMatchObject([
      {
        url: `${shop.url}/kettle`,
        watcher: 'page',
        kind: 'offer',
        title: 'Kettle',
        price: '79.90',
        currency: 'EUR',
      },
    ]);
  });

  it('prints one line per link, in order, and exits with 1 when one is no offer', async () => {
    shop.set('/pot', { body: productPage({ price: '20.00' }) });
    const links = [
      'no link',
      `${shop.url}/gone`,
      'http://169.254.169.254/',
      `${shop.url}/pot`,
      'ftp://shop.example/',
    ];
    const { code, lines } = await check(links);
    expect(code).toBe(1);
    expect(lines.map(({ url, kind, watcher }) => [url, kind, watcher])).toEqual([
      ['no link', 'refused', null],
      [links[1], 'not-found', 'page'],
      [links[2], 'refused', 'page'],
      [links[3], 'offer', 'page'],
      [links[4], 'refused', null],
    ]);
  });

  it('reads a shop that has /products/ links without being of the platform', async () => {
    shop.set('/products/pan', { body: productPage({ price: '35.50' }) });
    const { lines } = await check([`${shop.url}/products/pan`]);
    expect(lines).toMatchObject([{ watcher: 'page', kind: 'offer', price: '35.50' }]);
  });

  it('names every fault of the settings and of the watchers', async () => {
    const wrong = await runProgram(['check', 'https://shop.example/'], { EBB_WATCHERS: 'no-such-package' });
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toContain('package no-such-package: cannot be loaded');
    expect(wrong.stderr).not.toContain('    at ');
  });

  it('reads a shop through a package that imports ebb/watcher, in its thread', async () => {
    const folder = writeWatchers({
      kettles: `const { buildOffer, defineWatcher, fromDecimal, toReading, z } = require('ebb/watcher');
        module.exports = defineWatcher({
          id: 'kettles', name: 'Kettles', homepage: 'https://kettles.example', maintainers: ['somebody'],
          hosts: ['${shop.host}'], reads: 'api', minIntervalSeconds: 60,
          settings: z.object({ KETTLES_TOKEN: z.string() }),
          example: { url: '${shop.url}/k/7', key: '7' },
          match: (url) => url.pathname.startsWith('/k/') ? { key: url.pathname.slice(3), url: url.href } : null,
          async look({ key, url }, { http, settings }) {
            const { price } = (await http.get('${shop.url}/api/' + key, { accept: 'json' })).json();
            return toReading(buildOffer({ title: settings.KETTLES_TOKEN, url, price: fromDecimal(price, 'EUR'),
              availability: 'in-stock', source: 'kettles', snippet: price }));
          },
        });`,
    });
    shop.set('/api/7', { headers: { 'content-type': 'application/json' }, body: '{"price":"12.34"}' });
    const settings = {
      EBB_ALLOW_PRIVATE: shop.host,
      EBB_TRUSTED_SHOPS: shop.host,
      EBB_WATCHERS: join(folder.path, 'kettles'),
      KETTLES_TOKEN: 'Set in the environment',
    };
    const { stdout, code } = await runProgram(['check', '--json', `${shop.url}/k/7`], settings);
    folder.remove();
    expect(JSON.parse(stdout)).toMatchObject({
      watcher: 'kettles',
      kind: 'offer',
      title: 'Set in the environment',
      price: '12.34',
    });
    expect(code).toBe(0);
  });

  it('wants at least one link', async () => {
    expect((await runProgram(['check', '--json'])).code).toBe(2);
  });
});
