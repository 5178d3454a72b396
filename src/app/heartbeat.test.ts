import { ManualClock } from '../../test/support/manual-clock';
import { Heartbeat } from './heartbeat';
import type { ProcessLock } from './process-lock';

const HOUR = 3_600_000;

/** A heartbeat whose lock row answers by `beat`. */
function heartbeatOver(beat: ProcessLock['beat']) {
  const clock = new ManualClock();
  const heartbeat = new Heartbeat({ beat, release: () => Promise.resolve() }, clock);
  const tickAfter = (milliseconds: number) => {
    clock.advance(milliseconds);
    return heartbeat.beat();
  };
  let lost: Error | null = null;
  void heartbeat.lost.then((error) => (lost = error));
  return { clock, heartbeat, tickAfter, lost: () => lost };
}

describe('a heartbeat', () => {
  it('writes the lock row every three seconds', async () => {
    let written = 0;
    const { tickAfter } = heartbeatOver(() => Promise.resolve(++written > 0));
    for (let second = 0; second < 9; second += 1) await tickAfter(1_000);
    expect(written).toBe(3);
  });

  it('goes on after a suspend of hours, as long as the lock row is still ours', async () => {
    const { clock, heartbeat, tickAfter, lost } = heartbeatOver(() => Promise.resolve(true));
    await tickAfter(1_000);
    clock.advance(8 * HOUR);
    expect(heartbeat.isFresh()).toBe(false);
    await tickAfter(0);
    expect(heartbeat.isFresh()).toBe(true);
    expect(lost()).toBeNull();
  });

  it('goes on while the database cannot be written', async () => {
    const { tickAfter, lost } = heartbeatOver(() => Promise.reject(new Error('busy')));
    await tickAfter(4_000);
    await tickAfter(4_000);
    expect(lost()).toBeNull();
  });

  it('says so when another process took the lock', async () => {
    const { tickAfter, lost } = heartbeatOver(() => Promise.resolve(false));
    await tickAfter(4_000);
    expect(lost()).toMatchObject({ message: expect.stringContaining('took over') as string });
  });
});
