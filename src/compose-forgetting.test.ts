import { ManualClock } from '../test/support/manual-clock';
import { createMemoryStore } from '../test/support/memory-store';
import { UNWATCHED } from './compose-database';
import { createForgetting } from './compose-forgetting';

const MINUTE = 60_000;

/** A loop over a store whose steps the test scripts: is there more? */
function forgettingOver(steps: (boolean | Error)[]) {
  const clock = new ManualClock();
  const store = createMemoryStore();
  const errors: string[] = [];
  const log = {
    debug() {},
    info() {},
    warn() {},
    error: (_: object, text: string) => void errors.push(text),
  };
  let taken = 0;
  store.forgetting.forget = () => {
    taken += 1;
    const step = steps.shift() ?? false;
    return step instanceof Error ? Promise.reject(step) : Promise.resolve(step);
  };
  const loop = createForgetting({ store, disk: UNWATCHED, clock, log });
  return {
    errors,
    /** How many steps it has taken, so long later. */
    after: async (milliseconds: number): Promise<number> => {
      clock.advance(milliseconds);
      await loop.drain();
      return taken;
    },
  };
}

it('begins a minute after the start, and looks again every hour', async () => {
  const { after } = forgettingOver([]);
  expect(await after(MINUTE - 1)).toBe(0);
  expect(await after(1)).toBe(1);
  expect(await after(60 * MINUTE - 1)).toBe(1);
  expect(await after(1)).toBe(2);
});

it('goes on after a second while there is more', async () => {
  const { after } = forgettingOver([true, true, false]);
  expect(await after(MINUTE)).toBe(1);
  expect(await after(999)).toBe(1);
  expect(await after(1)).toBe(2);
  expect(await after(1_000)).toBe(3);
  expect(await after(MINUTE)).toBe(3);
});

it('says so when it cannot, and tries again in the next hour', async () => {
  const { after, errors } = forgettingOver([new Error('the disk is full')]);
  expect(await after(MINUTE)).toBe(1);
  expect(errors).toHaveLength(1);
  expect(await after(60 * MINUTE)).toBe(2);
});
