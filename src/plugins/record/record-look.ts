import type { Clock, FetchOutcome, Http, Log } from '../../core/ports';
import type { Reading } from '../../core/reading';
import type { RecordedAnswers } from '../contract/recorded-case';
import { replay } from '../contract/replay';
import { tryMatch } from '../identify';
import type { InstalledWatcher } from '../installed-watcher';
import type { LookRunner } from '../look-runner';
import { createLooker } from '../looker';
import { RecordFault, cleanAnswers } from './clean-answers';
import { keepAnswers } from './keep-answers';
import { listSecrets } from './list-secrets';

/** One look and all that the shop answered to it, fit to be kept. */
export interface RecordedLook {
  readonly reading: Reading;
  readonly answers: RecordedAnswers;
}

export interface RecordOptions {
  /** Those that may read the link; the first is the one to record for. */
  readonly watchers: readonly [InstalledWatcher, ...InstalledWatcher[]];
  readonly http: Http;
  readonly runner: LookRunner;
  readonly log: Log;
  readonly clock: Pick<Clock, 'now'>;
  readonly link: string;
  /** Texts to take out of the answers. */
  readonly remove: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * Looks at a link and keeps the answers, without what belongs to a person or a visit and without the
 * watcher's secrets.
 * @throws RecordFault when the watcher does not take the link, or reads something else once the answers are
 * redacted.
 */
export async function recordLook(options: RecordOptions): Promise<RecordedLook> {
  const kept = new Map<string, FetchOutcome>();
  const remove = [...options.remove, ...listSecrets(options.watchers[0])];
  const reading = await look(options, keepAnswers(options.http, kept));
  const answers = await cleanAnswers(kept, remove, reading, (each) => look(options, replay(each)));
  return { reading, answers };
}

async function look(
  { watchers, runner, log, clock, link, signal }: RecordOptions,
  http: Http,
): Promise<Reading> {
  const product = tryMatch(watchers[0], new URL(link), log);
  if (!product) throw new RecordFault(`the watcher "${watchers[0].id}" does not take the link ${link}`);
  const looker = createLooker({ watchers, http, log, runner, clock });
  return (await looker.look({ ...product, validators: {} }, signal)).reading;
}
