import { systemClock, systemRandom } from '../../clock';
import { composeHttp } from '../../compose-http';
import { readConfig } from '../../config';
import type { Http } from '../../core/ports';
import { findWatcher } from '../../plugins/contract/find-watcher';
import { loadPlace } from '../../plugins/contract/load-place';
import { CaseFault, readRecordedCases } from '../../plugins/contract/recorded-case';
import type { Drift } from '../../plugins/doctor/compare-looks';
import { type Finding, examineWatcher } from '../../plugins/doctor/examine-watcher';
import { WatcherFaults } from '../../plugins/load-watchers';
import type { Command, CommandIo } from '../command';
import { readIds } from './read-ids';
import { printTable } from './print-table';
import { SILENT } from './silent-log';

/** What was found of one watcher; `faulty`: it cannot be used at all. */
interface DoctorLine {
  readonly id: string;
  readonly state: Drift | 'faulty';
  readonly faults: readonly string[];
  readonly links: readonly Finding[];
}

/** The worst first. */
const STATES = ['drifted', 'changed', 'unseen', 'same'] as const;

export const run: Command['run'] = async (args, io) => {
  const { ids, folder, json } = readIds(args);
  const watchers = await examineAll(folder, ids, io);
  io.stdout.write(json ? `${JSON.stringify({ watchers })}\n` : print(watchers));
  return watchers.some(({ state }) => state === 'drifted' || state === 'faulty') ? 1 : 0;
};

/** One after the other, over one way out, so that each shop's lane holds for all of its links. */
async function examineAll(folder: string, ids: readonly string[], io: CommandIo): Promise<DoctorLine[]> {
  const http = composeHttp(readConfig(), SILENT, { clock: systemClock, random: systemRandom });
  const lines: DoctorLine[] = [];
  try {
    const signal = io.stopSignal();
    for (const id of ids) if (!signal.aborted) lines.push(await examine(folder, id, http, signal));
  } finally {
    await http.close();
  }
  return lines;
}

async function examine(folder: string, id: string, http: Http, signal: AbortSignal): Promise<DoctorLine> {
  const found = findWatcher(folder, id);
  if ('fault' in found) return faulty(id, [found.fault]);
  try {
    const place = loadPlace(found, readConfig().watcherSettings, SILENT);
    try {
      const cases = readRecordedCases(found.folder, place.watcher.example.url);
      const links = await examineWatcher({
        ...{ place, cases, http, signal },
        log: SILENT,
        clock: systemClock,
      });
      const state = STATES.find((each) => links.some(({ drift }) => drift === each)) ?? 'same';
      return { id, state, faults: [], links };
    } finally {
      await place.runner.close();
    }
  } catch (error) {
    if (error instanceof WatcherFaults) return faulty(id, error.faults);
    if (error instanceof CaseFault) return faulty(id, [error.message]);
    throw error;
  }
}

function faulty(id: string, faults: readonly string[]): DoctorLine {
  return { id, state: 'faulty', faults, links: [] };
}

function print(lines: readonly DoctorLine[]): string {
  const rows = lines.flatMap(({ id, state, faults, links }) => [
    ...faults.map((fault) => [id, state, '', fault]),
    ...links.map(({ link, drift, now, differences }) => [id, drift, link, differences.join('; ') || now]),
  ]);
  return `${printTable([['watcher', 'state', 'link', 'what is found'], ...rows], 200).join('\n')}\n`;
}
