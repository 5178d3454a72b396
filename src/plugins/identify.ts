import { z } from 'zod';
import { LONGEST_LINK, parseUrl } from '../core/parse-url';
import type { IdentifiedLink, Log } from '../core/ports';
import type { Match } from '../watcher-api/define-watcher';
import type { InstalledWatcher } from './installed-watcher';
import { claimsHost } from './installed-watcher';

const day = z.iso.date();

/**
 * Longer ones are no links that anybody shares; the address guard refuses them too, and no database indexes
 * them.
 */

/**
 * Which product a link means: the first watcher that takes it decides. Pure, as `match` is.
 * @param watchers in the order of `loadWatchers`.
 * @returns null when it is no http(s) link or no watcher takes it.
 */
export function identify(
  watchers: readonly InstalledWatcher[],
  link: string,
  log: Log,
): IdentifiedLink | null {
  const url = parseLink(link);
  if (!url) return null;
  for (const watcher of watchers) {
    const found = tryMatch(watcher, url, log);
    if (found) return found;
  }
  return null;
}

/** What one watcher makes of a link; null when it is not its own. */
export function tryMatch(watcher: InstalledWatcher, url: URL, log: Log): IdentifiedLink | null {
  if (watcher.hosts !== 'any' && !claimsHost(watcher, url.host)) return null;
  try {
    const match = watcher.match(url, watcher.values);
    return match && isUsable(match) ? { watcher: watcher.id, ...match } : null;
  } catch (error) {
    log.error({ watcher: watcher.id, error: String(error) }, 'a watcher failed to match a link');
    return null;
  }
}

/** Can a product be kept under this identity? Watchers take keys and links out of pages, too. */
export function isUsable({ key, url, endsOn }: Match): boolean {
  if (endsOn !== undefined && !day.safeParse(endsOn).success) return false;
  return key !== '' && Buffer.byteLength(key) <= LONGEST_LINK && parseLink(url) !== null;
}

/**
 * @returns null for what is no http(s) link, and for one with a user name or password, which must not be
 * kept.
 */
export function parseLink(link: string): URL | null {
  const url = link.length > LONGEST_LINK ? null : parseUrl(link);
  if (!url) return null;
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  // Percent-encoding may have made it longer.
  const isShort = url.href.length <= LONGEST_LINK;
  return isWeb && isShort && url.username === '' && url.password === '' ? url : null;
}
