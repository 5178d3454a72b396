import Module from 'node:module';
import { join } from 'node:path';

interface Resolver {
  _resolveFilename(request: string, ...rest: unknown[]): string;
}

const WATCHER_API = join(__dirname, '..', 'watcher-api');

let offered = false;

/**
 * Lets packages `require('ebb/watcher')`, wherever they lie: Ebb is no dependency that npm could install for
 * them. Node has no public hook for `require` before 22.15.
 */
export function offerWatcherApi(): void {
  if (offered) return;
  offered = true;
  const resolver = Module as unknown as Resolver;
  const resolve = resolver._resolveFilename.bind(resolver);
  resolver._resolveFilename = (request, ...rest) =>
    request === 'ebb/watcher' ? resolve(WATCHER_API, ...rest) : resolve(request, ...rest);
}
