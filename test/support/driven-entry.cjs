// The application as a process of its own with a clock that the test moves: `{advance: ms}` comes in, `{now, nextWakeMs}` goes
// out when the loops have been woken: how long until the next sleeper wakes, null when nobody sleeps. It runs the build, as users do; only the clock differs from `ebb serve`.
const { readConfig } = require('../../dist/src/config.js');
const { startApplication } = require('../../dist/src/compose.js');

let instant = Number(process.env.DRIVEN_START);
let sleepers = [];

const clock = {
  now: () => instant,
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      sleepers.push({ at: instant + milliseconds, resolve });
    }),
};

function advance(milliseconds) {
  instant += milliseconds;
  const due = sleepers.filter((sleeper) => sleeper.at <= instant);
  sleepers = sleepers.filter((sleeper) => sleeper.at > instant);
  for (const sleeper of due) sleeper.resolve();
}

async function main() {
  const application = await startApplication(readConfig(), 'serve', { clock, ticks: false });
  process.on('message', (message) => {
    if (message.advance !== undefined) {
      advance(message.advance);
      application.tick();
      const next = sleepers.reduce((soonest, { at }) => Math.min(soonest, at - instant), Infinity);
      process.send({ now: instant, nextWakeMs: Number.isFinite(next) ? next : null });
    }
    if (message.stop) void application.stop().then(() => process.disconnect());
  });
  process.send({ ready: application.url });
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
