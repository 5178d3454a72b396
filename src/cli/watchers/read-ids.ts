import { existsSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { UsageError } from '../command';

/** The arguments of a command about one watcher of a folder, or about all of them. */
interface NamedWatchers {
  readonly ids: readonly string[];
  readonly folder: string;
  readonly json: boolean;
}

/** Reads `[ID] [--folder DIR] [--json]`. @throws UsageError */
export function readIds(args: readonly string[]): NamedWatchers {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { folder: { type: 'string', default: 'watchers' }, json: { type: 'boolean', default: false } },
  });
  if (positionals.length > 1) throw new UsageError('give one id, or none for all.');
  return { ...values, ids: positionals.length > 0 ? positionals : listIds(values.folder) };
}

function listIds(folder: string): string[] {
  if (!existsSync(folder))
    throw new UsageError(`there is no folder ${folder}: go where your watchers lie, or say --folder DIR.`);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
