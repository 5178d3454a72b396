import type { Lock } from '../core/records';
import type { SystemStore } from '../core/store';
import { ManualClock } from '../../test/support/manual-clock';
import { AlreadyRunningError, takeProcessLock } from './process-lock';

const log = { debug() {}, info() {}, warn() {}, error() {} };

/** The lock row as storage keeps it. */
function lockRow() {
  let lock: Lock | null = null;
  let claimsReleased = 0;
  const system: SystemStore = {
    acquireLock(_name, holder, now, staleBefore, takeFrom) {
      const free = !lock || lock.heartbeatAt < staleBefore || lock.holder === takeFrom;
      if (!free) return Promise.resolve(lock);
      lock = { holder, heartbeatAt: now };
      return Promise.resolve(null);
    },
    beatLock(_name, holder, now) {
      if (lock?.holder !== holder) return Promise.resolve(false);
      lock = { holder, heartbeatAt: now };
      return Promise.resolve(true);
    },
    releaseLock(_name, holder) {
      if (lock?.holder === holder) lock = null;
      return Promise.resolve();
    },
    releaseClaims() {
      claimsReleased += 1;
      return Promise.resolve();
    },
    secret: (_name, make) => Promise.resolve(make()),
    tryWrite: () => Promise.resolve(),
    isCurrent: () => Promise.resolve(true),
  };
  return { system, claimsReleased: () => claimsReleased };
}

const first = { host: 'a', pid: 10, token: 'x' };
const alive = () => true;
const dead = () => false;

describe('the process lock', () => {
  const clock = new ManualClock();
  const use = { clock, log };

  it('refuses a second process while the first lives, and says which one it is', async () => {
    const { system } = lockRow();
    await takeProcessLock(system, first, alive, use);
    const second = takeProcessLock(system, { host: 'a', pid: 11, token: 'y' }, alive, use);
    await expect(second).rejects.toThrow(AlreadyRunningError);
    await expect(second).rejects.toThrow('process 10 on a');
  });

  it.each([
    ['a dead process on this host', { host: 'a', pid: 11, token: 'y' }, dead],
    ['a container that restarted under the same pid', { host: 'a', pid: 10, token: 'y' }, alive],
  ])('succeeds %s at once and frees its claims', async (_, second, isAlive) => {
    const { system, claimsReleased } = lockRow();
    const old = await takeProcessLock(system, first, alive, use);
    await takeProcessLock(system, second, isAlive, use);
    expect(claimsReleased()).toBe(2);
    expect(await old.beat()).toBe(false);
  });

  it('succeeds a silent process on another host after 15 s', async () => {
    const { system } = lockRow();
    await takeProcessLock(system, first, alive, use);
    const elsewhere = { host: 'b', pid: 10, token: 'y' };
    clock.advance(15_000);
    await expect(takeProcessLock(system, elsewhere, dead, use)).rejects.toThrow(AlreadyRunningError);
    clock.advance(1);
    await expect(takeProcessLock(system, elsewhere, dead, use)).resolves.toBeDefined();
  });

  it('keeps the lock by its heartbeat and gives it back on release', async () => {
    const { system } = lockRow();
    const lock = await takeProcessLock(system, first, alive, use);
    clock.advance(14_000);
    expect(await lock.beat()).toBe(true);
    clock.advance(14_000);
    const elsewhere = { host: 'b', pid: 1, token: 'y' };
    await expect(takeProcessLock(system, elsewhere, dead, use)).rejects.toThrow(AlreadyRunningError);
    await lock.release();
    await expect(takeProcessLock(system, elsewhere, dead, use)).resolves.toBeDefined();
  });
});
