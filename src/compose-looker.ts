import { systemClock, systemRandom } from './clock';
import { type HttpConfig, type HttpParts, composeHttp } from './compose-http';
import type { Config } from './config';
import { type BlockStore, explainBlock } from './core/block';
import { bareHost } from './core/parse-url';
import type { Log, Looker } from './core/ports';
import type { Reading } from './core/reading';
import { createNameLane } from './http/name-lane';
import { hostPortSet, mayBeRead } from './http/url-policy';
import type { InstalledWatcher } from './plugins/installed-watcher';
import { loadWatchers } from './plugins/load-watchers';
import { LookPool } from './plugins/look-pool';
import { createRecordingLooker } from './plugins/record/recording-looker';

export type LookerConfig = HttpConfig & Pick<Config, 'watchers' | 'watcherSettings'>;

export interface ComposedLooker extends Looker {
  readonly watchers: readonly InstalledWatcher[];
  /** Could the address guard ever let this link through? Told from its text alone. */
  mayBeRead(link: string): boolean;
  /** The name of the queue that a product's link stands in. */
  laneOf(link: string): string;
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
  parts: HttpParts = { clock: systemClock, random: systemRandom },
): ComposedLooker {
  const sources = { packages: config.watchers, environment: config.watcherSettings };
  const watchers = loadWatchers(sources);
  const allowed = hostPortSet(config.allowPrivate);
  const nameLane = createNameLane(config);
  const http = composeHttp(config, log, parts);
  const data = { packages: config.watchers, environment: pickSettings(watchers, config.watcherSettings) };
  const looker = createRecordingLooker({
    watchers,
    http,
    log,
    clock: parts.clock,
    runner: new LookPool({ data, log }),
  });
  return {
    ...withBlocks(looker, parts.blocks),
    watchers,
    mayBeRead: (link) => mayBeRead(link, allowed),
    laneOf: (link) => nameLane(new URL(link)),
    close: async () => {
      await looker.close();
      await http.close();
    },
  };
}

/**
 * A watcher may ask another host than that of the link, such as an API: a blocked shop is not looked at by
 * any way.
 */
function withBlocks(looker: Looker, blocks: Pick<BlockStore, 'find'> | undefined): Looker {
  return {
    identify: (link) => looker.identify(link),
    look: async (product, signal) => {
      const reading = await findRefusal(product.url, blocks);
      return reading ? { reading, validators: {} } : looker.look(product, signal);
    },
  };
}

/** @returns null when the shop may be asked. */
async function findRefusal(
  link: string,
  blocks: Pick<BlockStore, 'find'> | undefined,
): Promise<Extract<Reading, { kind: 'refused' | 'unreachable' }> | null> {
  try {
    const block = await blocks?.find(bareHost(new URL(link)));
    return block ? { kind: 'refused', why: explainBlock(block) } : null;
  } catch {
    // The database has said what is wrong with it.
    return { kind: 'unreachable', why: 'It could not be found out whether this shop may be asked.' };
  }
}

/** Threads get the settings that watchers name, and no other secret of the environment. */
function pickSettings(
  watchers: readonly InstalledWatcher[],
  environment: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = new Set(watchers.flatMap(({ settings }) => Object.keys(settings?.shape ?? {})));
  return Object.fromEntries(Object.entries(environment).filter(([name]) => names.has(name)));
}
