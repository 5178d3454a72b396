import type { Watcher } from '../watcher-api/define-watcher';
import { coversHost } from './host-pattern';

/** A watcher that passed all checks, with its settings read. */
export interface InstalledWatcher extends Watcher {
  readonly values: Readonly<Record<string, unknown>>;
}

/** Does this watcher name the host as its own? Never for `any`. */
export function claimsHost(watcher: Watcher, host: string): boolean {
  return watcher.hosts !== 'any' && watcher.hosts.some((pattern) => coversHost(pattern, host));
}
