import { systemClock } from './clock';
import type { Config } from './config';
import { backUp } from './storage/backup';
import { restore } from './storage/restore';

/** @returns the size in bytes. @throws StorageError */
export function backUpDatabase({ databaseUrl }: Config, file: string): Promise<number> {
  return backUp(databaseUrl, file);
}

/** @returns the path of the database that was set aside; null: there was none. @throws StorageError */
export function restoreDatabase({ databaseUrl }: Config, file: string): Promise<string | null> {
  const now = systemClock.now();
  const name = `before-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
  return restore(databaseUrl, file, { now, name });
}
