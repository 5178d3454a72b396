import { systemClock, systemRandom } from './clock';
import type { Config } from './config';
import type { Log, Looker } from './core/ports';
import { createHttp } from './http/create-http';
import { hostPortSet, mayBeRead } from './http/url-policy';
import type { InstalledWatcher } from './plugins/installed-watcher';
import { loadWatchers } from './plugins/load-watchers';
import { LookPool } from './plugins/look-pool';
import { createLooker } from './plugins/looker';
import { readVersion } from './version';

export type LookerConfig = Pick<
  Config,
  'allowPrivate' | 'trustedShops' | 'laneGapMs' | 'watchers' | 'watcherSettings' | 'publicUrl' | 'contact'
>;

export interface ComposedLooker extends Looker {
  readonly watchers: readonly InstalledWatcher[];
  /** Could the address guard ever let this link through? Told from its text alone. */
  mayBeRead(link: string): boolean;
  /** Breaks off what runs and ends the threads. */
  close(): Promise<void>;
}

/**
 * All that it takes to look at products: watchers, their threads and the way out.
 * @throws WatcherFaults naming every fault of every watcher.
 */
export function composeLooker(
  config: LookerConfig,
  log: Log,
  { clock, random } = { clock: systemClock, random: systemRandom },
): ComposedLooker {
  const sources = { packages: config.watchers, environment: config.watcherSettings };
  const watchers = loadWatchers(sources);
  const { laneGapMs, allowPrivate, trustedShops } = config;
  const allowed = hostPortSet(allowPrivate);
  const http = createHttp({
    clock,
    random,
    log,
    laneGapMs,
    allowPrivate,
    trustedShops,
    userAgent: nameUserAgent(config),
  });
  const data = { packages: config.watchers, environment: pickSettings(watchers, config.watcherSettings) };
  const looker = createLooker({ watchers, http, log, runner: new LookPool({ data, log }) });
  return {
    ...looker,
    watchers,
    mayBeRead: (link) => mayBeRead(link, allowed),
    close: async () => {
      await looker.close();
      await http.close();
    },
  };
}

/** Threads get the settings that watchers name, and no other secret of the environment. */
function pickSettings(
  watchers: readonly InstalledWatcher[],
  environment: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = new Set(watchers.flatMap(({ settings }) => Object.keys(settings?.shape ?? {})));
  return Object.fromEntries(Object.entries(environment).filter(([name]) => names.has(name)));
}

/** Tells a shop's owner who we are: `Ebb/1.2.3 (+https://ebb.example/bot; owner@ebb.example)`. */
function nameUserAgent({ publicUrl, contact }: LookerConfig): string {
  const details = [publicUrl === null ? '' : `+${publicUrl}/bot`, contact].filter((part) => part !== '');
  return `Ebb/${readVersion()}${details.length > 0 ? ` (${details.join('; ')})` : ''}`;
}
