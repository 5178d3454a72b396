import type { Log } from '../../core/ports';
import { openBench } from './bench';
import { type ContractResult, checkContract } from './check-contract';
import { findForeignImports } from './find-imports';
import type { WatcherPlace } from './find-watcher';
import { loadPlace, readExampleSettings } from './load-place';
import { readRecordedCases } from './recorded-case';

/**
 * Holds one watcher to the contract, offline, its looks in a thread with the limits that they have in
 * service.
 * @throws WatcherFaults, CaseFault
 */
export async function testWatcher(
  place: WatcherPlace,
  environment: Readonly<Record<string, string>>,
  log: Log,
): Promise<ContractResult> {
  const settings = { ...readExampleSettings(place, environment), ...environment };
  const { watcher, others, runner } = loadPlace(place, settings, log);
  try {
    const cases = readRecordedCases(place.folder, watcher.example.url);
    const result = await checkContract(openBench(watcher, others, cases, runner));
    return { ...result, faults: [...result.faults, ...findForeignImports(place.folder)] };
  } finally {
    await runner.close();
  }
}
