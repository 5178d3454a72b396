import type { Config } from './config';
import type { BlockStore } from './core/block';
import type { LaneStore } from './core/lane';
import type { Clock, Http, Log, Random } from './core/ports';
import type { RobotsStore } from './core/robots-store';
import { withBrowser } from './browser/with-browser';
import { createHttp } from './http/create-http';
import { readVersion } from './version';

export type HttpConfig = Pick<
  Config,
  'allowPrivate' | 'trustedShops' | 'laneGapMs' | 'laneGroups' | 'browser' | 'publicUrl' | 'contact'
>;

export interface HttpParts {
  readonly clock: Clock;
  readonly random: Random;
  /** Shared with other processes; absent: of this one alone. */
  readonly lanes?: LaneStore;
  /** Likewise. */
  readonly robots?: RobotsStore;
  /** What is not to be asked; absent: nothing is blocked. */
  readonly blocks?: Pick<BlockStore, 'find'>;
}

/** The one way out to shops, under the name of this installation. */
export function composeHttp(
  config: HttpConfig,
  log: Log,
  parts: HttpParts,
): Http & { close(): Promise<void> } {
  const { laneGapMs, laneGroups, allowPrivate, trustedShops, browser } = config;
  const userAgent = nameUserAgent(config);
  const shops = { laneGapMs, laneGroups, allowPrivate, trustedShops };
  const http = createHttp({ ...parts, ...shops, log, userAgent });
  return { ...withBrowser({ http, browser, userAgent, log }), close: () => http.close() };
}

/** Tells a shop's owner who we are: `Ebb/1.2.3 (+https://ebb.example/bot; owner@ebb.example)`. */
function nameUserAgent({ publicUrl, contact }: HttpConfig): string {
  const details = [publicUrl === null ? '' : `+${publicUrl}/bot`, contact].filter((part) => part !== '');
  return `Ebb/${readVersion()}${details.length > 0 ? ` (${details.join('; ')})` : ''}`;
}
