import type { Clock, Http, Log } from '../../core/ports';
import type { Reading } from '../../core/reading';
import type { LoadedPlace } from '../contract/load-place';
import type { RecordedAnswers, RecordedCase } from '../contract/recorded-case';
import { replay } from '../contract/replay';
import { tryMatch } from '../identify';
import { createLooker } from '../looker';
import { type Comparison, compareLooks, describeReading } from './compare-looks';

/** One link of a watcher, looked at now and as it was recorded. */
export interface Finding extends Comparison {
  readonly link: string;
  /** What is read, in a few words; null when nothing was recorded. */
  readonly last: string | null;
  readonly now: string;
}

/** A link that tells by its page whether a watcher still works. */
interface Canary {
  readonly link: string;
  /** null when none were recorded. */
  readonly answers: RecordedAnswers | null;
}

/** Such cases say nothing about the page. */
const PASSING: readonly Reading['kind'][] = ['blocked', 'refused', 'unreachable'];

export interface ExamineOptions {
  readonly place: LoadedPlace;
  readonly cases: readonly RecordedCase[];
  readonly http: Http;
  readonly log: Log;
  readonly clock: Pick<Clock, 'now'>;
  readonly signal: AbortSignal;
}

/** Looks at every link that a watcher has recorded, or at its example, one after the other. */
export async function examineWatcher(options: ExamineOptions): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { link, answers } of listCanaries(options)) {
    const last = answers && (await look(options, link, replay(answers)));
    const now = await look(options, link, options.http);
    const comparison = compareLooks(last, now);
    findings.push({ link, last: last && describeReading(last), now: describeReading(now), ...comparison });
  }
  return findings;
}

function listCanaries({ place, cases }: ExamineOptions): readonly Canary[] {
  const recorded = cases.filter(({ expect }) => !PASSING.includes(expect.kind));
  const byLink = new Map<string, Canary>(recorded.map(({ link, answers }) => [link, { link, answers }]));
  return byLink.size > 0 ? [...byLink.values()] : [{ link: place.watcher.example.url, answers: null }];
}

async function look(
  { place: { watcher, others, runner }, log, clock, signal }: ExamineOptions,
  link: string,
  http: Http,
): Promise<Reading> {
  const product = tryMatch(watcher, new URL(link), log);
  if (!product)
    return { kind: 'refused', why: 'The watcher does not take this link. Are its settings missing?' };
  const looker = createLooker({ watchers: [watcher, ...others], http, log, runner, clock });
  return (await looker.look({ ...product, validators: {} }, signal)).reading;
}
