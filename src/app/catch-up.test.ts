import { DAY_ONE as NOW } from '../../test/support/periods';
import { CatchUp } from './catch-up';

const MINUTE = 60_000;

describe('catching up', () => {
  let spread: number[];
  const catchUp = (): CatchUp => {
    spread = [];
    return new CatchUp(
      {
        spreadLate: (now, since, usualWaitMs) => {
          expect([now - since, usualWaitMs]).toEqual([5 * MINUTE, 6 * 60 * MINUTE]);
          spread.push(now - NOW);
          return Promise.resolve();
        },
      },
      6 * 60 * MINUTE,
    );
  };

  it('is done at the start, and not again', async () => {
    const work = catchUp();
    for (const at of [0, 1000, 60 * MINUTE, -60 * MINUTE]) await work.prepare(NOW + at);
    expect(spread).toEqual([0]);
  });

  it('is tried again when it failed', async () => {
    let calls = 0;
    const spreadLate = () => (++calls === 1 ? Promise.reject(new Error('busy')) : Promise.resolve());
    const work = new CatchUp({ spreadLate }, 6 * 60 * MINUTE);
    await expect(work.prepare(NOW)).rejects.toThrow('busy');
    await work.prepare(NOW + 1000);
    await work.prepare(NOW + 2000);
    expect(calls).toBe(2);
  });
});
