import type { ShopLog, ShopRules, ShopVisit, Span } from './visit-log';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
/** The least gap, and so many times the last latency, a minute at most. */
const LEAST_GAP_MS = 2 * SECOND;
const LATENCY_FACTOR = 10;
const LONGEST_GAP_MS = MINUTE;
/** Looks in a row that may be answered "unchanged" before one that reads in full. */
const UNCHANGED_BEFORE_FULL = 19;

/** What one shop saw. */
export interface GuestFigures {
  readonly shop: string;
  readonly requests: number;
  /** Requests at once, at most. */
  readonly inFlight: number;
  /** The least gap between two requests, in milliseconds; Infinity: there were no two. */
  readonly leastGapMs: number;
  /** The least part of the gap that was due: 1 or more keeps it. */
  readonly leastGapShare: number;
  /** Looks at a page whose validator we had and that was not due to be read in full. */
  readonly repeatLooks: number;
  /** How many of them were conditional. */
  readonly conditional: number;
  /** Looks that were in full because it was their turn. */
  readonly fullReads: number;
  readonly unchanged: number;
  readonly inRetryAfter: number;
  readonly disallowed: number;
  /** Of robots.txt, in the day in which there were most. */
  readonly robotsADay: number;
  /** Of pages. */
  readonly requestsPerProductAndDay: number;
}

/** Judges by nothing but what a shop wrote down. */
export function judgeVisits({ shops, visits }: ShopLog, span: Span): readonly GuestFigures[] {
  return shops.map((shop) =>
    judgeShop(
      shop,
      visits.filter(({ host, at }) => host === shop.host && at >= span.from && at < span.to),
      (span.to - span.from) / DAY,
    ),
  );
}

function judgeShop(shop: ShopRules, visits: readonly ShopVisit[], days: number): GuestFigures {
  const pages = visits.filter((visit) => !isRobots(visit));
  const products = groupBy(pages, ({ path }) => path);
  const looks = [...products.values()].map(judgeLooks);
  const gaps = visits.slice(1).map((visit, index) => measureGap(shop, visits[index]!, visit));
  return {
    shop: shop.name,
    requests: visits.length,
    inFlight: Math.max(0, ...visits.map((visit) => countWith(visits, visit))),
    leastGapMs: Math.min(...gaps.map(({ gapMs }) => gapMs)),
    leastGapShare: Math.min(...gaps.map(({ share }) => share)),
    repeatLooks: sumOf(looks, ({ repeats }) => repeats),
    conditional: sumOf(looks, ({ conditional }) => conditional),
    fullReads: sumOf(looks, ({ fullReads }) => fullReads),
    unchanged: pages.filter(({ status }) => status === 304).length,
    inRetryAfter: countInRetryAfter(visits),
    disallowed: pages.filter(({ path }) => shop.disallowed.some((start) => path.startsWith(start))).length,
    robotsADay: countMost(visits.filter(isRobots), DAY),
    requestsPerProductAndDay: pages.length / Math.max(1, products.size) / days,
  };
}

/** @returns requests of the busiest stretch of so many milliseconds, counted from whole multiples of it. */
export function countBusiest(visits: readonly ShopVisit[], span: Span, stretchMs: number): number {
  return countMost(
    visits.filter(({ at }) => at >= span.from && at < span.to),
    stretchMs,
  );
}

function countMost(visits: readonly ShopVisit[], stretchMs: number): number {
  const counts = [...groupBy(visits, ({ at }) => Math.floor(at / stretchMs)).values()];
  return Math.max(0, ...counts.map(({ length }) => length));
}

function isRobots({ path }: ShopVisit): boolean {
  return path === '/robots.txt';
}

function countWith(visits: readonly ShopVisit[], { at }: ShopVisit): number {
  return visits.filter((other) => other.at <= at && other.endedAt > at).length;
}

function measureGap(
  { crawlDelayMs }: ShopRules,
  before: ShopVisit,
  after: ShopVisit,
): { gapMs: number; share: number } {
  const latencyMs = before.endedAt - before.at;
  // Who has just read robots.txt has not known yet what it asks for.
  const asked = isRobots(before) ? 0 : crawlDelayMs;
  const due = Math.max(LEAST_GAP_MS, Math.min(Math.max(LATENCY_FACTOR * latencyMs, asked), LONGEST_GAP_MS));
  const gapMs = after.at - before.endedAt;
  return { gapMs, share: gapMs / due };
}

function countInRetryAfter(visits: readonly ShopVisit[]): number {
  let closedUntil = -Infinity;
  let count = 0;
  for (const { at, endedAt, retryAfterMs } of visits) {
    if (at < closedUntil) count += 1;
    if (retryAfterMs > 0) closedUntil = Math.max(closedUntil, endedAt + retryAfterMs);
  }
  return count;
}

interface Looks {
  readonly repeats: number;
  readonly conditional: number;
  readonly fullReads: number;
}

/** @param visits to the page of one product, in order. */
function judgeLooks(visits: readonly ShopVisit[]): Looks {
  let [repeats, conditional, fullReads, unchanged, isKnown] = [0, 0, 0, 0, false];
  for (const visit of visits) {
    if (isKnown && !visit.conditional && unchanged >= UNCHANGED_BEFORE_FULL) fullReads += 1;
    else if (isKnown) {
      repeats += 1;
      if (visit.conditional) conditional += 1;
    }
    if (visit.status === 200) [unchanged, isKnown] = [0, visit.validator];
    if (visit.status === 304) unchanged += 1;
  }
  return { repeats, conditional, fullReads };
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function sumOf<T>(items: readonly T[], amountOf: (item: T) => number): number {
  return items.reduce((sum, item) => sum + amountOf(item), 0);
}
