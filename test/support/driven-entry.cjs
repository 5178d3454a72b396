// The application as a process of its own with a clock that the test moves: first `{settings, startAt}` comes
// in, then `{advance: ms}` or `{measure: true}`; `{now, nextWakeMs, rssMb, cpuMs}` goes out when the loops
// have been woken: how long until the next sleeper wakes, null when nobody sleeps. It runs the build, as
// users do; only the clock differs from `ebb serve`.
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const SOURCE = join(process.env.DRIVEN_DIST ?? join(__dirname, '../../dist'), 'src');
const { readConfig } = require(join(SOURCE, 'config.js'));
const { systemRandom } = require(join(SOURCE, 'clock.js'));
const { startApplication } = require(join(SOURCE, 'compose.js'));

let instant = 0;
let sleepers = [];

const clock = {
  now: () => instant,
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const sleeper = { at: instant + milliseconds, resolve };
      sleepers.push(sleeper);
      const leave = () => {
        sleepers = sleepers.filter((other) => other !== sleeper);
        reject(signal.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
    }),
};

// Its tokens may begin with a name, so that whoever reads the database sees whose a claim is.
const random = {
  ...systemRandom,
  token: (bytes) => `${process.env.DRIVEN_NAME ?? ''}${systemRandom.token(bytes)}`,
};

// With DRIVEN_CONNECTIONS, what waits for a connection waits by the same clock. Then time must not pass while
// one works.
let timeouts = [];
function driveConnections() {
  AbortSignal.timeout = (milliseconds) => {
    const controller = new AbortController();
    timeouts.push({ at: instant + milliseconds, controller });
    return controller.signal;
  };
}

function advance(milliseconds) {
  instant += milliseconds;
  const due = sleepers.filter((sleeper) => sleeper.at <= instant);
  sleepers = sleepers.filter((sleeper) => sleeper.at > instant);
  for (const sleeper of due) sleeper.resolve();
  const over = timeouts.filter(({ at }) => at <= instant);
  timeouts = timeouts.filter(({ at }) => at > instant);
  for (const { controller } of over) controller.abort(new DOMException('It took too long.', 'TimeoutError'));
}

/** What lives after garbage is collected. */
function measureHeap() {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

async function main({ settings, startAt }) {
  Object.assign(process.env, settings);
  instant = startAt;
  if (settings.DRIVEN_CONNECTIONS) driveConnections();
  const application = await startApplication(readConfig(), 'serve', { clock, random, ticks: false });
  process.on('message', (message) => {
    if (message.advance !== undefined) {
      advance(message.advance);
      application.tick();
      const next = sleepers.reduce((soonest, { at }) => Math.min(soonest, at - instant), Infinity);
      const { user, system } = process.cpuUsage();
      const used = { rssMb: process.memoryUsage.rss() / 2 ** 20, cpuMs: (user + system) / 1_000 };
      process.send({ now: instant, nextWakeMs: Number.isFinite(next) ? next : null, ...used });
    }
    if (message.measure) process.send({ heapMb: measureHeap() });
    if (message.stop) void application.stop().then(() => process.disconnect());
  });
  process.send({ ready: application.url });
}

process.once('message', (begin) => {
  main(begin).catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
});
// Nobody is left to drive it.
process.once('disconnect', () => process.exit());
