import { ManualClock } from '../../test/support/manual-clock';
import { silentLog } from '../../test/support/silent-log';
import { WorkLoop } from '../jobs/work-loop';
import { LoopWatch } from './loop-watch';

const MINUTE = 60_000;

/** A loop that ticks every second under a watch; `hold` lets what it does hang. */
function watchedLoop(capacity = 1) {
  const clock = new ManualClock();
  const state = { due: 0, holdsClaim: false, holdsWork: false };
  const held: (() => void)[] = [];
  const hold = (): Promise<void> => new Promise((resolve) => held.push(resolve));
  let count = 0;
  const loop = new WorkLoop<string>({
    name: 'polls',
    capacity,
    rests: () => false,
    claim: async (free) => {
      if (state.holdsClaim) await hold();
      const taken = Math.min(free, state.due);
      state.due -= taken;
      return Array.from({ length: taken }, () => String(++count));
    },
    keyOf: (name) => name,
    perform: () => (state.holdsWork ? hold() : Promise.resolve()),
    log: silentLog,
  });
  const watch = new LoopWatch([loop], clock);
  return {
    state,
    findStuck: () => watch.findStuck(),
    goOn: () => {
      state.holdsClaim = state.holdsWork = false;
      for (const resolve of held.splice(0)) resolve();
    },
    pass: async (milliseconds: number) => {
      for (let past = 0; past < milliseconds; past += 1_000) {
        clock.advance(1_000);
        watch.look();
        loop.wake();
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

it('is content with a loop that has nothing to do', async () => {
  const { pass, findStuck } = watchedLoop();
  await pass(5 * MINUTE);
  expect(findStuck()).toEqual([]);
});

it('names a loop whose claim hangs for two minutes, until it goes on', async () => {
  const { state, pass, findStuck, goOn } = watchedLoop();
  await pass(MINUTE);
  state.holdsClaim = true;
  await pass(2 * MINUTE - 1_000);
  expect(findStuck()).toEqual([]);
  await pass(3_000);
  expect(findStuck()).toEqual(['polls']);
  goOn();
  await pass(1_000);
  expect(findStuck()).toEqual([]);
});

it('names a loop that is full of work that hangs', async () => {
  const { state, pass, findStuck, goOn } = watchedLoop(2);
  Object.assign(state, { due: 2, holdsWork: true });
  await pass(2 * MINUTE + 3_000);
  expect(findStuck()).toEqual(['polls']);
  goOn();
  await pass(1_000);
  expect(findStuck()).toEqual([]);
});

it('is content with a loop that goes on beside one piece that hangs', async () => {
  const { state, pass, findStuck } = watchedLoop(2);
  Object.assign(state, { due: 1, holdsWork: true });
  await pass(5 * MINUTE);
  expect(findStuck()).toEqual([]);
});

it('is content with a full loop whose work ends again and again', async () => {
  const { state, pass, findStuck, goOn } = watchedLoop();
  state.due = 9;
  for (let piece = 0; piece < 9; piece += 1) {
    state.holdsWork = true;
    await pass(MINUTE);
    goOn();
  }
  expect(findStuck()).toEqual([]);
});
