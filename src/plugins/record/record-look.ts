import type { FetchOutcome, Http, Log } from '../../core/ports';
import type { Reading } from '../../core/reading';
import { decodePage } from '../../reading/decode-page';
import type { RecordedAnswer } from '../contract/recorded-case';
import { replay } from '../contract/replay';
import { tryMatch } from '../identify';
import type { InstalledWatcher } from '../installed-watcher';
import type { LookRunner } from '../look-runner';
import { createLooker } from '../looker';
import { keepAnswers } from './keep-answers';
import { redact } from './redact';
import { shrinkPage } from './shrink-page';

/** One look and all that the shop answered to it, fit to be kept. */
export interface RecordedLook {
  readonly reading: Reading;
  readonly answers: Readonly<Record<string, RecordedAnswer>>;
}

export interface RecordOptions {
  /** Those that may read the link; the first is the one to record for. */
  readonly watchers: readonly [InstalledWatcher, ...InstalledWatcher[]];
  readonly http: Http;
  readonly runner: LookRunner;
  readonly log: Log;
  readonly link: string;
  /** Texts to take out of the answers. */
  readonly remove: readonly string[];
  readonly signal: AbortSignal;
}

/** The recording is not what it should be; the message says why, for a person. */
class RecordFault extends Error {
  override readonly name = 'RecordFault';
}

/**
 * Looks at a link and keeps the answers, without what belongs to a person or a visit.
 * @throws RecordFault when the watcher does not take the link, or reads something else once the answers are redacted.
 */
export async function recordLook(options: RecordOptions): Promise<RecordedLook> {
  const kept = new Map<string, FetchOutcome>();
  const reading = await look(options, keepAnswers(options.http, kept));
  const smallest = redactAll(kept, options.remove, shrinkPage);
  if (isSame(reading, await look(options, replay(smallest)))) return { reading, answers: smallest };
  const answers = redactAll(kept, options.remove, (html) => html);
  const again = await look(options, replay(answers));
  if (isSame(reading, again)) return { reading, answers };
  throw new RecordFault(
    `the redacted answer reads as ${again.kind}, the shop's own as ${reading.kind}: nothing is kept`,
  );
}

async function look({ watchers, runner, log, link, signal }: RecordOptions, http: Http): Promise<Reading> {
  const product = tryMatch(watchers[0], new URL(link), log);
  if (!product) throw new RecordFault(`the watcher "${watchers[0].id}" does not take the link ${link}`);
  const looker = createLooker({ watchers, http, log, runner });
  return (await looker.look({ ...product, validators: {} }, signal)).reading;
}

function redactAll(
  kept: ReadonlyMap<string, FetchOutcome>,
  remove: readonly string[],
  shrink: (html: string) => string,
): Record<string, RecordedAnswer> {
  const answers = [...kept].flatMap(([url, outcome]) => {
    const answer = toAnswer(url, outcome, (text) => redact(text, remove), shrink);
    return answer ? [[url, answer] as const] : [];
  });
  return Object.fromEntries(answers);
}

function toAnswer(
  asked: string,
  outcome: FetchOutcome,
  clean: (text: string) => string,
  shrink: (html: string) => string,
): RecordedAnswer | null {
  if (outcome.kind === 'not-modified') return null;
  if (outcome.kind === 'failed') return { failed: outcome.reading } as RecordedAnswer;
  const redirected = outcome.url === asked ? {} : { url: clean(outcome.url) };
  const text = decodePage(outcome.body, outcome.contentType);
  const json = /json/i.test(outcome.contentType) ? parseJson(clean(text)) : undefined;
  return json === undefined
    ? { html: clean(shrink(text)), ...redirected }
    : { json: json as never, ...redirected };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Do both say the same? Where in the text a price stood may differ. */
function isSame(a: Reading, b: Reading): boolean {
  return summarise(a) === summarise(b);
}

function summarise(reading: Reading): string {
  return JSON.stringify(reading, (name, value: unknown) =>
    name === 'evidence' || name === 'confidence' ? undefined : value,
  );
}
