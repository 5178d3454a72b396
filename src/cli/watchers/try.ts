import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock, systemRandom } from '../../clock';
import { composeHttp } from '../../compose-http';
import { readConfig } from '../../config';
import type { Http } from '../../core/ports';
import { findWatcher } from '../../plugins/contract/find-watcher';
import { loadPlace } from '../../plugins/contract/load-place';
import { replayBytes } from '../../plugins/contract/replay';
import { tryMatch } from '../../plugins/identify';
import type { InstalledWatcher } from '../../plugins/installed-watcher';
import { loadWatchers } from '../../plugins/load-watchers';
import { LookPool } from '../../plugins/look-pool';
import { type ExplainedLook, explainLook } from '../../plugins/record/explain-look';
import type { Command, CommandIo } from '../command';
import { describeTrial, printTrial } from './describe-trial';
import { readPageSource } from './page-source';
import { SILENT } from './silent-log';

const OPTIONS = {
  id: { type: 'string' },
  link: { type: 'string' },
  folder: { type: 'string', default: 'watchers' },
  json: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseOptions>['values'];

export const run: Command['run'] = async (args, io) => {
  const { values, positionals } = parseOptions(args);
  const { link, file } = readPageSource(positionals, values.link);
  const look = await explain(values, link, file, io);
  if (!look) throw new Error(`no watcher takes the link ${link}`);
  const trial = describeTrial(look);
  io.stdout.write(values.json ? `${JSON.stringify(trial)}\n` : printTrial(trial));
  return 0;
};

function parseOptions(args: readonly string[]) {
  return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
}

async function explain(
  values: Options,
  link: string,
  file: string | null,
  io: CommandIo,
): Promise<ExplainedLook | null> {
  const config = readConfig();
  const { watchers, runner } = openWatchers(values, link, config);
  const shop =
    file === null ? composeHttp(config, SILENT, { clock: systemClock, random: systemRandom }) : null;
  const http: Http = shop ?? replayBytes(readFileSync(file ?? ''));
  try {
    return await explainLook({
      ...{ watchers, http, runner, link },
      log: SILENT,
      clock: systemClock,
      signal: io.stopSignal(),
    });
  } finally {
    await runner.close();
    await shop?.close();
  }
}

interface OpenWatchers {
  readonly watchers: readonly InstalledWatcher[];
  readonly runner: LookPool;
}

/** The watcher that was named, as it lies in its folder; else all that are installed. */
function openWatchers(
  { id, folder }: Options,
  link: string,
  config: ReturnType<typeof readConfig>,
): OpenWatchers {
  const { watchers: packages, watcherSettings: environment } = config;
  if (id === undefined) {
    const runner = new LookPool({ data: { packages, environment }, log: SILENT, threads: 1 });
    return { watchers: loadWatchers({ packages, environment }), runner };
  }
  const place = findWatcher(folder, id);
  if ('fault' in place) throw new Error(`${id}: ${place.fault}`);
  const { watcher, others, runner } = loadPlace(place, environment, SILENT);
  // One for any host may know its shop by the page only.
  if (watcher.hosts !== 'any' && !tryMatch(watcher, new URL(link), SILENT)) {
    void runner.close();
    throw new Error(`the watcher "${id}" does not take the link ${link}`);
  }
  return { watchers: [watcher, ...others], runner };
}
