import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY } from '../../src/core/history';
import { openStore } from '../../src/storage/open-store';
import { describeBuilt, runProgram } from '../support/built-program';
import { NOW, baselineAt, chat, claimOne, follow, periodAt, recordOf } from '../support/store-samples';

jest.setTimeout(60_000);

describeBuilt('ebb export and ebb import', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ebb-lists-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  function urlOf(name: string): string {
    return `sqlite:${join(folder, `${name}.db`)}`;
  }

  function run(name: string, ...args: string[]) {
    return runProgram(args, { EBB_DATABASE_URL: urlOf(name) });
  }

  /** Writes a file and imports it. */
  function bring(name: string, text: string) {
    const file = join(folder, 'lists.jsonl');
    writeFileSync(file, text);
    return run(name, 'import', file);
  }

  /** Two chats: one whose product was looked at twice, and one that has left. */
  async function fill(name: string): Promise<void> {
    const store = await openStore(urlOf(name));
    const { product, subscription, conversation } = await follow(store, 'ada', 'kettle');
    const rule = { kind: 'target', amount: { minor: 7900, currency: 'EUR' } } as const;
    const baselines = new Map([[product.id, baselineAt(9900)]]);
    await store.subscriptions.setRule(conversation.id, subscription.id, rule, baselines);
    await store.subscriptions.setUrgent(conversation.id, subscription.id, 'interject');
    for (const at of [NOW, NOW + DAY]) {
      const period = periodAt(at, at === NOW ? 9900 : 8900);
      await store.products.recordCheck(await claimOne(store, at), at, () =>
        recordOf({ period, nextCheckAt: at }),
      );
    }
    const { conversation: gone } = await follow(store, 'ben', 'lamp');
    await store.conversations.meet(chat('ada'), NOW, 'spoke');
    await store.conversations.markGone(gone.id, NOW, false);
    await store.close();
  }

  it('move a list with its rules and histories to another database', async () => {
    await fill('old');
    const { code, stdout: file } = await run('old', 'export', '--all');
    expect(code).toBe(0);
    const [header, conversation, wish, ...others] = file
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(others).toEqual([]);
    expect(header).toEqual({ record: 'ebb', version: 1 });
    expect(conversation).toMatchObject({ where: { externalId: 'ada' }, ground: 'spoke' });
    expect(wish).toMatchObject({
      urgent: 'interject',
      history: [{ endedAt: NOW }, { startedAt: NOW + DAY }],
    });

    expect(await bring('new', file)).toMatchObject({
      code: 0,
      stdout: '1 conversations; 1 wishes are new, 0 stood already.\n',
    });
    expect((await run('new', 'export', '--all')).stdout).toBe(file);
    expect((await bring('new', file)).stdout).toContain('0 wishes are new, 1 stood already');
    expect((await run('new', 'export', '--all')).stdout).toBe(file);
  });

  it('take nothing of a file with a faulty line, and name each', async () => {
    await fill('old');
    const { stdout } = await run('old', 'export', '--conversation', '1');
    const [header = '', conversation = '', wish = ''] = stdout.split('\n');
    const faulty = [header, wish, conversation, wish.replace('"EUR"', '"EURO"'), wish, 'no JSON'];
    const { code, stderr } = await bring('new', faulty.join('\n'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/nothing of .+ was taken:\n {2}line 2: there is no conversation 1 above it\n/);
    expect(stderr).toMatch(/line 4: rule\.amount\.currency: no currency of ISO 4217\n {2}line 6: /);
    expect((await run('new', 'export', '--all')).stdout).toBe(`${header}\n`);
    expect((await bring('new', wish)).stderr).toContain('line 1: this is no file of "ebb export", version 1');
  });

  it('leave out what has no room, and name it', async () => {
    await fill('old');
    const { stdout } = await run('old', 'export', '--conversation', '1');
    const [header = '', conversation = '', wish = ''] = stdout.split('\n');
    const link = 'https://kettle.test/item';
    const wishes = Array.from({ length: 1_002 }, (_, n) =>
      wish.replace(link, `https://shop-${n % 50}.test/${n}`),
    );
    const { code, stdout: said, stderr } = await bring('new', [header, conversation, ...wishes].join('\n'));
    expect([code, said]).toEqual([0, '1 conversations; 1000 wishes are new, 0 stood already.\n']);
    expect(stderr.trimEnd().split('\n')).toEqual(
      [0, 1].map(
        (n) =>
          `ebb: https://shop-${n}.test/${1_000 + n} was left out: no more than 1000 products of one person are watched. ` +
          'Stop some of them, and import the file again.',
      ),
    );
  });

  it('say what they cannot do', async () => {
    await fill('old');
    const missing = await run('old', 'export', '--conversation', '1', '--conversation', '2');
    expect(missing.code).toBe(1);
    expect(missing.stdout.trimEnd().split('\n')).toHaveLength(3);
    expect(missing.stderr).toBe('ebb: conversation 2 is not there, or may not be written to (any more).\n');
    for (const args of [['export'], ['export', '--all', '--conversation', '1'], ['import']]) {
      expect((await run('old', ...args)).code).toBe(2);
    }
    const noFile = await run('old', 'import', join(folder, 'nothing'));
    expect([noFile.code, noFile.stderr]).toEqual([1, expect.stringContaining('no such file')]);
  });
});
