import type { Log } from '../../src/core/ports';
import type { InstalledWatcher } from '../../src/plugins/installed-watcher';
import { type LookRunner, endUnreachable } from '../../src/plugins/look-runner';
import { runLook } from '../../src/plugins/run-look';
import { silentLog } from './silent-log';

/**
 * Runs looks in the thread of the test; the limits on time and memory are the pool's and do not hold here.
 */
export function inProcessRunner(watchers: readonly InstalledWatcher[], log: Log = silentLog): LookRunner {
  return {
    run: (job, open, signal) =>
      new Promise((resolve) => {
        const stop = (): void => resolve(endUnreachable('broken off'));
        signal.addEventListener('abort', stop, { once: true });
        if (signal.aborted) stop();
        void runLook(watchers, job, open(), log, signal).then(resolve);
      }),
    close: () => Promise.resolve(),
  };
}
