import type { Outages } from './app/outages';
import type { Config } from './config';
import { AwayError } from './core/away-error';
import type { Clock, Disk } from './core/ports';
import type { Store } from './core/store';
import { UnsavedError } from './core/unsaved-error';
import { DatabaseDisk } from './storage/database-disk';
import { openStore } from './storage/open-store';
import { ServerDisk } from './storage/server-disk';

export interface WatchedDisk extends Disk {
  /** To be called at every tick. */
  look(): Promise<void>;
}

/** One that always has room. */
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

const FULL = {
  down:
    'the database server has no room for what is written; no shop is looked at until it takes it: ' +
    'make room on its disk',
  back: 'the database server takes what is written again; shops are looked at',
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
  const open = databaseUrl.startsWith('sqlite:') ? openFile : openServer;
  return open(databaseUrl, parts, countError);
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

async function openServer(
  databaseUrl: string,
  { clock, outages }: Parts,
  countError: () => void,
): Promise<{ readonly store: Store; readonly disk: WatchedDisk }> {
  const away = outages.watch(AWAY);
  const disk = new ServerDisk(clock, outages.watch(FULL), async () => opened?.system.tryWrite(clock.now()));
  // Until it is open, whoever starts Ebb is told why it cannot be.
  let opened: Store | null = null;
  const store = await openStore(databaseUrl, {
    onError: (error) => {
      countError();
      if (!opened) return;
      if (error instanceof UnsavedError) disk.noteRefusal(error);
      else if (!(error instanceof AwayError && away.noteFailure({ err: error }, true))) return;
      outages.explain(error);
    },
    onAnswer: () => away.noteSuccess(),
  });
  opened = store;
  return { store, disk };
}
