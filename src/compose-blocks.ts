import { isIP } from 'node:net';
import { blockShop } from './app/block-shop';
import { systemClock } from './clock';
import type { Config } from './config';
import type { Block } from './core/block';
import { bareHost, parseHost } from './core/parse-url';
import { findDomain } from './http/name-lane';
import { withStore } from './storage/open-store';

/** What the block list and its change need: where the database is. */
type BlocksConfig = Pick<Config, 'databaseUrl'>;

/** @returns by host. @throws StorageError */
export function listBlocks({ databaseUrl }: BlocksConfig): Promise<readonly Block[]> {
  return withStore(databaseUrl, ({ blocks }) => blocks.list());
}

/**
 * Blocks a host beside the processes that work on the same database, and has those told who follow something
 * there.
 * @param host as `readHost` gives it.
 * @returns how many subscriptions are told. @throws StorageError
 */
export function blockHost({ databaseUrl }: BlocksConfig, host: string, reason: string): Promise<number> {
  return withStore(databaseUrl, (store) => blockShop(store, systemClock, host, reason));
}

/** @returns false when that very host was not blocked. @throws StorageError */
export function unblockHost({ databaseUrl }: BlocksConfig, host: string): Promise<boolean> {
  return withStore(databaseUrl, ({ blocks }) => blocks.lift(host));
}

/**
 * @returns the host as blocks name it; null when the text names none that a shop could have, or one under
 * which many register.
 */
export function readHost(text: string): string | null {
  const url = parseHost(text);
  if (!url) return null;
  const host = bareHost(url);
  return isIP(host) !== 0 || findDomain(url) !== null ? host : null;
}
