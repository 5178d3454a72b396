import type { Config } from './config';
import type { LaneStore } from './core/lane';
import type { Clock, Http, Log, Random } from './core/ports';
import { withBrowser } from './browser/with-browser';
import { createHttp } from './http/create-http';
import { readVersion } from './version';

export type HttpConfig = Pick<
  Config,
  'allowPrivate' | 'trustedShops' | 'laneGapMs' | 'browser' | 'publicUrl' | 'contact'
>;

/**
 * The one way out to shops, under the name of this installation.
 * @param lanes shared with other processes; absent: of this one alone.
 */
export function composeHttp(
  config: HttpConfig,
  log: Log,
  { clock, random, lanes }: { readonly clock: Clock; readonly random: Random; readonly lanes?: LaneStore },
): Http & { close(): Promise<void> } {
  const { laneGapMs, allowPrivate, trustedShops, browser } = config;
  const userAgent = nameUserAgent(config);
  const http = createHttp({
    ...{ clock, random, log, laneGapMs, allowPrivate, trustedShops, userAgent },
    ...(lanes && { lanes }),
  });
  return { ...withBrowser({ http, browser, userAgent, log }), close: () => http.close() };
}

/** Tells a shop's owner who we are: `Ebb/1.2.3 (+https://ebb.example/bot; owner@ebb.example)`. */
function nameUserAgent({ publicUrl, contact }: HttpConfig): string {
  const details = [publicUrl === null ? '' : `+${publicUrl}/bot`, contact].filter((part) => part !== '');
  return `Ebb/${readVersion()}${details.length > 0 ? ` (${details.join('; ')})` : ''}`;
}
