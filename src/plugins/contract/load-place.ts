import { join } from 'node:path';
import type { Log } from '../../core/ports';
import type { InstalledWatcher } from '../installed-watcher';
import { OWN_WATCHERS, WatcherFaults, loadWatchers } from '../load-watchers';
import { LookPool } from '../look-pool';
import type { WatcherPlace } from './find-watcher';

/** What watchers for any host hand a page on to that is not theirs. */
const FALLBACK = 'page';

/** One watcher, ready to look: in a thread with the limits that it has in service. */
export interface LoadedPlace {
  readonly watcher: InstalledWatcher;
  /** What it may hand a page on to. */
  readonly others: readonly InstalledWatcher[];
  /** To be closed. */
  readonly runner: LookPool;
}

/** @throws WatcherFaults */
export function loadPlace(
  { id, code }: WatcherPlace,
  environment: Readonly<Record<string, string>>,
  log: Log,
): LoadedPlace {
  const packages = id === FALLBACK ? [code] : [code, join(OWN_WATCHERS, FALLBACK)];
  const watchers = loadWatchers({ folder: null, packages, environment });
  const watcher = watchers.find((each) => each.id === id);
  if (!watcher)
    throw new WatcherFaults([`the watcher in ${code} has another id than "${id}", the name of its folder`]);
  const runner = new LookPool({ data: { folder: null, packages, environment }, log, threads: 1 });
  return { watcher, others: watchers.filter((each) => each !== watcher), runner };
}

/** The made-up settings with which its recorded answers are read. @throws WatcherFaults */
export function readExampleSettings(
  { id, code }: WatcherPlace,
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const watchers = loadWatchers({ folder: null, packages: [code], environment });
  return watchers.find((each) => each.id === id)?.example.settings ?? {};
}
