import { parseArgs } from 'node:util';
import { withReports } from '../../compose-reports';
import { readConfig } from '../../config';
import { toDecimal } from '../../core/money';
import type { Shown } from '../../core/objection';
import type { PriceReportStore } from '../../core/price-report';
import type { Command } from '../command';
import { describeReading } from '../describe-reading';

export const run: Command['run'] = async (args, io) => {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false } },
  });
  const reports = (await withReports(readConfig(), (store) => store.list())).map(describeReport);
  io.stdout.write(values.json ? `${JSON.stringify({ reports })}\n` : printTable(reports));
  return 0;
};

type Listed = Awaited<ReturnType<PriceReportStore['list']>>[number];

function describeReport({ id, watcher, url, reportedAt, shown, reading }: Listed) {
  return {
    id,
    watcher,
    url,
    reportedAt: new Date(reportedAt).toISOString(),
    shown,
    read: describeReading(reading),
  };
}

function printTable(reports: readonly ReturnType<typeof describeReport>[]): string {
  if (reports.length === 0) return 'Nobody has said that a price is wrong.\n';
  return reports
    .map(({ id, watcher, url, reportedAt, shown, read }) => {
      const got = [read.kind, read.price, read.currency].filter((part) => part !== null).join(' ');
      return `${id}  ${reportedAt.slice(0, 10)}  ${watcher}  ${url}\n    read ${got}, a person says ${describeShown(shown)}\n`;
    })
    .join('');
}

function describeShown(shown: Shown): string {
  return shown.kind === 'price' ? `${toDecimal(shown.price)} ${shown.price.currency}` : shown.kind;
}
