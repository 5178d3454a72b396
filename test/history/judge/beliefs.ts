import type { History } from './history';
import { confirmedAt, type Run, type Sighting } from './sightings';
import type { Terms } from './terms';

/**
 * @returns the runs, newest first, one of which Ebb holds for the present state of the product when the event
 * happens: the last that it saw, and older ones as long as the newer may be under way, lost by a kill, or
 * doubted. Empty: it has seen none.
 */
export function findBelievable(
  runs: readonly Run[],
  index: number,
  history: History,
  terms: Terms,
): readonly Run[] {
  const seen = runs.filter(({ sightings }) => sightings[0]!.index < index);
  const settled = ({ sure, index: seenAt }: Sighting): boolean =>
    sure && history.shortestBetween(seenAt, index) > terms.settleMs;
  const oldest = seen.findLastIndex((run) => isBelieved(run, settled, history, terms));
  return seen.slice(Math.max(oldest, 0)).reverse();
}

function isBelieved(
  run: Run,
  isSettled: (sighting: Sighting) => boolean,
  history: History,
  terms: Terms,
): boolean {
  const settled = { ...run, sightings: run.sightings.filter(isSettled) };
  if (settled.sightings.length === 0 || run.price === null) return false;
  return !run.doubtful || confirmedAt(settled, history, terms) !== null;
}
