import { join } from 'node:path';
import type { Log } from '../../src/core/ports';
import { LookPool } from '../../src/plugins/look-pool';
import type { Fetched, LookEnd, LookJob } from '../../src/plugins/look-runner';
import { PROGRAM, describeBuilt } from '../support/built-program';
import { silentLog } from '../support/silent-log';
import { type WatcherFolder, recipeSource, watcherSource, writeWatchers } from '../support/watcher-folder';

const never = new AbortController().signal;

/** A watcher whose look is this code. */
function looking(id: string, code: string): string {
  return watcherSource(id, `look: async (product, { http, log, signal, settings }) => { ${code} },`);
}

const SOURCES = {
  title: looking(
    'title',
    `const answer = await http.get(product.url, { accept: 'html' });
     return { kind: 'unreadable', why: answer.text() };`,
  ),
  spin: looking('spin', `await http.get(product.url, { accept: 'html' }); for (;;) ;`),
  starve: looking(
    'starve',
    `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 900);
     return { kind: 'not-found' };`,
  ),
  hang: looking(
    'hang',
    `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60000);
     return { kind: 'not-found' };`,
  ),
  hoard: looking('hoard', `const all = []; for (;;) all.push(new Array(1e5).fill({}).map(() => ({})));`),
  exit: looking('exit', `process.exit(3);`),
  reject: looking('reject', `Promise.reject(new Error('dangling')); await new Promise(() => {});`),
  print: looking(
    'print',
    `console.log('a line of its own'); log.warn({ a: 1 }, 'said'); return { kind: 'not-found' };`,
  ),
  strange: looking('strange', `return { kind: 'unreadable', why: () => 'a function' };`),
  wait: looking(
    'wait',
    `await new Promise((done) => signal.addEventListener('abort', done)); log.info({}, 'told');`,
  ),
  secrets: looking('secrets', `return { kind: 'unreadable', why: JSON.stringify(process.env) };`),
};

function job(watcher: string): LookJob {
  return { watcher, product: { key: '/7', url: `https://${watcher}.example/7` }, now: 0 };
}

function page(text: string): Fetched {
  const body = new Uint8Array(Buffer.from(text));
  return { kind: 'answer', url: 'https://shop.example/', contentType: 'text/html', body, validator: {} };
}

function answering(text: string) {
  return () => () => Promise.resolve(page(text));
}

/** An answer that comes when the test says so. */
function later() {
  let answer: (text: string) => void = () => undefined;
  const fetched = new Promise<Fetched>((resolve) => (answer = (text) => resolve(page(text))));
  let sayAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (sayAsked = resolve));
  const runs = { count: 0 };
  const open = () => {
    runs.count += 1;
    return () => {
      sayAsked();
      return fetched;
    };
  };
  return { open, runs, asked, answer };
}

function whyOf(end: LookEnd): unknown {
  return end.kind === 'reading' ? (end.reading as { why?: string }).why : end.kind;
}

function kindOf(end: LookEnd): unknown {
  return end.kind === 'reading' ? (end.reading as { kind?: string } | null)?.kind : end.kind;
}

