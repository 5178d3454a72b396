import { toCents } from './cents';
import { type EventOf, type History, pushTo } from './history';
import type { Terms } from './terms';

/** A look that found the product on its page. */
export interface Sighting {
  readonly index: number;
  /** In cents; null: the page showed none. */
  readonly price: number | null;
  readonly inStock: boolean;
  /** Ebb has surely taken note of it: it did not wait long for the answer, and was not killed right after. */
  readonly sure: boolean;
}

/** Looks one after the other which found the same. Looks without an answer in between do not end it. */
export interface Run {
  readonly price: number | null;
  readonly inStock: boolean;
  readonly sightings: readonly Sighting[];
  /** The run may be doubted until it has lasted: an unusual step, a price that swings, another stock. */
  readonly doubtful: boolean;
}

/** After so long a wait for the shop Ebb may have hung up. */
const LONG_WAIT_MS = 10_000;
const DAY_MS = 24 * 3_600_000;

/** @returns what Ebb saw of each product, in order. */
export function findRuns(history: History, terms: Terms): ReadonlyMap<string, readonly Run[]> {
  const shown = new Map<string, EventOf<'shop'>>();
  const sightings = new Map<string, Sighting[]>();
  history.events.forEach((event, index) => {
    if (event.kind === 'shop') shown.set(event.product, event);
    const page = event.kind === 'look' ? shown.get(event.product) : undefined;
    if (event.kind !== 'look' || page?.answers !== 'page') return;
    const sure = event.at - event.askedAt <= LONG_WAIT_MS && !history.isKilledWithin(index, terms.settleMs);
    const sighting = { index, price: toCents(page.price), inStock: page.inStock, sure };
    pushTo(sightings, event.product, sighting);
  });
  return new Map([...sightings].map(([product, seen]) => [product, gather(seen, history)]));
}

/**
 * The first look at which the run is surely confirmed: it has stood long enough between two sure looks; null:
 * never.
 */
export function confirmedAt(run: Run, history: History, terms: Terms): number | null {
  const sure = run.sightings.filter((sighting) => sighting.sure);
  const first = sure[0];
  if (first === undefined) return null;
  const long = sure.find(
    ({ index }) => history.shortestBetween(first.index, index) >= terms.secondSightingMs,
  );
  return long?.index ?? null;
}

function gather(seen: readonly Sighting[], history: History): readonly Run[] {
  const runs: (Run & { sightings: Sighting[] })[] = [];
  for (const sighting of seen) {
    const { price, inStock } = sighting;
    const last = runs.at(-1);
    if (last?.price === price && last.inStock === inStock) last.sightings.push(sighting);
    else runs.push({ price, inStock, sightings: [sighting], doubtful: isDoubtful(sighting, runs, history) });
  }
  return runs;
}

function isDoubtful(now: Sighting, before: readonly Run[], history: History): boolean {
  const last = before.at(-1);
  if (last === undefined) return false;
  if (last.inStock !== now.inStock || last.price === null || now.price === null) return true;
  const isUnusual = now.price * 2 < last.price || now.price > last.price * 2;
  const changedAt = before.length > 1 ? last.sightings[0]!.index : null;
  return isUnusual || (changedAt !== null && history.shortestBetween(changedAt, now.index) < DAY_MS);
}
