import type { IdentifiedLink, Log } from '../core/ports';
import type { ProductIdentity, Reading } from '../core/reading';
import { isUsable, tryMatch } from './identify';
import { type InstalledWatcher, claimsHost } from './installed-watcher';

/**
 * The shop with a watcher of its own that a link through `any` led to.
 * @param landed where the page was read after redirects; null when it was no page.
 */
export function findOwner(
  watchers: readonly InstalledWatcher[],
  self: InstalledWatcher,
  landed: URL | null,
  log: Log,
): IdentifiedLink | null {
  if (!landed || self.hosts !== 'any') return null;
  for (const watcher of watchers) {
    const found = claimsHost(watcher, landed.host) ? tryMatch(watcher, landed, log) : null;
    if (found) return found;
  }
  return null;
}

/**
 * The identity that a reading gives its product: the one it names, else the link where it was found. Only a
 * page that shows the product can tell; a consent wall or a shop's home page also lies behind redirects.
 */
export function findIdentity(
  reading: Reading,
  watcher: InstalledWatcher,
  landed: URL | null,
  log: Log,
): IdentifiedLink | null {
  const named = canonicalOf(reading);
  if (named && isUsable(named))
    // A reader of any page knows no keys of a shop: what its own watcher makes of the link is the product.
    return watcher.hosts === 'any'
      ? { watcher: watcher.id, ...named }
      : tryMatch(watcher, new URL(named.url), log);
  return showsProduct(reading) && landed ? tryMatch(watcher, landed, log) : null;
}

/** Was a product's page read? */
export function showsProduct(reading: Reading): boolean {
  return reading.kind === 'offer' || reading.kind === 'unavailable' || reading.kind === 'ambiguous';
}

function canonicalOf(reading: Reading): ProductIdentity | undefined {
  return reading.kind === 'offer' || reading.kind === 'unavailable' ? reading.canonical : undefined;
}