describeBuilt('the pool of threads', () => {
  let folder: WatcherFolder;
  let pool: LookPool;
  const said: string[] = [];
  const log: Log = {
    ...silentLog,
    info: (_, message) => void said.push(message),
    warn: (_, message) => void said.push(message),
  };

  beforeAll(() => (folder = writeWatchers(SOURCES, { pans: recipeSource('pans') })));
  afterAll(() => folder.remove());
  beforeEach(() => {
    said.length = 0;
    const data = { folder: folder.path, packages: [], environment: {} };
    const file = join(PROGRAM, '..', 'plugins', 'look-worker.js');
    pool = new LookPool({ file, data, log, threads: 1, silenceMs: 400, heapMb: 32, looksPerThread: 4 });
  });
  afterEach(() => pool.close());

  it('hands a look its answer, also one that lies in shared memory', async () => {
    expect(whyOf(await pool.run(job('title'), answering('Kettle'), never))).toBe('Kettle');
    const shared = Buffer.from('Pan');
    const open = () => () => Promise.resolve({ ...page(''), body: shared } as Fetched);
    expect(whyOf(await pool.run(job('title'), open, never))).toBe('Pan');
    expect(shared.toString()).toBe('Pan');
  });

  it('leaves an answer to whoever gave it, to be given again', async () => {
    const answer = page('Kettle');
    const open = () => () => Promise.resolve(answer);
    expect(whyOf(await pool.run(job('title'), open, never))).toBe('Kettle');
    expect(whyOf(await pool.run(job('title'), open, never))).toBe('Kettle');
  });

  it('lets looks wait side by side in one thread', async () => {
    const slow = later();
    const first = pool.run(job('title'), slow.open, never);
    await slow.asked;
    expect(whyOf(await pool.run(job('title'), answering('second'), never))).toBe('second');
    slow.answer('first');
    expect(whyOf(await first)).toBe('first');
  });

  it('does not take a machine that gives a thread no processor for a look that computes', async () => {
    expect(kindOf(await pool.run(job('starve'), answering(''), never))).toBe('not-found');
  });

  it('queues looks that find no room and takes them up when there is some', async () => {
    const slow = Array.from({ length: 4 }, later);
    const waiting = slow.map(({ open }) => pool.run(job('title'), open, never));
    await Promise.all(slow.map(({ asked }) => asked));
    const fifth = later();
    const queued = pool.run(job('title'), fifth.open, never);
    expect(fifth.runs.count).toBe(0);
    slow[2]!.answer('third');
    await waiting[2];
    await fifth.asked;
    fifth.answer('fifth');
    expect(whyOf(await queued)).toBe('fifth');
    slow.forEach(({ answer }) => answer('late'));
    await Promise.all(waiting);
  });

  it.each([
    ['computes for ever', 'spin'],
    ['is blocked without computing', 'hang'],
    ['hoards memory', 'hoard'],
    ['ends its thread', 'exit'],
    ['throws outside of its look', 'reject'],
  ])(
    'ends a look that %s, and runs those that waited beside it again',
    async (_, bad) => {
      const slow = later();
      const innocent = pool.run(job('title'), slow.open, never);
      await slow.asked;
      expect(kindOf(await pool.run(job(bad), answering('page'), never))).toBe('unreachable');
      slow.answer('Kettle');
      expect(whyOf(await innocent)).toBe('Kettle');
      expect(slow.runs.count).toBe(2);
      expect(said).toContain('a thread for looks broke down');
      expect(whyOf(await pool.run(job('title'), answering('goes on'), never))).toBe('goes on');
    },
    20_000,
  );

  it('ends a recipe whose page has a million elements', async () => {
    const look = { ...job('pans'), product: { key: '7', url: 'https://pans.example/p/7' } };
    const page = `<h1>Pan</h1>${'<p>'.repeat(1_000_000)}`;
    expect(kindOf(await pool.run(look, answering(page), never))).toBe('unreachable');
    expect(whyOf(await pool.run(job('title'), answering('goes on'), never))).toBe('goes on');
  });

  it('passes on what a watcher logs and nothing that it prints', async () => {
    const printed = jest.spyOn(process.stdout, 'write');
    expect(kindOf(await pool.run(job('print'), answering(''), never))).toBe('not-found');
    expect(said).toContain('said');
    expect(printed.mock.calls.join()).not.toContain('a line of its own');
    printed.mockRestore();
  });

  it('takes what cannot be sent over for no reading', async () => {
    expect(await pool.run(job('strange'), answering(''), never)).toEqual({ kind: 'reading', reading: null });
  });

  it('shows a watcher nothing of the environment', async () => {
    expect(whyOf(await pool.run(job('secrets'), answering(''), never))).toBe('{}');
  });

  it('breaks off a look at once and tells its watcher', async () => {
    const stop = new AbortController();
    const running = pool.run(job('wait'), answering(''), stop.signal);
    await pool.run(job('title'), answering('the thread is up'), never);
    stop.abort();
    expect(kindOf(await running)).toBe('unreachable');
    await pool.run(job('title'), answering('and still is'), never);
    expect(said).toContain('told');
  });

  it('does not start what nobody waits for', async () => {
    const slow = later();
    expect(kindOf(await pool.run(job('title'), slow.open, AbortSignal.abort()))).toBe('unreachable');
    expect(slow.runs.count).toBe(0);
  });

  it('breaks off everything when it is closed', async () => {
    const slow = later();
    const running = pool.run(job('title'), slow.open, never);
    await slow.asked;
    await pool.close();
    expect(kindOf(await running)).toBe('unreachable');
  });
});
