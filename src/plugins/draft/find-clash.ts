import { existsSync, readdirSync } from 'node:fs';
import type { InstalledWatcher } from '../installed-watcher';
import { findWatcher } from '../contract/find-watcher';
import { overlap } from '../host-pattern';
import { WatcherFaults, loadWatchers } from '../load-watchers';
import { watcherSchema } from '../watcher-schema';

/** All watchers that a new one must live with: those that Ebb loads, and those that lie in a folder. */
export function listWatchers(
  folder: string,
  packages: readonly string[],
  environment: Readonly<Record<string, string>>,
): readonly InstalledWatcher[] {
  const loaded = loadWatchers({ packages, environment });
  const ids = new Set(loaded.map(({ id }) => id));
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const further = names.filter((name) => !ids.has(name)).flatMap((name) => load(folder, name, environment));
  return [...loaded, ...further];
}

/** One that does not load claims nothing yet. */
function load(
  folder: string,
  id: string,
  environment: Readonly<Record<string, string>>,
): readonly InstalledWatcher[] {
  const place = findWatcher(folder, id);
  if ('fault' in place) return [];
  try {
    return loadWatchers({ folder: null, packages: [place.code], environment });
  } catch (error) {
    if (error instanceof WatcherFaults) return [];
    throw error;
  }
}

/** Why a watcher cannot have this id; null when it can. */
export function findIdFault(watchers: readonly InstalledWatcher[], id: string): string | null {
  const [issue] = watcherSchema.shape.id.safeParse(id).error?.issues ?? [];
  if (issue) return `the id "${id}" ${issue.message}`;
  const taken = watchers.some((watcher) => watcher.id === id);
  return taken ? `there is a watcher "${id}" already: choose another id` : null;
}

/** Why a watcher cannot have this host; null when it can. */
export function findHostFault(watchers: readonly InstalledWatcher[], host: string): string | null {
  const [issue] = watcherSchema.shape.hosts.safeParse([host]).error?.issues ?? [];
  if (issue) return `the host "${host}" ${issue.message}`;
  const owner = watchers.find(({ hosts }) => hosts !== 'any' && hosts.some((own) => overlap(own, host)));
  return owner ? `${host} belongs to the watcher "${owner.id}": change that one` : null;
}
