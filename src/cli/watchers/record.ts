import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock, systemRandom } from '../../clock';
import { composeHttp } from '../../compose-http';
import { readConfig } from '../../config';
import { parseUrl } from '../../core/parse-url';
import type { Http } from '../../core/ports';
import { findWatcher, type WatcherPlace } from '../../plugins/contract/find-watcher';
import { loadPlace } from '../../plugins/contract/load-place';
import { replayBytes } from '../../plugins/contract/replay';
import { identify } from '../../plugins/identify';
import { loadWatchers } from '../../plugins/load-watchers';
import { type RecordedLook, recordLook } from '../../plugins/record/record-look';
import { caseFile, nameCase, writeCase } from '../../plugins/record/write-case';
import { type Command, type CommandIo, UsageError } from '../command';
import { openQuestions } from '../questions';
import { settleExpectation } from './settle-expectation';
import { SILENT } from './silent-log';

const OPTIONS = {
  id: { type: 'string' },
  link: { type: 'string' },
  case: { type: 'string' },
  folder: { type: 'string', default: 'watchers' },
  remove: { type: 'string', multiple: true, default: [] as string[] },
  expect: { type: 'string' },
  accept: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseOptions>['values'];

export const run: Command['run'] = async (args, io) => {
  const { values, positionals } = parseOptions(args);
  const [source, ...more] = positionals;
  if (source === undefined || more.length > 0)
    throw new UsageError('give one link, or one file with a saved page.');
  const file = existsSync(source) ? source : null;
  const link = values.link ?? (file === null ? source : undefined);
  if (link === undefined || !parseUrl(link))
    throw new UsageError('say with --link which link the file was saved from.');
  const place = findPlace(values, link);
  const look = await record(place, link, file, values.remove, io);
  const questions = openQuestions(io);
  const expect = await settleExpectation(look.reading, values, questions, io).finally(() =>
    questions.close(),
  );
  const name = values.case ?? nameCase(place.folder, expect);
  if (existsSync(caseFile(place.folder, name)))
    throw new Error(`the case "${name}" is there already: say another --case NAME.`);
  const written = writeCase(place.folder, { name, link, expect, answers: look.answers });
  io.stdout.write(`${written}: ${JSON.stringify(expect)}\n`);
  return 0;
};

function parseOptions(args: readonly string[]) {
  return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
}

function findPlace({ id, folder }: Options, link: string): WatcherPlace {
  const { watchers: packages, watcherSettings: environment } = readConfig();
  const found = id ?? identify(loadWatchers({ packages, environment }), link, SILENT)?.watcher;
  if (found === undefined) throw new UsageError(`no watcher takes ${link}: say which with --id.`);
  const place = findWatcher(folder, found);
  if ('fault' in place) throw new Error(`${found}: ${place.fault}`);
  return place;
}

async function record(
  place: WatcherPlace,
  link: string,
  file: string | null,
  remove: readonly string[],
  io: CommandIo,
): Promise<RecordedLook> {
  const config = readConfig();
  const { watcher, others, runner } = loadPlace(place, config.watcherSettings, SILENT);
  const shop =
    file === null ? composeHttp(config, SILENT, { clock: systemClock, random: systemRandom }) : null;
  const http: Http = shop ?? replayBytes(readFileSync(file ?? ''));
  try {
    const signal = io.stopSignal();
    return await recordLook({
      watchers: [watcher, ...others],
      http,
      runner,
      log: SILENT,
      clock: systemClock,
      link,
      remove,
      signal,
    });
  } finally {
    await runner.close();
    await shop?.close();
  }
}
