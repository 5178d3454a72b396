import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describeBuilt, type Finished, runProgram } from '../support/built-program';
import { DrivenApplication } from '../support/driven-application';
import { FakeConnector } from '../support/fake-connector';
import { type FakeShop, startFakeShop } from '../support/fake-shop';
import { type WatcherFolder, recipeSource, writeWatchers } from '../support/watcher-folder';

// A shop that its recipe misreads, the person who says so, and the developer who mends it.
jest.setTimeout(120_000);

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const START = Date.UTC(2026, 0, 15, 12);
const CHAT = { conversation: 'ann', person: '29:ann' };
const PATIENCE = 500;

function page(price: string, now: string): string {
  return `<!doctype html><title>Kettle</title><h1>Kettle</h1>
<p class="price">${price} EUR</p><p class="now">${now} EUR</p><input name="csrf_token" value="a8f7c2">`;
}

describeBuilt('a price that is wrong', () => {
  let shop: FakeShop;
  let connector: FakeConnector;
  let watchers: WatcherFolder;
  let application: DrivenApplication;

  beforeAll(async () => {
    shop = await startFakeShop();
    connector = await FakeConnector.start();
    const recipe = recipeSource('kettle')
      .replaceAll('https://kettle.example', shop.url)
      .replace('kettle.example', shop.host);
    watchers = writeWatchers({}, { kettle: recipe });
    application = await DrivenApplication.start(settings(), START);
  });

  afterAll(async () => {
    await application.stop();
    await connector.close();
    await shop.close();
    watchers.remove();
  });

  function settings(): Record<string, string> {
    return {
      EBB_DATABASE_URL: `sqlite:${join(watchers.path, 'ebb.db')}`,
      EBB_ALLOW_PRIVATE: shop.host,
      EBB_TRUSTED_SHOPS: shop.host,
      EBB_WATCHERS: join(watchers.path, 'kettle'),
    };
  }

  function say(text: string, activity: Readonly<Record<string, unknown>> = {}): Promise<number> {
    return connector.say(application.messagesEndpoint, { ...CHAT, text, activity });
  }

  /** Lets seconds pass until the person is shown this. @returns that activity. */
  async function see(text: string): Promise<Readonly<Record<string, any>>> {
    for (let left = PATIENCE; left > 0; left -= 1) {
      const post = connector.posts.find(({ activity }) => JSON.stringify(activity).includes(text));
      if (post) return post.activity;
      await application.advance(SECOND);
      await wait(5);
    }
    const shown = connector.posts.map(({ activity }) => JSON.stringify(activity)).join('\n');
    throw new Error(`nobody is shown "${text}":\n${shown}\n${application.log}`);
  }

  function ebb(...args: string[]): Promise<Finished> {
    return runProgram(['watchers', ...args], settings());
  }

  function findAction(activity: Readonly<Record<string, any>>, title: string): unknown {
    const actions = activity['attachments'][0].content.actions as { title: string; data: unknown }[];
    return actions.find((action) => action.title === title)?.data;
  }

  it('is told by a person, kept, adopted and mended', async () => {
    shop.set('/p/7', { body: page('99.00', '89.00') });
    await say(`${shop.url}/p/7`);
    await see('€79.20 or less');
    shop.set('/p/7', { body: page('59.90', '79.90') });
    await application.advance(7 * HOUR);
    const alert = await see('Down €39.10');

    await say('', { value: findAction(alert, 'Wrong price?') });
    await see('What does the shop show now');
    await say('79.90');
    await see('You see €79.90, and I read €59.90');
    await see('I have kept the page and your answer');

    const listed = await ebb('reports', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject({
      reports: [
        { id: 1, watcher: 'kettle', url: `${shop.url}/p/7`, read: { kind: 'offer', price: '59.90' } },
      ],
    });
    expect(listed.stdout).not.toMatch(/ann|29:/);
    expect((await ebb('reports')).stdout).toContain('read offer 59.90 EUR, a person says 79.90 EUR');

    const adopted = await ebb('adopt', '1', '--folder', watchers.path);
    expect(adopted).toMatchObject({ code: 0, stderr: '' });
    const written = readFileSync(join(watchers.path, 'kettle', 'pages', 'report-1.json'), 'utf8');
    expect(written).not.toMatch(/a8f7c2|29:/);
    const broken = await ebb('test', 'kettle', '--folder', watchers.path);
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain('report-1: price is 59.90 instead of 79.90');

    const file = join(watchers.path, 'kettle', 'recipe.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('css: .price', 'css: .now'));
    expect((await ebb('test', 'kettle', '--folder', watchers.path)).stdout).toContain('keeps the contract');
  });

  it('is adopted once, and only where it is clear what would be right', async () => {
    await say('wrong price 1');
    await say('another product');
    await see('You see another product');
    expect((await ebb('adopt', '1', '--folder', watchers.path)).stderr).toContain('there is no report 1');
    const unclear = await ebb('adopt', '2', '--folder', watchers.path);
    expect(unclear).toMatchObject({ code: 2, stderr: expect.stringContaining('say with --expect') });
    const args = ['adopt', '2', '--expect', 'not-a-product', '--folder', watchers.path];
    expect((await ebb(...args)).code).toBe(0);
    expect(await ebb(...args)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is there already'),
    });
  });
});
