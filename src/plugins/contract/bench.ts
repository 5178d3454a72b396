import type { Http, Log, LookResult } from '../../core/ports';
import { tryMatch } from '../identify';
import type { InstalledWatcher } from '../installed-watcher';
import { type LookRunner, OVERRUN } from '../look-runner';
import { createLooker } from '../looker';
import type { RecordedCase } from './recorded-case';

/** A watcher under test. */
export interface Bench {
  readonly watcher: InstalledWatcher;
  readonly cases: readonly RecordedCase[];
  /** Looks at a link through the watcher, as Ebb does. @throws ContractFault when it does what it may not. */
  look(link: string, http: Http): Promise<LookResult>;
}

/** One thing that every watcher owes to Ebb. */
export interface ContractCheck {
  /** Follows the watcher's name: "steam: leads from its own link back to the same product". */
  readonly name: string;
  /** @throws ContractFault saying what the watcher does instead. */
  readonly run: (bench: Bench) => void | Promise<void>;
}

/** What a watcher does against the contract, and how to see it. */
export class ContractFault extends Error {
  override readonly name = 'ContractFault';
}

const ignore = (): void => undefined;
/** What a watcher says is no part of its contract. */
export const SILENT: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** Recorded answers are as good at any time. */
const STOPPED = { now: () => 0 };

/** A look was ended because it took more than its limits: the next ones would too. */
export class LookOverran extends ContractFault {}

/** @param others those that the watcher may pass a page on to. */
export function openBench(
  watcher: InstalledWatcher,
  others: readonly InstalledWatcher[],
  cases: readonly RecordedCase[],
  runner: LookRunner,
): Bench {
  const watchers = [watcher, ...others];
  return { watcher, cases, look: (link, http) => look(watchers, watcher, runner, link, http) };
}

async function look(
  watchers: readonly InstalledWatcher[],
  watcher: InstalledWatcher,
  runner: LookRunner,
  link: string,
  http: Http,
): Promise<LookResult> {
  const product = tryMatch(watcher, new URL(link), SILENT);
  if (!product) throw new ContractFault(`does not take the link ${link}`);
  const refusals: object[] = [];
  const log: Log = {
    ...SILENT,
    warn: (fields) => {
      if ('overLimit' in fields) refusals.push(fields);
    },
  };
  const looker = createLooker({ watchers, http, log, runner, clock: STOPPED });
  const result = await looker.look({ ...product, validators: {} }, new AbortController().signal);
  if (result.reading.kind === 'unreachable' && result.reading.why === OVERRUN)
    throw new LookOverran('takes more time or memory than a look may: 3 s of computing, 256 MB');
  const [refused] = refusals;
  if (refused) throw new ContractFault(`asks for what it may not have: ${JSON.stringify(refused)}`);
  return result;
}
