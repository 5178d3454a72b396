import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeBuilt, runProgram } from '../support/built-program';
import { type FakeShop, startFakeShop } from '../support/fake-shop';
import { type WatcherFolder, recipeSource, writeWatchers } from '../support/watcher-folder';

const PAGE = '<!doctype html><title>Kettle</title><h1>Kettle</h1><p class="price">79.90 EUR</p>';

interface DoctorLine {
  readonly id: string;
  readonly state: string;
  readonly links: readonly {
    readonly link: string;
    readonly drift: string;
    readonly differences: readonly string[];
  }[];
}

describeBuilt('ebb watchers doctor', () => {
  let shop: FakeShop;
  let folder: WatcherFolder;
  beforeEach(async () => {
    shop = await startFakeShop();
    shop.set('/p/7', { body: PAGE });
    const recipe = recipeSource('kettle')
      .replaceAll('https://kettle.example', shop.url)
      .replace('kettle.example', shop.host);
    folder = writeWatchers({}, { kettle: recipe, pot: recipeSource('pot', 'colour: red') });
    record('example', '/p/7', { kind: 'offer', price: '79.90' }, { html: PAGE });
    record('gone', '/p/8', { kind: 'not-found' }, { failed: { kind: 'not-found' } });
  });
  afterEach(async () => {
    folder.remove();
    await shop.close();
  });

  function record(name: string, path: string, expect: object, answer: object): void {
    const pages = join(folder.path, 'kettle', 'pages');
    mkdirSync(pages, { recursive: true });
    const link = `${shop.url}${path}`;
    writeFileSync(join(pages, `${name}.json`), JSON.stringify({ link, expect, answers: { [link]: answer } }));
  }

  function run(...args: string[]) {
    const settings = { EBB_ALLOW_PRIVATE: shop.host, EBB_TRUSTED_SHOPS: shop.host, EBB_LANE_GAP: '1s' };
    return runProgram(['watchers', 'doctor', ...args, '--folder', folder.path], settings);
  }

  async function examine(id: string): Promise<{ code: number; line: DoctorLine | undefined }> {
    const { code, stdout } = await run(id, '--json');
    return { code, line: (JSON.parse(stdout) as { watchers: DoctorLine[] }).watchers[0] };
  }

  it('finds a shop as it was recorded, whatever it costs by now', async () => {
    shop.set('/p/7', { body: PAGE.replace('79.90', '59.90') });
    const { code, line } = await examine('kettle');
    expect(code).toBe(0);
    expect(line).toMatchObject({ id: 'kettle', state: 'same' });
    expect(line?.links.map(({ link, drift }) => [link, drift])).toEqual([
      [`${shop.url}/p/7`, 'same'],
      [`${shop.url}/p/8`, 'same'],
    ]);
  });

  it('says what drifted, in a table too', async () => {
    shop.set('/p/7', { body: PAGE.replace('class="price"', 'class="amount"') });
    const { code, line } = await examine('kettle');
    expect(code).toBe(1);
    expect(line?.state).toBe('drifted');
    expect(line?.links[0]?.differences[0]).toMatch(
      /^is unreadable .* instead of offer for 79.90 EUR by recipe: css .price$/,
    );
    const { stdout } = await run('kettle');
    expect(stdout).toMatch(
      /^watcher +state +link +what is found\nkettle +drifted +http\S+\/p\/7 +is unreadable/,
    );
  });

  it('calls a product that is gone, and a shop that lets nobody look, no drift', async () => {
    shop.set('/p/7', { status: 410 });
    shop.set('/p/8', { status: 403 });
    const { code, line } = await examine('kettle');
    expect(line).toMatchObject({ state: 'changed', links: [{ drift: 'changed' }, { drift: 'unseen' }] });
    expect(code).toBe(0);
  });

  it('tells a watcher that cannot be used from one that drifted, and goes on', async () => {
    const { code, stdout } = await run();
    expect(code).toBe(1);
    expect(stdout).toMatch(/^kettle +same /m);
    expect(stdout).toMatch(/^pot +faulty .*colour is not known/m);
  });
});
