import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/storage/open-store';
import { describeBuilt, runProgram } from '../support/built-program';
import { chat, follow } from '../support/store-samples';

jest.setTimeout(60_000);

describeBuilt('ebb block and ebb unblock', () => {
  let settings: { readonly EBB_DATABASE_URL: string };
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ebb-block-'));
    settings = { EBB_DATABASE_URL: `sqlite:${join(folder, 'ebb.db')}` };
    const store = await openStore(settings.EBB_DATABASE_URL);
    await follow(store, 'ada', 'kettle');
    await store.conversations.meet(chat('ada'), 0, 'spoke');
    await store.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) => runProgram(args, settings);

  it('change the block list, and say what that means', async () => {
    expect(await run('block')).toEqual({ code: 0, stdout: 'No shop is blocked.\n', stderr: '' });
    const blocked = await run('block', 'Kettle.test', '--reason', ' The shop\nasked for it. ');
    expect(blocked).toMatchObject({ code: 0, stderr: '' });
    expect(blocked.stdout).toBe(
      'kettle.test and all under it gets no request any more. The one who follows something there is told.\n',
    );
    expect((await run('block', 'shop.example')).stdout).toContain('Nobody follows anything there.');
    const lines = (await run('block')).stdout.split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\d {2}kettle\.test {2}The shop asked for it$/),
      expect.stringMatching(/^\d{4}-\d\d-\d\d {2}shop\.example$/),
      '',
    ]);
    expect(await run('unblock', 'KETTLE.test')).toMatchObject({ code: 0 });
    expect((await run('block')).stdout).not.toContain('kettle');
    const absent = await run('unblock', 'kettle.test');
    expect(absent).toMatchObject({ code: 1, stdout: '' });
    expect(absent.stderr).toContain('kettle.test is not on the block list');
  });

  it.each([
    [['com'], '"com" is no host of a shop'],
    [['co.uk'], '"co.uk" is no host of a shop'],
    [['https://shop.example/'], '"https://shop.example/" is no host of a shop'],
    [['shop.example:8080'], '"shop.example:8080" is no host of a shop'],
    [['a.example', 'b.example'], 'name one host'],
    [['a.example', '--reason', 'x'.repeat(91)], 'the reason is too long'],
  ])('refuse %j', async (args, fault) => {
    const { code, stderr } = await run('block', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(fault);
  });
});
