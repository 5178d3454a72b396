import type { Clock, FetchOutcome, Http, IdentifiedLink, Log } from '../../core/ports';
import type { Reading } from '../../core/reading';
import { type ExplainedPrice, explainPage } from '../../reading/explain-page';
import { identify } from '../identify';
import type { InstalledWatcher } from '../installed-watcher';
import type { LookRunner } from '../look-runner';
import { createLooker } from '../looker';
import { keepAnswers } from './keep-answers';

/** One look, and what else the page shows that was read. */
export interface ExplainedLook {
  /** Which product of which watcher it is: that of the link, or the one that the look found in its place. */
  readonly product: IdentifiedLink;
  readonly reading: Reading;
  /** What `watchers/page` makes of the page; null when no page was read. */
  readonly prices: readonly ExplainedPrice[] | null;
}

export interface ExplainOptions {
  /** Those that may read the link, in the order in which it is offered to them. */
  readonly watchers: readonly InstalledWatcher[];
  readonly http: Http;
  readonly runner: LookRunner;
  readonly log: Log;
  readonly clock: Pick<Clock, 'now'>;
  readonly link: string;
  readonly signal: AbortSignal;
}

/** @returns null when no watcher takes the link. */
export async function explainLook(options: ExplainOptions): Promise<ExplainedLook | null> {
  const { watchers, http, runner, log, clock, link, signal } = options;
  const product = identify(watchers, link, log);
  if (!product) return null;
  const kept = new Map<string, FetchOutcome>();
  const looker = createLooker({ watchers, http: keepAnswers(http, kept), log, runner, clock });
  const { reading, identity } = await looker.look({ ...product, validators: {} }, signal);
  return { product: identity ?? product, reading, prices: explainAnswers([...kept.values()]) };
}

/** Of several pages the last: what came before belonged to a watcher that gave the product away. */
function explainAnswers(outcomes: readonly FetchOutcome[]): readonly ExplainedPrice[] | null {
  const page = outcomes.findLast((outcome) => outcome.kind === 'answer' && /html/i.test(outcome.contentType));
  return page?.kind === 'answer' ? explainPage(page).prices : null;
}
