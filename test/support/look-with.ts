import type { LookResult } from '../../src/core/ports';
import { loadWatchers } from '../../src/plugins/load-watchers';
import { createLooker } from '../../src/plugins/looker';
import { type CannedAnswer, type CannedHttp, cannedHttp } from './canned-http';
import { inProcessRunner } from './in-process-runner';
import { ManualClock } from './manual-clock';
import { silentLog } from './silent-log';

export interface CannedLook extends LookResult {
  /** The URLs that were asked for, in order. */
  readonly asked: readonly string[];
}

/** Looks at a link as Ebb does, with all of its watchers, at a shop that answers from memory. */
export async function lookWith(
  link: string,
  answers: Readonly<Record<string, CannedAnswer>> | CannedHttp,
  environment: Readonly<Record<string, string>> = {},
): Promise<CannedLook> {
  const http = isHttp(answers) ? answers : cannedHttp(answers);
  const watchers = loadWatchers({ packages: [], environment });
  const looker = createLooker({
    watchers,
    http,
    log: silentLog,
    clock: new ManualClock(),
    runner: inProcessRunner(watchers),
  });
  const product = looker.identify(link);
  if (!product) throw new Error(`No watcher takes ${link}`);
  const result = await looker.look({ ...product, validators: {} }, new AbortController().signal);
  return { ...result, asked: http.requests.map(({ url }) => url) };
}

function isHttp(answers: object): answers is CannedHttp {
  return 'fetch' in answers && typeof answers.fetch === 'function';
}
