import { findBelievable } from './beliefs';
import type { History } from './history';
import { toCents } from './cents';
import { confirmedAt, type Run } from './sightings';
import type { World } from './world';
import type { Rule, Wish } from './wishes';

/** May a price fulfil a rule, and must it? Between the two lies what the promises leave open. */
export interface Bounds {
  readonly may: boolean;
  readonly must: boolean;
}

const NEITHER: Bounds = { may: false, must: false };
const DAY_MS = 24 * 3_600_000;
/** So many days must have been seen before a price can be the lowest, or all, if fewer are asked about. */
const DAYS_TO_JUDGE = 14;

/** Does the run at a place fulfil the wish? */
export function judgeRule(world: World, product: string, place: number, wish: Wish): Bounds {
  const runs = world.runs.get(product)!;
  const { price, inStock } = runs[place]!;
  const { rule } = wish;
  if (rule.kind === 'any-change') return price === null ? NEITHER : both(place > 0);
  if (rule.kind === 'back-in-stock') {
    const isBack = inStock && runs.slice(0, place).some((run) => !run.inStock);
    // A page that shows no price need not be taken for one on which something can be had.
    return { may: isBack, must: isBack && price !== null };
  }
  if (price === null || !inStock) return NEITHER;
  if (rule.kind === 'target') return both(price <= toCents(rule.price)!);
  return rule.kind === 'drop'
    ? judgeDrop(price, rule, findBaselines(world, product, wish))
    : judgeLowest(world, runs, place, rule.days);
}

function both(holds: boolean): Bounds {
  return { may: holds, must: holds };
}

function judgeDrop(
  price: number,
  rule: Extract<Rule, { kind: 'drop' }>,
  baselines: readonly number[],
): Bounds {
  const limit = (baseline: number): number => (baseline * (100 - rule.percent)) / 100;
  return {
    may: baselines.length > 0 && price <= Math.ceil(limit(Math.max(...baselines))),
    must: baselines.length > 0 && price <= Math.floor(limit(Math.min(...baselines))),
  };
}

/** @returns the prices that may have been the product's when the rule was set; empty: none was ever seen. */
function findBaselines({ history, terms, runs }: World, product: string, { setAt }: Wish): readonly number[] {
  const seen = runs.get(product)!;
  const before = [setAt, history.takenAt(setAt)].flatMap((index) =>
    pricesOf(findBelievable(seen, index, history, terms)),
  );
  const turn = history.events[setAt]!;
  const isLink = turn.kind === 'turn' && turn.means.kind === 'track';
  if (before.length > 0 && !isLink) return before;
  // A link is looked at anew: up to the first look that is believed.
  const after = seen.filter(({ sightings }) => sightings.at(-1)!.index > setAt);
  const believed = after.findIndex((run) => {
    const isSure = run.sightings.some(({ sure, index }) => sure && index > setAt);
    return run.price !== null && isSure && (!run.doubtful || confirmedAt(run, history, terms) !== null);
  });
  return [...before, ...pricesOf(after.slice(0, believed + 1))];
}

function judgeLowest({ history, terms }: World, runs: readonly Run[], place: number, days: number): Bounds {
  const { price, sightings } = runs[place]!;
  const now = sightings[0]!.index;
  const seen = (reachMs: number): readonly Run[] =>
    runs.slice(0, place).filter((run) => history.longestBetween(run.sightings.at(-1)!.index, now) <= reachMs);
  // A price at which nothing could be had need not count.
  const certain = seen((days - 1) * DAY_MS).filter(
    (run) => run.inStock && confirmedAt(run, history, terms) !== null,
  );
  const countSeen = (among: readonly Run[]): number =>
    countDays(among, history, history.at(now) - days * DAY_MS);
  const daysNeeded = Math.min(days, DAYS_TO_JUDGE);
  const isBelow = (others: readonly Run[]): boolean => pricesOf(others).every((other) => price! < other);
  return {
    may: countSeen(seen(days * DAY_MS)) >= daysNeeded - 1 && isBelow(certain),
    must:
      countSeen(certain.filter(({ price }) => price !== null)) > daysNeeded &&
      isBelow(seen((days + 1) * DAY_MS)),
  };
}

/** The calendar of the count is not promised, so days at the edges may count or not. */
function countDays(runs: readonly Run[], history: History, from: number): number {
  const times = runs.flatMap(({ sightings }) => sightings.map(({ index }) => history.at(index)));
  return new Set(times.filter((at) => at >= from).map((at) => Math.floor(at / DAY_MS))).size;
}

function pricesOf(runs: readonly Run[]): readonly number[] {
  return runs.flatMap(({ price }) => (price === null ? [] : [price]));
}
