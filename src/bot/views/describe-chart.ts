import type { Chart, ChartSpan, DatedPrice, Stretch } from '../../core/chart';
import { DAY } from '../../core/history';
import type { Card } from '../../core/message';
import type { Print } from '../print';
import { countDays } from './describe-rule';

/** What a chart shows, in words. */
export interface ChartText {
  /** The time it covers: "The last 90 days". */
  readonly heading: string;
  readonly lines: readonly string[];
  readonly facts: Card['facts'];
}

export function describeChart(chart: Chart, print: Print): ChartText {
  const heading = nameTime(chart, print);
  if (chart.stretches.length === 0) {
    return { heading, lines: ['I have seen no price in this time.'], facts: [] };
  }
  return { heading, lines: describeOtherCurrencies(chart), facts: listFacts(chart, print) };
}

/** A span as a button says it. */
export function nameSpan(span: ChartSpan): string {
  switch (span) {
    case 30:
    case 90:
      return countDays(span);
    case 365:
      return '1 year';
    case 'all':
      return 'All';
  }
}

function nameTime({ span, from, stretches }: Chart, print: Print): string {
  if (span === 'all') return stretches.length === 0 ? 'All time' : `Since ${print.day(from)}`;
  return span === 365 ? 'The last year' : `The last ${countDays(span)}`;
}

function describeOtherCurrencies({ stretches, currency }: Chart): string[] {
  const others = stretches.flatMap((stretch) =>
    stretch.kind === 'other-currency' ? [stretch.price.currency] : [],
  );
  if (others.length === 0) return [];
  const names = [...new Set(others)].join(', ');
  return [`Prices in ${names} are left out: they cannot be compared with ${currency ?? 'the others'}.`];
}

function listFacts(chart: Chart, print: Print): Card['facts'] {
  const { lowest, highest, threshold, changes, days, daysLooked } = chart;
  const sayDated = ({ price, at }: DatedPrice): string => `${print.money(price)}, ${print.day(at)}`;
  const away = countAway(chart.stretches);
  const facts: readonly (readonly [string, string | null])[] = [
    ['Lowest', lowest && sayDated(lowest)],
    ['Highest', highest && sayDated(highest)],
    ['Alert at', threshold && `${print.money(threshold)} or less`],
    ['Changes', lowest && String(changes)],
    ['Not for sale', away === 0 ? null : `about ${countDays(away)}`],
    ['I looked', `on ${daysLooked} of ${countDays(days)}`],
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

/** @returns on how many days it was not for sale; 0: never. */
function countAway(stretches: readonly Stretch[]): number {
  const away = stretches.filter(({ kind }) => kind === 'not-for-sale');
  const milliseconds = away.reduce((sum, { from, to }) => sum + to - from, 0);
  return away.length === 0 ? 0 : Math.max(1, Math.round(milliseconds / DAY));
}
