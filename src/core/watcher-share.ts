import type { Instant } from './history';
import type { ReadingKind } from './reading';

/** One look through a watcher, as far as its share of successes goes. */
export interface WatchedLook {
  readonly at: Instant;
  /** The lane of the link. */
  readonly shop: string;
  readonly kind: ReadingKind;
}

/** What the newest looks through a watcher are held against. */
export interface WatcherRecord {
  /** Oldest first. */
  readonly looks: readonly WatchedLook[];
  /** Its share of successes is low; null: it is not. */
  readonly dip: {
    readonly since: Instant;
    /** The share before. */
    readonly from: number;
    /** It has lasted for so long that it counts as a fall. */
    readonly isFall: boolean;
  } | null;
}

/** What changed with the last look. */
export type WatcherNews =
  | {
      readonly kind: 'fell';
      /**
       * Most failures are the shops' doing (they refuse us, or do not answer), not that of what is read
       * there.
       */
      readonly isShops: boolean;
      /** Shares of successes, from 0 to 1. */
      readonly before: number;
      readonly now: number;
      /** How many of the newest looks failed, by their reading. */
      readonly failures: Readonly<Partial<Record<ReadingKind, number>>>;
    }
  | { readonly kind: 'recovered'; readonly now: number };

export const NO_LOOKS: WatcherRecord = { looks: [], dip: null };

/** The newest looks: so many at the most, and none older. */
const NEWEST = 50;
const NEWEST_MS = 12 * 60 * 60 * 1000;
/** Fewer of them say nothing. */
const FEWEST_NEW = 20;
/** What they are held against: those before them. */
const BEFORE = 200;
const FEWEST_BEFORE = 50;
/** It fell when less than half is left, and at least so much is gone … */
const LEAST_FALL = 0.4;
/** … for so long, because on a busy day the newest looks are those of seconds … */
const LASTING_MS = 30 * 60 * 1000;
/** … and is back at so much of what was usual. */
const GOOD_AGAIN = 0.8;

/** The link may be gone, or ours not to ask: it says nothing of the watcher. */
const SAYS_NOTHING: ReadonlySet<ReadingKind> = new Set(['not-found', 'refused']);
const FAILURES: ReadonlySet<ReadingKind> = new Set(['not-a-product', 'unreadable', 'blocked', 'unreachable']);
const OF_SHOPS: ReadonlySet<ReadingKind> = new Set(['blocked', 'unreachable']);

/** Takes one more look into account. Bounded: what is too old to matter is forgotten. */
export function noteLook(
  earlier: WatcherRecord,
  look: WatchedLook,
): { readonly record: WatcherRecord; readonly news: WatcherNews | null } {
  if (SAYS_NOTHING.has(look.kind)) return { record: earlier, news: null };
  const looks = [...earlier.looks, look].slice(-(NEWEST + BEFORE));
  const newest = looks.slice(-NEWEST).filter(({ at }) => look.at - at < NEWEST_MS);
  if (newest.length < FEWEST_NEW) return { record: { looks, dip: earlier.dip }, news: null };
  const now = shareOf(newest);
  if (earlier.dip) return followDip({ looks, dip: earlier.dip }, newest, { at: look.at, now });
  const before = looks.slice(0, looks.length - newest.length);
  const from = before.length < FEWEST_BEFORE ? 0 : shareOf(before);
  return {
    record: { looks, dip: isLow(now, from) ? { since: look.at, from, isFall: false } : null },
    news: null,
  };
}

function isLow(now: number, from: number): boolean {
  return now < from / 2 && from - now >= LEAST_FALL;
}

function followDip(
  { looks, dip }: { readonly looks: WatcherRecord['looks']; readonly dip: NonNullable<WatcherRecord['dip']> },
  newest: readonly WatchedLook[],
  { at, now }: { readonly at: Instant; readonly now: number },
): { readonly record: WatcherRecord; readonly news: WatcherNews | null } {
  const { since, from, isFall } = dip;
  if (now >= from * GOOD_AGAIN) {
    return { record: { looks, dip: null }, news: isFall ? { kind: 'recovered', now } : null };
  }
  if (isFall || at - since < LASTING_MS || !isLow(now, from)) return { record: { looks, dip }, news: null };
  return { record: { looks, dip: { since, from, isFall: true } }, news: describeFall(newest, from, now) };
}

function describeFall(newest: readonly WatchedLook[], before: number, now: number): WatcherNews {
  const failures = countFailures(newest);
  const sum = (kinds: ReadonlySet<ReadingKind>): number =>
    [...kinds].reduce((total, kind) => total + (failures[kind] ?? 0), 0);
  return { kind: 'fell', isShops: sum(OF_SHOPS) * 2 > sum(FAILURES), before, now, failures };
}

/**
 * Each shop counts the same, however many of its products are followed: one that is down is no fall of a
 * watcher of many.
 */
function shareOf(looks: readonly WatchedLook[]): number {
  const shops = new Map<string, { all: number; good: number }>();
  for (const { shop, kind } of looks) {
    const count = shops.get(shop) ?? { all: 0, good: 0 };
    shops.set(shop, { all: count.all + 1, good: count.good + (FAILURES.has(kind) ? 0 : 1) });
  }
  const shares = [...shops.values()].map(({ all, good }) => good / all);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function countFailures(looks: readonly WatchedLook[]): Partial<Record<ReadingKind, number>> {
  const counts: Partial<Record<ReadingKind, number>> = {};
  for (const { kind } of looks) if (FAILURES.has(kind)) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
