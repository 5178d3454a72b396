import { existsSync, readdirSync } from 'node:fs';
import { UsageError } from '../command';

/** The ids of all watchers in a folder. */
export function listIds(folder: string): string[] {
  if (!existsSync(folder))
    throw new UsageError(`there is no folder ${folder}: go where your watchers lie, or say --folder DIR.`);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
