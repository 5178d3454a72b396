import { parseArgs } from 'node:util';
import { readConfig } from '../../config';
import type { InstalledWatcher } from '../../plugins/installed-watcher';
import { loadWatchers } from '../../plugins/load-watchers';
import type { Command } from '../command';

export const run: Command['run'] = (args, io) => {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false } },
  });
  const { watchers: packages, watcherSettings: environment } = readConfig();
  const watchers = loadWatchers({ packages, environment }).map(describeWatcher);
  io.stdout.write(`${values.json ? JSON.stringify({ watchers }) : printTable(watchers)}\n`);
  return Promise.resolve(0);
};

type WatcherLine = ReturnType<typeof describeWatcher>;

/** `settings`: the names that it reads from the environment. */
function describeWatcher(watcher: InstalledWatcher) {
  const { id, name, homepage, maintainers, hosts, reads, minIntervalSeconds } = watcher;
  const settings = Object.keys(watcher.settings?.shape ?? {});
  return { id, name, homepage, maintainers, hosts, reads, minIntervalSeconds, settings };
}

/** In the order in which a link is offered to them. */
function printTable(watchers: readonly WatcherLine[]): string {
  const width = Math.max(...watchers.map(({ id }) => id.length));
  return watchers
    .map(
      ({ id, name, hosts }) =>
        `${id.padEnd(width)}  ${name}: ${hosts === 'any' ? 'any host' : hosts.join(', ')}`,
    )
    .join('\n');
}
