// The real looker, its threads and its way out, in a process of its own: `{url, validators}` comes in, `{url,
// reading, ms, blockedMs, noiseMs, rssMb}` goes out. It runs the build, as users do.
const { readFileSync } = require('node:fs');
const { isMainThread, Worker, workerData } = require('node:worker_threads');
const { composeLooker } = require('../../dist/src/compose-looker.js');
const { readConfig } = require('../../dist/src/config.js');

const TICK_MS = 5;

/** Tells when a tick of this thread came, and how late. */
function watchTicks(note) {
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    note(now, now - last - TICK_MS);
    last = now;
  }, TICK_MS);
}

/** A thread that does nothing but tick: what makes it late is the machine. */
function beWitness() {
  watchTicks((_, late) => (workerData[0] = Math.max(workerData[0], late)));
}

/** @returns milliseconds that this thread has had a processor; Infinity where the system does not tell (proc(5)). */
function readProcessorMs() {
  try {
    const [nanoseconds] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'latin1').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    return Infinity;
  }
}

function lookWhenAsked() {
  const noise = new Float64Array(new SharedArrayBuffer(8));
  new Worker(module.filename, { workerData: noise }).unref();
  const log = {
    debug() {},
    info() {},
    warn() {},
    error: (fields, message) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
  };
  const looker = composeLooker(readConfig(), log);
  const ticks = [];
  let before = readProcessorMs();
  watchTicks((at, late) => {
    const now = readProcessorMs();
    // Without a processor a tick is late, too; that is no answer's doing.
    const worked = Number.isFinite(now) ? now - before : late;
    before = now;
    ticks.push({ at, late: Math.min(late, worked), rss: process.memoryUsage.rss() });
  });

  async function look({ url, validators }) {
    const start = performance.now();
    const product = looker.identify(url);
    const { reading } = await looker.look({ ...product, validators }, new AbortController().signal);
    const ms = performance.now() - start;
    // The tick that this look has held up, if it has, comes first.
    await new Promise((resolve) => setTimeout(resolve, 2 * TICK_MS));
    const seen = ticks.filter(({ at }) => at >= start);
    const blockedMs = Math.max(...seen.map(({ late }) => late));
    const rssMb = Math.max(...seen.map(({ rss }) => rss)) / 1e6;
    process.send({ url, reading, ms, blockedMs, noiseMs: noise[0], rssMb });
  }

  process.on('message', (message) => {
    if (message.stop) void looker.close().then(() => process.exit(0));
    else void look(message);
  });
  process.send({ ready: true });
}

if (isMainThread) lookWhenAsked();
else beWitness();
