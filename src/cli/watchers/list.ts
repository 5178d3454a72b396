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
  const { watchers: packages, watcherSettings: environment, browser } = readConfig();
  const watchers = loadWatchers({ packages, environment }).map(describeWatcher);
  const text = values.json ? JSON.stringify({ watchers }) : printTable(watchers, browser !== null);
  io.stdout.write(`${text}\n`);
  return Promise.resolve(0);
};

type WatcherLine = ReturnType<typeof describeWatcher>;

/** `settings`: the names that it reads from the environment. */
function describeWatcher(watcher: InstalledWatcher) {
  const { id, name, homepage, maintainers, hosts, reads, needs = [], minIntervalSeconds } = watcher;
  const settings = Object.keys(watcher.settings?.shape ?? {});
  return { id, name, homepage, maintainers, hosts, reads, needs, minIntervalSeconds, settings };
}

/** In the order in which a link is offered to them. */
function printTable(watchers: readonly WatcherLine[], hasBrowser: boolean): string {
  const width = Math.max(...watchers.map(({ id }) => id.length));
  return watchers
    .map(({ id, name, hosts, needs }) => {
      const where = hosts === 'any' ? 'any host' : hosts.join(', ');
      const lacks = needs.length > 0 && !hasBrowser ? ' (needs a browser: set EBB_BROWSER)' : '';
      return `${id.padEnd(width)}  ${name}: ${where}${lacks}`;
    })
    .join('\n');
}
