import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock, systemRandom } from '../../clock';
import { composeHttp } from '../../compose-http';
import { readConfig } from '../../config';
import type { Http } from '../../core/ports';
import { compareReading } from '../../plugins/contract/compare-reading';
import { findWatcher, type WatcherPlace } from '../../plugins/contract/find-watcher';
import { loadPlace } from '../../plugins/contract/load-place';
import { replayBytes } from '../../plugins/contract/replay';
import { identify } from '../../plugins/identify';
import type { InstalledWatcher } from '../../plugins/installed-watcher';
import { loadWatchers } from '../../plugins/load-watchers';
import { type RecordedLook, recordLook } from '../../plugins/record/record-look';
import { caseFile, nameCase, writeCase } from '../../plugins/record/write-case';
import { type Command, type CommandIo, UsageError } from '../command';
import { openQuestions } from '../questions';
import { readPageSource } from './page-source';
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
  const { link, file } = readPageSource(positionals, values.link);
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
  const fault = compareReading(expect, look.reading);
  if (fault !== null) io.stderr.write(`${place.id} does not read it so yet: ${fault}\n`);
  return 0;
};

function parseOptions(args: readonly string[]) {
  return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
}

function findPlace({ id, folder }: Options, link: string): WatcherPlace {
  const { watchers: packages, watcherSettings: environment } = readConfig();
  const found = id ?? findOwner(loadWatchers({ packages, environment }), link);
  if (found === null)
    throw new UsageError(`no installed watcher is for the shop of ${link}: say with --id which one.`);
  const place = findWatcher(folder, found);
  if ('fault' in place) throw new Error(`${found}: ${place.fault}`);
  return place;
}

/** The watcher for the link's own shop; those for any host take every link, and are seldom meant. */
function findOwner(watchers: readonly InstalledWatcher[], link: string): string | null {
  const named = watchers.filter(({ hosts }) => hosts !== 'any');
  return identify(named, link, SILENT)?.watcher ?? null;
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
