import type { Clock, Log } from '../core/ports';
import type { SystemStore } from '../core/store';

const LOCK_NAME = 'work';
const STALE_AFTER_MS = 15_000;

/** Another process already works on this database. */
export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
}

/** A process as the lock row names it. */
export interface Holder {
  readonly host: string;
  readonly pid: number;
  /** Differs between two processes that get the same pid. */
  readonly token: string;
}

export interface ProcessLock {
  /** Says that we are alive. @returns false when somebody else took the lock: stop at once. */
  beat(): Promise<boolean>;
  release(): Promise<void>;
}

function isDead(holder: string, self: Holder, isAlive: (pid: number) => boolean): boolean {
  const [host, pid] = holder.split(' ');
  if (host !== self.host) return false;
  return Number(pid) === self.pid || !isAlive(Number(pid));
}

/**
 * Takes the lock that lets one process alone poll and deliver on one SQLite file. A holder that died on this
 * host is succeeded at once, one on another host when its heartbeat is 15 s old; what it had claimed is free
 * again then.
 * @throws AlreadyRunningError when the holder lives.
 */
export async function takeProcessLock(
  system: SystemStore,
  self: Holder,
  isAlive: (pid: number) => boolean,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<ProcessLock> {
  const name = `${self.host} ${self.pid} ${self.token}`;
  const take = (takeFrom: string | null) => {
    const now = clock.now();
    return system.acquireLock(LOCK_NAME, name, now, now - STALE_AFTER_MS, takeFrom);
  };
  let standing = await take(null);
  if (standing && isDead(standing.holder, self, isAlive)) {
    log.info({ holder: standing.holder }, 'the process that held this database is gone; taking over');
    standing = await take(standing.holder);
  }
  if (standing) {
    throw new AlreadyRunningError(
      `another Ebb (process ${standing.holder.split(' ').slice(0, 2).reverse().join(' on ')}) already works on this ` +
        'database; stop it first, or give this one its own file by EBB_DATABASE_URL',
    );
  }
  await system.releaseClaims();
  return {
    beat: () => system.beatLock(LOCK_NAME, name, clock.now()),
    release: () => system.releaseLock(LOCK_NAME, name),
  };
}
