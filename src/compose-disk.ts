import type { Config } from './config';
import type { Clock, Disk, Log } from './core/ports';
import type { Store } from './core/store';
import { UnsavedError } from './core/unsaved-error';
import { DatabaseDisk } from './storage/database-disk';
import { openStore } from './storage/open-store';

export interface WatchedDisk extends Disk {
  /** To be called at every tick. */
  look(): Promise<void>;
}

/** A PostgreSQL server has operators of its own. */
export const UNWATCHED: WatchedDisk = {
  isLow: () => false,
  isRefusing: () => false,
  look: () => Promise.resolve(),
};

/**
 * Opens the database for good, and watches the disk under a SQLite file.
 * @param onError called for each statement that fails.
 * @throws StorageError
 */
export async function openWatched(
  { databaseUrl }: Config,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  onError: () => void,
): Promise<{ readonly store: Store; readonly disk: WatchedDisk }> {
  if (!databaseUrl.startsWith('sqlite:'))
    return { store: await openStore(databaseUrl, onError), disk: UNWATCHED };
  const disk = new DatabaseDisk(databaseUrl.slice('sqlite:'.length), clock, log);
  await disk.makeWay();
  const store = await openStore(databaseUrl, (error) => {
    onError();
    if (error instanceof UnsavedError) disk.noteRefusal(error);
  });
  return { store, disk };
}
