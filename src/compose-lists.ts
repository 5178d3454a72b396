import { type Moved, readChatRecords, takeRecords } from './app/move-lists';
import { systemClock } from './clock';
import { composeLooker } from './compose-looker';
import type { Config } from './config';
import type { ListRecord } from './core/list-record';
import type { Log } from './core/ports';
import { withStore } from './storage/open-store';

/**
 * Reads chats with their wishes, also beside a process that works on the same database.
 * @param which the ids of chats; null: all that may be written to.
 * @param write is given the records of one chat after the other.
 * @returns those of `which` that are not there, or may not be written to. @throws StorageError
 */
export function exportLists(
  config: Config,
  which: readonly number[] | null,
  write: (records: readonly ListRecord[]) => void,
): Promise<readonly number[]> {
  return withStore(config.databaseUrl, async (store) => {
    const missing: number[] = [];
    for (const id of which ?? (await store.conversations.listIds())) {
      const records = await readChatRecords(store, id);
      if (records) write(records);
      else if (which) missing.push(id);
    }
    return missing;
  });
}

/**
 * Brings chats with their wishes in, also beside a process that works on the same database.
 * @throws StorageError
 */
export async function importLists(config: Config, records: readonly ListRecord[], log: Log): Promise<Moved> {
  const looker = composeLooker(config, log);
  try {
    return await withStore(config.databaseUrl, (store) =>
      takeRecords({ store, looker }, records, systemClock.now()),
    );
  } finally {
    await looker.close();
  }
}
