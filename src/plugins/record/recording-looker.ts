import type { FetchOutcome, Http, Looker, LookResult } from '../../core/ports';
import type { Reading } from '../../core/reading';
import type { RecordedAnswers } from '../contract/recorded-case';
import { replay } from '../contract/replay';
import { createLooker, type LookerOptions } from '../looker';
import { RecordFault, cleanAnswers } from './clean-answers';
import { keepAnswers } from './keep-answers';
import { listSecrets } from './list-secrets';
import { redact } from './redact';

/**
 * Characters. Of 145 pages of shops half had less than 240,000 once they were shrunk, and the largest
 * 1,470,000.
 */
const LONGEST = 1_500_000;

/** A looker that keeps what the shop answered when it is asked to. */
export function createRecordingLooker(options: LookerOptions): ReturnType<typeof createLooker> {
  const looker = createLooker(options);
  return {
    ...looker,
    look: (product, signal) =>
      product.record === true ? record(options, product, signal) : looker.look(product, signal),
  };
}

async function record(
  options: LookerOptions,
  product: Parameters<Looker['look']>[0],
  signal: AbortSignal,
): Promise<LookResult> {
  const look = (http: Http): Promise<LookResult> =>
    createLooker({ ...options, http }).look({ ...product, validators: {} }, signal);
  const kept = new Map<string, FetchOutcome>();
  const result = await look(keepAnswers(options.http, kept));
  const remove = options.watchers.flatMap(listSecrets);
  const read = async (answers: RecordedAnswers): Promise<Reading> => (await look(replay(answers))).reading;
  try {
    const answers = await cleanAnswers(kept, remove, result.reading, read);
    return { ...result, recording: isWorthKeeping(answers, remove) ? answers : null };
  } catch (error) {
    if (error instanceof RecordFault) return { ...result, recording: null };
    throw error;
  }
}

/** Did a page come, may its address be kept, and is all of a size to keep? */
function isWorthKeeping(answers: RecordedAnswers, remove: readonly string[]): boolean {
  const came = Object.values(answers).some((answer) => !('failed' in answer));
  const isPrivate = Object.keys(answers).some((asked) => holdsPrivate(asked, remove));
  return came && !isPrivate && JSON.stringify(answers).length <= LONGEST;
}

/** A shop's own host is never private. */
function holdsPrivate(asked: string, remove: readonly string[]): boolean {
  const rest = asked.slice(new URL(asked).origin.length);
  return redact(rest, remove) !== rest;
}
