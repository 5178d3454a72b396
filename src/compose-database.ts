import type { Outages } from './app/outages';
import type { Config } from './config';
import { AwayError } from './core/away-error';
import type { Clock, Disk } from './core/ports';
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

const AWAY = {
  down:
    'the database is away; nothing is looked at, sent or answered until it is back, and then all goes on by itself: ' +
    'look at the server and the way to it',
  back: 'the database is back; all goes on',
};

interface Parts {
  readonly clock: Clock;
  readonly outages: Outages;
}

/**
 * Opens the database for good, and watches the disk under a SQLite file, or the way to a PostgreSQL server.
 * @param countError called for each statement that fails.
 * @throws StorageError
 */
export async function openWatched(
  { databaseUrl }: Config,
  parts: Parts,
  countError: () => void,
): Promise<{ readonly store: Store; readonly disk: WatchedDisk }> {
  return databaseUrl.startsWith('sqlite:')
    ? openFile(databaseUrl, parts, countError)
    : { store: await openServer(databaseUrl, parts, countError), disk: UNWATCHED };
}

async function openFile(
  databaseUrl: string,
  { clock, outages }: Parts,
  countError: () => void,
): Promise<{ readonly store: Store; readonly disk: WatchedDisk }> {
  const disk = new DatabaseDisk(databaseUrl.slice('sqlite:'.length), clock, outages.log);
  await disk.makeWay();
  const store = await openStore(databaseUrl, {
    onError: (error) => {
      countError();
      if (!(error instanceof UnsavedError)) return;
      disk.noteRefusal(error);
      outages.explain(error);
    },
    onAnswer: () => undefined,
  });
  return { store, disk };
}

function openServer(databaseUrl: string, { outages }: Parts, countError: () => void): Promise<Store> {
  const outage = outages.watch(AWAY);
  return openStore(databaseUrl, {
    onError: (error) => {
      countError();
      if (error instanceof AwayError && outage.noteFailure({ err: error }, true)) outages.explain(error);
    },
    onAnswer: () => outage.noteSuccess(),
  });
}
