import { NEW_EPISODE } from '../core/episode';
import { SECOND_SIGHTING_AFTER_MS } from '../core/gate';
import { isSamePrice, type Period } from '../core/history';
import { isAgreed, type Objection } from '../core/objection';
import type { LookResult } from '../core/ports';
import { chosenOffer, type Reading } from '../core/reading';
import type { CheckFacts, CheckRecord, Watch } from '../core/records';

/**
 * The running period when it never counted: one look saw its price, a person objects to that, and the next
 * look sees the price that they say. null: it counts.
 */
export function findDoubted({ history, watches }: CheckFacts, reading: Reading): Period | null {
  const running = history.at(-1);
  if (!running || !isSeenOnce(running)) return null;
  const objectors = watches.filter(({ objection }) => objection && isSamePrice(objection.to, running.price));
  return isSeenByPerson(objectors, reading) ? running : null;
}

/** Looks within so short a time count as one. */
function isSeenOnce({ startedAt, endedAt }: Period): boolean {
  return endedAt - startedAt < SECOND_SIGHTING_AFTER_MS;
}

/** What the watch announced of the period, or measures from it, is taken anew. */
export function forgetPeriod(watch: Watch, { startedAt, price }: Period): Watch {
  const { baseline, episode } = watch;
  const isFromIt =
    baseline?.source === 'subscribed' && baseline.at >= startedAt && isSamePrice(baseline.price, price);
  return {
    ...watch,
    baseline: isFromIt ? null : baseline,
    episode: episode.announcedPeriod === startedAt ? NEW_EPISODE : episode,
  };
}

/** A person's own sighting counts as the second one of an unusual price. */
export function isSeenByPerson(watches: readonly Watch[], reading: Reading): boolean {
  return watches.some(
    ({ answerOwed, objection }) =>
      answerOwed === 'report' && objection?.shown.kind === 'price' && isAgreed(objection.shown, reading),
  );
}

/** @returns the objection as it stands after a look; null when there is none any more. */
export function reviewObjection(
  { answerOwed, objection }: Watch,
  reading: Reading,
  isConfirmed: boolean,
): Objection | null {
  if (objection === null || isAgreed(objection.shown, reading)) return null;
  const offer = chosenOffer(reading);
  if (offer === null || isSamePrice(offer.price, objection.to)) return objection;
  if (answerOwed === 'report') return { ...objection, to: offer.price };
  return isConfirmed ? null : objection;
}

/** The page of a look that says something else than a person. */
export function reportPrice(watches: readonly Watch[], look: LookResult): CheckRecord['report'] {
  const { reading, recording } = look;
  const contradicted = watches.find(
    ({ answerOwed, objection }) =>
      answerOwed === 'report' && objection !== null && !isAgreed(objection.shown, reading),
  );
  if (!contradicted?.objection || !recording) return undefined;
  return { shown: contradicted.objection.shown, reading, recording };
}
