import type { ExplainedLook } from '../../plugins/record/explain-look';
import { type OfferLine, describeOffers, describeReading, printLine } from '../describe-reading';
import { printTable } from './print-table';

/** A trial as it is printed: amounts are plain decimals. */
type Trial = ReturnType<typeof describeTrial>;

export function describeTrial({ product, reading, prices }: ExplainedLook) {
  return {
    ...product,
    reading: describeReading(reading),
    offers: describeOffers(reading),
    prices:
      prices?.map(({ price, ...rest }) => ({
        price: price?.decimal ?? null,
        currency: price?.currency ?? null,
        ...rest,
      })) ?? null,
  };
}

type PriceLine = NonNullable<Trial['prices']>[number];

/** More lines nobody reads; --json has all. */
const MOST_LINES = 25;

/** What a look found, and why the other prices of the page are not the one. */
export function printTrial({ watcher, key, reading, offers, prices }: Trial): string {
  return [
    `watcher: ${watcher}, key: ${key}`,
    printLine(reading),
    ...(offers.length > 1 ? ['', 'offers:', ...printTable(offers.map(cellsOfOffer))] : []),
    ...(prices === null ? [] : ['', 'prices on the page:', ...printPrices(prices)]),
    '',
  ].join('\n');
}

function printPrices(prices: readonly PriceLine[]): string[] {
  if (prices.length === 0) return ['  none'];
  const lines = [...prices].sort((a, b) => nearness(b) - nearness(a));
  const head = ['', 'source', 'amount', 'score', 'why', 'read from'];
  const table = printTable([head, ...lines.slice(0, MOST_LINES).map(cellsOfPrice)]);
  return lines.length > MOST_LINES ? [...table, `  and ${lines.length - MOST_LINES} more`] : table;
}

/** What was taken goes first, then what was said for machines, then what came closest. */
function nearness({ isTaken, source, score }: PriceLine): number {
  if (isTaken) return 1000;
  return source === 'page text' ? (score ?? -1000) : 500;
}

function cellsOfPrice({ source, price, currency, score, isTaken, why, snippet }: PriceLine): string[] {
  const amount = price === null ? '-' : `${price} ${currency ?? '?'}`;
  return [isTaken ? '>' : '', source, amount, score === null ? '' : score.toFixed(2), why, snippet];
}

function cellsOfOffer({ price, currency, availability, from, title, variant, seller, condition }: OfferLine) {
  const amount = price === null ? '-' : `${from ? 'from ' : ''}${price} ${currency ?? ''}`;
  const details = [variant ?? title, seller, condition].filter((text) => text !== null);
  return ['', amount, availability, details.join(', ')];
}
