import type { Random } from '../src/core/ports';
import { planInterval } from '../src/core/interval';
import { nextCheckAt } from '../src/core/schedule';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PRODUCTS = 2000;
const LASTS_MS = 90 * DAY;
const CHECK_EVERY_MS = 6 * HOUR;
/** Half of all products change less often than once in so long … */
const MEDIAN_MS = 10 * DAY;
/** … and one in six five times as often, or a fifth as often: the logarithm of the rate is normal. */
const SPREAD = Math.log(5);
const MOST_CHANGES_A_DAY = 24;

/** What a schedule achieves, each product counted once for each of its followers. */
interface ScheduleFigures {
  readonly looksPerProductAndDay: number;
  /** The share of time in which the price that is known is the price in the shop. */
  readonly freshness: number;
  /** From a change to the look that sees it. */
  readonly meanDelayHours: number;
}

export interface IntervalComparison {
  readonly adaptive: ScheduleFigures;
  /** Everything equally often, with as many looks in all. */
  readonly uniform: ScheduleFigures;
  /** How many times as long the uniform schedule takes to see a change. */
  readonly delayRatio: number;
}

interface Subject {
  /** Instants, in milliseconds since the beginning, in order. */
  readonly changes: readonly number[];
  readonly followers: number;
}

/**
 * Lets both schedules follow the same made-up products, knowing no more of them than what their looks see.
 * @param mostFollowers of a product: half of all have one, a third of the rest two, and so on, up to this.
 */
export function compareIntervals(random: Random, mostFollowers: number): IntervalComparison {
  const subjects = Array.from({ length: PRODUCTS }, () => makeSubject(random, mostFollowers));
  const adaptive = follow(subjects, random, (interest) =>
    planInterval({ ...interest, checkEveryMs: CHECK_EVERY_MS }),
  );
  const everyMs = DAY / adaptive.looksPerProductAndDay;
  const uniform = follow(subjects, random, () => everyMs);
  return { adaptive, uniform, delayRatio: uniform.meanDelayHours / adaptive.meanDelayHours };
}

function makeSubject(random: Random, mostFollowers: number): Subject {
  const normal = Math.sqrt(-2 * Math.log(1 - random.fraction())) * Math.cos(2 * Math.PI * random.fraction());
  const meanMs = Math.max(MEDIAN_MS * Math.exp(SPREAD * normal), DAY / MOST_CHANGES_A_DAY);
  const changes: number[] = [];
  const wait = (): number => -Math.log(1 - random.fraction()) * meanMs;
  for (let at = wait(); at < LASTS_MS; at += wait()) changes.push(at);
  const followers = Math.min(Math.floor(1 / (1 - random.fraction())), mostFollowers);
  return { changes, followers };
}

type Plan = (interest: {
  readonly changes: number;
  readonly seenMs: number;
  readonly followers: number;
}) => number;

interface Sums {
  looks: number;
  followers: number;
  changes: number;
  delayMs: number;
  staleMs: number;
}

function follow(subjects: readonly Subject[], random: Random, plan: Plan): ScheduleFigures {
  const sums: Sums = { looks: 0, followers: 0, changes: 0, delayMs: 0, staleMs: 0 };
  for (const subject of subjects) followOne(subject, random, plan, sums);
  return {
    looksPerProductAndDay: (sums.looks * DAY) / (subjects.length * LASTS_MS),
    freshness: 1 - sums.staleMs / (sums.followers * LASTS_MS),
    meanDelayHours: sums.delayMs / sums.changes / HOUR,
  };
}

function followOne({ changes, followers }: Subject, random: Random, plan: Plan, sums: Sums): void {
  sums.followers += followers;
  let [seen, at, index] = [0, 0, 0];
  while (at < LASTS_MS) {
    sums.looks += 1;
    const unseen: number[] = [];
    for (let change = changes[index]; change !== undefined && change <= at; change = changes[++index])
      unseen.push(change);
    if (unseen[0] !== undefined) {
      seen += 1;
      sums.staleMs += followers * (at - unseen[0]);
    }
    for (const change of unseen) {
      sums.changes += followers;
      sums.delayMs += followers * (at - change);
    }
    at = nextCheckAt({
      ...{ now: at, checkEveryMs: plan({ changes: seen, seenMs: at, followers }) },
      ...{ floorMs: HOUR / 2, minIntervalMs: 0, reading: { kind: 'unchanged' }, failures: 0 },
      ...{ lookAgainAt: null, jitter: random.fraction() },
    });
  }
}
