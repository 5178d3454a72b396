import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { withReports } from '../../compose-reports';
import { readConfig } from '../../config';
import { toDecimal } from '../../core/money';
import type { PriceReport } from '../../core/price-report';
import { findWatcher } from '../../plugins/contract/find-watcher';
import type { Expectation, RecordedAnswers } from '../../plugins/contract/recorded-case';
import { caseFile, writeCase } from '../../plugins/record/write-case';
import { type Command, UsageError } from '../command';
import { readExpectation } from './settle-expectation';

/** Makes what a person said against a price a case that `ebb watchers test` runs. */
export const run: Command['run'] = async (args, io) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      expect: { type: 'string' },
      case: { type: 'string' },
      folder: { type: 'string', default: 'watchers' },
    },
  });
  const [id, ...more] = positionals.map(Number);
  if (id === undefined || !Number.isSafeInteger(id) || more.length > 0)
    throw new UsageError('give the number of one report: ebb watchers reports lists them.');
  const report = await withReports(readConfig(), (reports) => reports.get(id));
  if (!report) throw new Error(`there is no report ${id}: ebb watchers reports lists them.`);
  const expect = values.expect === undefined ? expectShown(report) : readExpectation(values.expect);
  const place = findWatcher(values.folder, report.watcher);
  if ('fault' in place) throw new Error(`${report.watcher}: ${place.fault}`);
  const name = values.case ?? `report-${id}`;
  if (existsSync(caseFile(place.folder, name)))
    throw new Error(`the case "${name}" is there already: say another --case NAME.`);
  // Written by the recorder of this program; the test checks the form again.
  const answers = report.recording as RecordedAnswers;
  const written = writeCase(place.folder, { name, link: report.url, expect, answers });
  io.stdout.write(`${written}: ${JSON.stringify(expect)}\n`);
  return 0;
};

/** "No price" may have several right outcomes, and "another product" says not what would be right. */
function expectShown({ id, shown }: PriceReport): Expectation {
  if (shown.kind === 'price')
    return { kind: 'offer', price: toDecimal(shown.price), currency: shown.price.currency };
  throw new UsageError(
    `report ${id} says "${shown.kind}": look at the page, and say with --expect what must be found.`,
  );
}
