import { DAY, daysLooked, type Instant, type Period } from './history';
import type { Money } from './money';
import { isForSale } from './offer';

/** How many days back a chart goes; `all`: as far as anything was seen. */
export const CHART_SPANS = [30, 90, 365, 'all'] as const;
export type ChartSpan = (typeof CHART_SPANS)[number];

/** Two looks at a product lie at most a day and a bit apart, so a longer silence was not seen by anybody. */
const LONGEST_SILENCE: number = 2 * DAY;
/** How far an empty chart of everything goes back. */
const EMPTY_DAYS = 30;

/** A time over which one thing was seen. Between the end of one and the start of the next nobody looked. */
export type Stretch = { readonly from: Instant; readonly to: Instant } & (
  | { readonly kind: 'offered' | 'other-currency'; readonly price: Money }
  /** `price`: what was shown all the same. */
  | { readonly kind: 'not-for-sale'; readonly price: Money | null }
);

export interface DatedPrice {
  readonly price: Money;
  readonly at: Instant;
}

/** What a picture of a price history shows, and what its text says. */
export interface Chart {
  readonly span: ChartSpan;
  readonly from: Instant;
  readonly to: Instant;
  /** Of the newest price; null when none was seen. Other currencies have no place on its scale. */
  readonly currency: string | null;
  /** Oldest first, none overlapping. */
  readonly stretches: readonly Stretch[];
  /** The lowest offered price, where it was seen last; null when nothing was offered. */
  readonly lowest: DatedPrice | null;
  /** The highest offered price, where it was seen last. */
  readonly highest: DatedPrice | null;
  /** The amount at or under which the rule holds; null when there is none, or in another currency. */
  readonly threshold: Money | null;
  /** How often the offered price moved. */
  readonly changes: number;
  readonly days: number;
  /** On how many of `days` the product was seen. */
  readonly daysLooked: number;
}

/**
 * Pure. `history`: confirmed periods, oldest first, the running one last; those outside the span are left
 * out.
 */
export function makeChart(
  history: readonly Period[],
  span: ChartSpan,
  threshold: Money | null,
  now: Instant,
): Chart {
  const from = startOf(history, span, now);
  const seen = history.filter(({ startedAt, endedAt }) => startedAt <= now && endedAt >= from);
  const currency = seen.findLast(({ price }) => price !== null)?.price?.currency ?? null;
  const stretches = seen.map((period, index) => toStretch(period, seen[index + 1], currency, { from, now }));
  const offered = stretches.flatMap((stretch) =>
    stretch.kind === 'offered' ? [{ price: stretch.price, at: stretch.from }] : [],
  );
  const days = Math.max(1, Math.ceil((now - from) / DAY));
  return {
    ...{ span, from, to: now, currency, stretches, days },
    lowest: pickLast(offered, (a, b) => a <= b),
    highest: pickLast(offered, (a, b) => a >= b),
    threshold: threshold?.currency === currency ? threshold : null,
    changes: offered.filter(
      ({ price }, index) => index > 0 && price.minor !== offered[index - 1]?.price.minor,
    ).length,
    // A span of 30 times 24 hours touches 31 calendar days.
    daysLooked: Math.min(days, daysLooked(seen, from, now)),
  };
}

function startOf(history: readonly Period[], span: ChartSpan, now: Instant): Instant {
  if (span !== 'all') return now - span * DAY;
  const first = history[0];
  return first ? Math.min(first.startedAt, now - DAY) : now - EMPTY_DAYS * DAY;
}

/** A price stands until the next one is seen, unless nobody looked for too long. */
function toStretch(
  { startedAt, endedAt, price, availability }: Period,
  next: Period | undefined,
  currency: string | null,
  { from, now }: { readonly from: Instant; readonly now: Instant },
): Stretch {
  const until = next?.startedAt ?? now;
  const time = {
    from: Math.max(startedAt, from),
    to: Math.min(now, until - endedAt <= LONGEST_SILENCE ? until : endedAt),
  };
  if (price === null) return { ...time, kind: 'not-for-sale', price };
  if (price.currency !== currency) return { ...time, kind: 'other-currency', price };
  return { ...time, kind: isForSale(availability) ? 'offered' : 'not-for-sale', price };
}

function pickLast(
  prices: readonly DatedPrice[],
  isBetter: (minor: number, than: number) => boolean,
): DatedPrice | null {
  return prices.reduce<DatedPrice | null>(
    (best, dated) => (best === null || isBetter(dated.price.minor, best.price.minor) ? dated : best),
    null,
  );
}
