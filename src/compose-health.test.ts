import { ManualClock } from '../test/support/manual-clock';
import { createMemoryStore } from '../test/support/memory-store';
import { spokenLog } from '../test/support/spoken-log';
import { Outages } from './app/outages';
import { composeHealth } from './compose-health';

/** A process with one loop, its checks by name. */
function startProcess() {
  const clock = new ManualClock();
  const store = createMemoryStore();
  const loop = { name: 'polls', moves: 0, isIdle: true };
  const { log, said } = spokenLog();
  const outages = new Outages(clock, log);
  const disk = { isLow: () => false, isRefusing: () => false, look: jest.fn(() => Promise.resolve()) };
  const health = composeHealth({ store, disk, clock, outages }, null, [loop]);
  const tick = (milliseconds = 0): void => {
    clock.advance(milliseconds);
    health.look();
  };
  const check = async (name: string): Promise<boolean> => {
    const probe = health.probes.find((one) => one.name === name);
    if (!probe) throw new Error(`There is no probe ${name}.`);
    return probe.check().catch(() => false);
  };
  return { clock, store, disk, loop, health, tick, check, said };
}

it('is well while it ticks', async () => {
  const { health, tick, check } = startProcess();
  for (let second = 0; second < 200; second += 1) tick(1_000);
  expect(health.findStuck()).toEqual([]);
  for (const { name } of health.probes) expect([name, await check(name)]).toEqual([name, true]);
});

it('names ticks that do not come, until they come again', async () => {
  const { clock, health, tick, check } = startProcess();
  clock.advance(10_000);
  expect(health.findStuck()).toEqual(['ticks']);
  expect(await check('work')).toBe(false);
  tick();
  expect(health.findStuck()).toEqual([]);
});

it('names a loop that does not get on', async () => {
  const { loop, health, tick, check } = startProcess();
  loop.isIdle = false;
  for (let second = 0; second <= 121; second += 1) tick(1_000);
  expect(health.findStuck()).toEqual(['polls']);
  expect(await check('work')).toBe(false);
});

it('says in the log once that a loop hangs, and once that it goes on', () => {
  const { loop, tick, said } = startProcess();
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second += 1) tick(1_000);
  };
  loop.isIdle = false;
  pass(300);
  expect(said).toEqual([
    ['error', expect.stringContaining('work hangs'), expect.objectContaining({ stuck: ['polls'] })],
  ]);
  loop.moves += 1;
  loop.isIdle = true;
  pass(60);
  expect(said.slice(1)).toEqual([['info', 'work that hung goes on', expect.anything()]]);
});

it('asks the database at most every five seconds, whoever asks', async () => {
  const { clock, store, check } = startProcess();
  let writes = 0;
  let fails = true;
  store.system.tryWrite = () => {
    writes += 1;
    return fails ? Promise.reject(new Error('the disk is full')) : Promise.resolve();
  };
  expect([await check('database'), await check('database'), writes]).toEqual([false, false, 1]);
  fails = false;
  clock.advance(4_999);
  expect(await check('database')).toBe(false);
  clock.advance(1);
  expect([await check('database'), writes]).toEqual([true, 2]);
});

it('is not ready when a newer Ebb has changed the tables', async () => {
  const { store, check } = startProcess();
  store.system.isCurrent = () => Promise.resolve(false);
  expect(await check('tables')).toBe(false);
});

it('is not ready while there is hardly room on the disk, at which every tick looks', async () => {
  const { disk, tick, check } = startProcess();
  tick();
  tick();
  expect(disk.look).toHaveBeenCalledTimes(2);
  disk.isLow = () => true;
  expect(await check('disk')).toBe(false);
  disk.isLow = () => false;
  expect(await check('disk')).toBe(true);
});

it('is not ready once it stops', async () => {
  const { health, check } = startProcess();
  await health.stop();
  expect(await check('running')).toBe(false);
  expect(health.findStuck()).toEqual([]);
});
