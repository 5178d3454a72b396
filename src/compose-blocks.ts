import { isIP } from 'node:net';
import { blockShop } from './app/block-shop';
import { systemClock } from './clock';
import type { Config } from './config';
import { type Block, hostOf } from './core/block';
import { parseUrl } from './core/parse-url';
import type { Store } from './core/store';
import { findDomain } from './http/name-lane';
import { openStore } from './storage/open-store';

/** What the block list and its change need: where the database is. */
type BlocksConfig = Pick<Config, 'databaseUrl'>;

/** @returns by host. @throws StorageError */
export function listBlocks(config: BlocksConfig): Promise<readonly Block[]> {
  return withStore(config, ({ blocks }) => blocks.list());
}

/**
 * Blocks a host beside the processes that work on the same database, and has those told who follow something
 * there.
 * @param host as `readHost` gives it.
 * @returns how many subscriptions are told. @throws StorageError
 */
export function blockHost(config: BlocksConfig, host: string, reason: string): Promise<number> {
  return withStore(config, (store) => blockShop(store, systemClock, host, reason));
}

/** @returns false when that very host was not blocked. @throws StorageError */
export function unblockHost(config: BlocksConfig, host: string): Promise<boolean> {
  return withStore(config, ({ blocks }) => blocks.lift(host));
}

/**
 * @returns the host as blocks name it; null when the text names none that a shop could have, or one under
 * which many register.
 */
export function readHost(text: string): string | null {
  const url = /^[^\s/?#@:\\]+$/.test(text) ? parseUrl(`http://${text}`) : null;
  if (!url) return null;
  const host = hostOf(url);
  return isIP(host) !== 0 || findDomain(url) !== null ? host : null;
}

async function withStore<T>({ databaseUrl }: BlocksConfig, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(databaseUrl);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
