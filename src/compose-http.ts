import type { Config } from './config';
import type { Clock, Log, Random } from './core/ports';
import { createHttp } from './http/create-http';
import { readVersion } from './version';

export type HttpConfig = Pick<
  Config,
  'allowPrivate' | 'trustedShops' | 'laneGapMs' | 'publicUrl' | 'contact'
>;

/** The one way out to shops, under the name of this installation. */
export function composeHttp(
  config: HttpConfig,
  log: Log,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): ReturnType<typeof createHttp> {
  const { laneGapMs, allowPrivate, trustedShops } = config;
  const userAgent = nameUserAgent(config);
  return createHttp({ clock, random, log, laneGapMs, allowPrivate, trustedShops, userAgent });
}

/** Tells a shop's owner who we are: `Ebb/1.2.3 (+https://ebb.example/bot; owner@ebb.example)`. */
function nameUserAgent({ publicUrl, contact }: HttpConfig): string {
  const details = [publicUrl === null ? '' : `+${publicUrl}/bot`, contact].filter((part) => part !== '');
  return `Ebb/${readVersion()}${details.length > 0 ? ` (${details.join('; ')})` : ''}`;
}
