import { join } from 'node:path';
import { openBench } from '../../src/plugins/contract/bench';
import { CONTRACT } from '../../src/plugins/contract/contract-checks';
import { readRecordedCases } from '../../src/plugins/contract/recorded-case';
import { loadWatchers } from '../../src/plugins/load-watchers';
import { inProcessRunner } from './in-process-runner';

/** What every watcher owes to Ebb, as `ebb watchers test` checks it. Call it once per watcher of a folder. */
export function describeWatcherContract(folder: string, id: string): void {
  const found = loadWatchers({ folder, packages: [], environment: {} }).find((each) => each.id === id);
  const environment = found?.example.settings ?? {};
  const watchers = loadWatchers({ folder, packages: [], environment });
  const watcher = watchers.find((each) => each.id === id);
  if (!watcher) throw new Error(`There is no watcher "${id}" in ${folder}`);
  const cases = readRecordedCases(join(folder, id), watcher.example.url);
  const others = watchers.filter((each) => each.hosts === 'any' && each !== watcher);
  const bench = openBench(watcher, others, cases, inProcessRunner(watchers));

  describe(`the watcher ${id}`, () => {
    it.each(CONTRACT)('$name', ({ run }) => run(bench));
  });
}
