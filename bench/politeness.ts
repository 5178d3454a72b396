/**
 * How good a guest Ebb is: the whole program stays a fortnight with shops that write every request down, a
 * day of it without running; the judge reads nothing but what they wrote. And what the adaptive interval
 * gains over a uniform one.
 *
 * `npm run bench -- politeness [--json] [--products N] [--seed N]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../test/support/manual-clock';
import { type GuestFigures, countBusiest, judgeVisits } from '../test/support/politeness/judge-visits';
import { runVisit } from '../test/support/politeness/run-visit';
import type { ShopLog, Span } from '../test/support/politeness/visit-log';
import { type IntervalComparison, compareIntervals } from './compare-intervals';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** When looks have found their places. */
const STEADY_FROM = 4 * DAY;

/** Of a product, in the comparison of intervals. */
const MOST_FOLLOWERS = [1, 500];

/** Requests to all shops together, before Ebb was down for a day and in the day after. */
interface Rush {
  readonly usualMeanMinute: number;
  readonly usualBusiestMinute: number;
  readonly firstMinute: number;
  readonly busiestMinute: number;
  readonly usualBusiestHour: number;
  readonly busiestHour: number;
  /** Of the busiest minutes. */
  readonly ratio: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      products: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
    },
  });
  const seed = Number(values.seed);
  const folder = mkdtempSync(join(tmpdir(), 'ebb-guest-'));
  try {
    const { log, whole, outage } = await runVisit({
      ...{ seed, products: Number(values.products), folder, lastsMs: 14 * DAY },
      breakdown: { from: 2 * DAY, to: 3 * DAY },
      outage: { from: 8 * DAY, to: 9 * DAY },
    });
    const steady = { from: whole.from + STEADY_FROM, to: outage.from };
    const report = {
      shops: judgeVisits(log, whole),
      rush: measureRush(log, steady, { from: outage.to, to: outage.to + DAY }),
      intervals: MOST_FOLLOWERS.map((most) => ({ most, ...compareIntervals(seededRandom(seed), most) })),
    };
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : describe(report));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measureRush({ visits }: ShopLog, steady: Span, after: Span): Rush {
  const usual = visits.filter(({ at }) => at >= steady.from && at < steady.to);
  const usualBusiestMinute = countBusiest(visits, steady, MINUTE);
  const busiestMinute = countBusiest(visits, after, MINUTE);
  return {
    usualMeanMinute: (usual.length * MINUTE) / (steady.to - steady.from),
    usualBusiestMinute,
    firstMinute: visits.filter(({ at }) => at >= after.from && at < after.from + MINUTE).length,
    busiestMinute,
    usualBusiestHour: countBusiest(visits, steady, 60 * MINUTE),
    busiestHour: countBusiest(visits, after, 60 * MINUTE),
    ratio: busiestMinute / usualBusiestMinute,
  };
}

const COLUMNS: readonly (readonly [name: string, cell: (figures: GuestFigures) => string])[] = [
  ['requests', ({ requests }) => String(requests)],
  ['in flight', ({ inFlight }) => String(inFlight)],
  ['least gap s', ({ leastGapMs }) => (leastGapMs / 1000).toFixed(1)],
  ['of the due', ({ leastGapShare }) => leastGapShare.toFixed(2)],
  ['conditional', ({ conditional, repeatLooks }) => `${conditional}/${repeatLooks}`],
  ['full reads', ({ fullReads }) => String(fullReads)],
  ['304', ({ unchanged }) => String(unchanged)],
  ['in pauses', ({ inRetryAfter }) => String(inRetryAfter)],
  ['forbidden', ({ disallowed }) => String(disallowed)],
  ['robots/day', ({ robotsADay }) => String(robotsADay)],
  ['per product', ({ requestsPerProductAndDay }) => requestsPerProductAndDay.toFixed(2)],
];

interface Report {
  readonly shops: readonly GuestFigures[];
  readonly rush: Rush;
  readonly intervals: readonly (IntervalComparison & { readonly most: number })[];
}

function describe({ shops, rush, intervals }: Report): string {
  const table = [
    ['shop', ...COLUMNS.map(([name]) => name)],
    ...shops.map((figures) => [figures.shop, ...COLUMNS.map(([, cell]) => cell(figures))]),
  ].map((row) => row.map((text, at) => (at === 0 ? text.padEnd(22) : text.padStart(12))).join(''));
  const lines = [
    ...table,
    '',
    `usual             ${rush.usualMeanMinute.toFixed(2)} requests a minute, ${rush.usualBusiestMinute} in the busiest, ` +
      `${rush.usualBusiestHour} in the busiest hour`,
    `after a day away  ${rush.firstMinute} in the first minute, ${rush.busiestMinute} in the busiest ` +
      `(× ${rush.ratio.toFixed(2)}), ${rush.busiestHour} in the busiest hour`,
    ...intervals.flatMap(describeComparison),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function describeComparison(comparison: IntervalComparison & { readonly most: number }): string[] {
  const schedules = (['uniform', 'adaptive'] as const).map((name) => {
    const { looksPerProductAndDay, freshness, meanDelayHours } = comparison[name];
    return (
      `${name.padEnd(10)}${looksPerProductAndDay.toFixed(2)} looks a product and day, ` +
      `${(100 * freshness).toFixed(2)} % fresh, a change seen after ${meanDelayHours.toFixed(2)} h`
    );
  });
  const head = `with ${comparison.most} follower(s) at most: uniform takes × ${comparison.delayRatio.toFixed(2)} as long`;
  return ['', head, ...schedules];
}

void main();
