import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeBuilt, runProgram } from '../support/built-program';
import { type FakeShop, productPage, startFakeShop } from '../support/fake-shop';

const STATED = productPage({ title: 'Kettle', price: '79.90' });
/** A page that says its price to people only, where no recipe looks for it. */
const SHOWN =
  '<!doctype html><title>Kettle</title><h1>Kettle</h1><p class="k">79.90 EUR</p><button>Buy</button>';

describeBuilt('ebb watchers new', () => {
  let folder: string;
  let watchers: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ebb-new-'));
    watchers = join(folder, 'watchers');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const create = (...args: string[]) => runProgram(['watchers', 'new', ...args, '--folder', watchers]);
  const test = (id: string) => runProgram(['watchers', 'test', id, '--folder', watchers]);
  const read = (...path: string[]) => readFileSync(join(watchers, ...path), 'utf8');

  /** A new watcher made from a saved page. */
  function createFrom(html: string, id: string, ...args: string[]) {
    writeFileSync(join(folder, 'page.html'), html);
    return create(
      id,
      '--file',
      join(folder, 'page.html'),
      '--link',
      `https://${id}.example/p/7?utm_source=x`,
      ...args,
    );
  }

  it('writes a recipe where structured data is enough, and it keeps the contract', async () => {
    const { code, stdout } = await createFrom(STATED, 'kettle', '--accept', '--maintainer', 'jane');
    expect(code).toBe(0);
    expect(stdout).toContain('Next: ebb watchers test kettle');
    expect(read('kettle', 'recipe.yaml')).toContain('price: { jsonld: offers.price }');
    expect(read('kettle', 'readme.md')).toMatch(/Checked: \d{4}-\d{2}-\d{2}/);
    expect((await test('kettle')).stdout).toContain('kettle: keeps the contract');
  });

  it('writes a module where only the reader of any page finds the price', async () => {
    await createFrom(SHOWN, 'kettle', '--accept');
    expect(readdirSync(join(watchers, 'kettle')).sort()).toEqual(['index.js', 'pages', 'readme.md']);
    expect((await test('kettle')).stdout).toContain('kettle: keeps the contract');
  });

  it('leaves one thing to write where the page is misread, and the test says which', async () => {
    const { stdout } = await createFrom(SHOWN, 'kettle', '--expect', 'offer 69.90 EUR');
    expect(stdout).toContain(`Still to write: the selector PRICE in ${join(watchers, 'kettle', 'index.js')}`);
    const unwritten = await test('kettle');
    expect(unwritten.code).toBe(1);
    expect(unwritten.stdout).toContain('breaks it in one place');
    expect(unwritten.stdout).toContain('No price and currency is found at .still-to-write.');
    const page = SHOWN.replace('<p', '<i id="real">69.90 EUR</i><p');
    writeFileSync(
      join(watchers, 'kettle', 'pages', 'example.json'),
      read('kettle', 'pages', 'example.json').replace(JSON.stringify(SHOWN), JSON.stringify(page)),
    );
    writeFileSync(
      join(watchers, 'kettle', 'index.js'),
      read('kettle', 'index.js').replace('.still-to-write', '#real'),
    );
    expect((await test('kettle')).stdout).toContain('kettle: keeps the contract');
  });

  it('makes a package of a folder that is none, which EBB_WATCHERS names', async () => {
    await createFrom(STATED, 'kettle', '--accept');
    expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toMatchObject({
      name: 'ebb-watcher-kettle',
      peerDependencies: { ebb: expect.any(String) },
    });
    await createFrom(SHOWN, 'pot', '--accept');
    const { stdout } = await runProgram(['watchers', 'list'], { EBB_WATCHERS: folder });
    expect(stdout).toMatch(/^kettle /m);
    expect(stdout).toMatch(/^pot /m);
  });

  it('writes TypeScript with a test of its own into a checkout', async () => {
    mkdirSync(join(folder, 'src', 'watcher-api'), { recursive: true });
    writeFileSync(join(folder, 'src', 'watcher-api', 'index.ts'), '');
    writeFileSync(join(folder, 'package.json'), '{}');
    const { stdout } = await createFrom(SHOWN, 'kettle', '--accept');
    expect(stdout).toContain('Next: npm run build && ebb watchers test kettle');
    expect(read('kettle', 'index.ts')).toContain("from '../../src/watcher-api'");
    expect(read('kettle', 'index.test.ts')).toContain("['https://kettle.example/p/7?utm_source=x', '7']");
    expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe('{}');
  });

  it('looks at a live page through the guard, and goes on from where it is sent to', async () => {
    const shop: FakeShop = await startFakeShop();
    shop.set('/old', { status: 301, headers: { location: '/p/7' } });
    shop.set('/p/7', { body: STATED });
    const args = ['watchers', 'new', 'kettle', '--link', `${shop.url}/old`, '--accept', '--folder', watchers];
    const refused = await runProgram(args);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('give it with --file FILE') });
    expect(existsSync(watchers)).toBe(false);
    const { code } = await runProgram(args, { EBB_ALLOW_PRIVATE: shop.host, EBB_LANE_GAP: '1s' });
    await shop.close();
    expect(code).toBe(0);
    expect(read('kettle', 'recipe.yaml')).toContain(`hosts: [${shop.host}]`);
    expect(shop.requestsTo('/robots.txt')).toHaveLength(1);
  });

  it.each([
    ['an id of another form', ['Kettle'], 'not made of lower case letters'],
    ['an id that is taken', ['steam'], 'there is a watcher "steam" already'],
    ['no link', ['kettle', '--accept'], 'say with --link'],
    ['a link that is none', ['kettle', '--link', 'kettle', '--accept'], '"kettle" is no http(s) link'],
    [
      'a host of another watcher',
      ['kettle', '--link', 'https://gog.com/en/game/x'],
      'gog.com belongs to the watcher "gog"',
    ],
    [
      'a file that is missing',
      ['kettle', '--link', 'https://kettle.example/p/7', '--file', 'none.html'],
      'no file none.html',
    ],
  ])('says what is wrong: %s', async (_, args, complaint) => {
    const { code, stderr } = await create(...args);
    expect(stderr).toContain(complaint);
    expect(code).toBeGreaterThan(0);
    expect(existsSync(watchers)).toBe(false);
  });

  it.each([
    ['a page without a price', '<h1>Hello</h1>', ['--accept'], '--expect'],
    [
      'links that do not take the sample',
      STATED,
      ['--accept', '--links', '/x/{id}'],
      'does not take the link',
    ],
    ['links of no form', STATED, ['--accept', '--links', 'x'], 'does not begin with a slash'],
  ])('writes nothing for %s', async (_, html, args, complaint) => {
    const { code, stderr } = await createFrom(html, 'kettle', ...args);
    expect(stderr).toContain(complaint);
    expect(code).toBe(1);
    expect(existsSync(watchers)).toBe(false);
  });

  it('writes over nothing', async () => {
    await createFrom(STATED, 'kettle', '--accept');
    const before = read('kettle', 'recipe.yaml');
    const { code, stderr } = await createFrom(SHOWN, 'kettle', '--accept');
    expect([code, stderr]).toEqual([1, expect.stringContaining('already')]);
    expect(read('kettle', 'recipe.yaml')).toBe(before);
  });
});
