import { readConfig } from '../../config';
import { findWatcher } from '../../plugins/contract/find-watcher';
import { CaseFault } from '../../plugins/contract/recorded-case';
import { testWatcher } from '../../plugins/contract/test-watcher';
import { WatcherFaults } from '../../plugins/load-watchers';
import type { Command } from '../command';
import { readIds } from './read-ids';
import { SILENT } from './silent-log';

/** What one watcher keeps of the contract. */
interface TestLine {
  readonly id: string;
  readonly passed: number;
  readonly faults: readonly string[];
  readonly unrecorded: readonly string[];
}

export const run: Command['run'] = async (args, io) => {
  const { ids, folder, json } = readIds(args);
  const lines: TestLine[] = [];
  for (const id of ids) {
    const line = await testOne(folder, id);
    lines.push(line);
    if (!json) io.stdout.write(printLine(line));
  }
  if (json) io.stdout.write(`${JSON.stringify({ watchers: lines })}\n`);
  return lines.every(({ faults }) => faults.length === 0) ? 0 : 1;
};

async function testOne(folder: string, id: string): Promise<TestLine> {
  const place = findWatcher(folder, id);
  if ('fault' in place) return failed(id, [place.fault]);
  try {
    return { id, ...(await testWatcher(place, readConfig().watcherSettings, SILENT)) };
  } catch (error) {
    if (error instanceof WatcherFaults) return failed(id, error.faults);
    if (error instanceof CaseFault) return failed(id, [error.message]);
    throw error;
  }
}

function failed(id: string, faults: readonly string[]): TestLine {
  return { id, passed: 0, faults, unrecorded: [] };
}

function printLine({ id, passed, faults, unrecorded }: TestLine): string {
  const missing = unrecorded.length === 0 ? '' : `; nothing recorded for: ${unrecorded.join(', ')}`;
  const verdict =
    faults.length === 0
      ? 'keeps the contract'
      : `breaks it in ${faults.length === 1 ? 'one place' : `${faults.length} places`}`;
  return [
    `${id}: ${verdict} (${passed} checks passed${missing})`,
    ...faults.map((fault) => `  - ${fault}`),
    '',
  ].join('\n');
}
